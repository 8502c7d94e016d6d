# ruff: noqa: E501
"""Sixty-one more ordinary files, written before any was tried: five were claimed then, none is since."""

import json


def _lines(row, times=20, head=""):
    return head + "".join(row(i) + "\n" for i in range(times))


def _js(row, times=20):
    return _lines(lambda i: json.dumps(row(i), ensure_ascii=False), times)


PEOPLE = ("Claire Dumont", "Karim Belhadj", "Nadège Pruvost", "Ousmane Diarra", "Jean-Yves Kermadec")
SAID = (
    "Nous avons besoin de temps pour nous former aux outils",
    "Le budget de cette année ne le permet pas",
    "Il faut en parler à la prochaine réunion d'équipe",
    "Merci de relire le document avant vendredi",
    "La visite à domicile reste irremplaçable",
)


def who(i):
    return PEOPLE[i % 5]


def said(i):
    return SAID[i % 5]


FILES = {
    "llm_training.jsonl": _js(lambda i: {"messages": [{"role": "user", "content": said(i)}, {"role": "assistant", "content": "D'accord."}]}),
    "whisper_segments.json": json.dumps({"language": "fr", "segments": [{"id": i, "start": i * 4.0, "end": i * 4.0 + 3.5, "text": said(i)} for i in range(20)]}),
    "diarized.json": json.dumps([{"speaker": f"SPEAKER_0{i % 3}", "start": i * 4.2, "end": i * 4.2 + 4, "text": said(i)} for i in range(30)]),
    "tweets.csv": _lines(lambda i: f'{1000 + i},2024-03-{i % 28 + 1:02},"{said(i)}",{i * 3},{i}', head="tweet_id,created_at,full_text,likes,retweets\n"),
    "reviews.csv": _lines(lambda i: f'{i},{i % 5 + 1},"{said(i)}",2024-03-{i % 28 + 1:02}', head="product_id,stars,review_body,review_date\n"),
    "survey.csv": _lines(lambda i: f'"2024/03/05 10:{i:02}:00 AM UTC+1","{i % 5}","{said(i)}"', head='"Horodateur","Note de 1 à 5","Que changeriez-vous ?"\n'),
    "tickets.csv": _lines(lambda i: f"T-{i},{who(i)},ouvert,2024-03-05 10:{i:02},{said(i)}", head="Ticket,Assigné à,État,Créé le,Titre\n"),
    "jira.csv": _lines(lambda i: f"Bug,PRJ-{i},{said(i)},{who(i)},{who(i + 1)},High,Open,05/Mar/24 10:{i:02} AM", head="Issue Type,Key,Summary,Assignee,Reporter,Priority,Status,Created\n"),
    "calls.csv": _lines(lambda i: f"2024-03-05 10:{i:02}:00;0612345678;{who(i)};{i * 7}", head="Date appel;Numéro;Correspondant;Durée (s)\n"),
    "timesheet.csv": _lines(lambda i: f"{who(i)};05/03/2024;09:{i:02};12:30;Visite à domicile, secteur nord", head="Salarié;Date;Début;Fin;Activité\n"),
    "planning.tsv": _lines(lambda i: f"09:{i:02}\t{who(i)}\tSalle {i % 4}\t{said(i)}", head="Heure\tIntervenant\tSalle\tSujet de l'intervention\n"),
    "observations.csv": _lines(lambda i: f"2024-03-05,10:{i:02},{who(i)},Milan noir,{i % 9},47.1,0.6,vu posé en lisière", head="date,heure,observateur,espece,nombre,lat,lon,remarque\n"),
    "glossaire.csv": _lines(lambda i: f"terme {i};{said(i)}", head="Terme;Définition\n"),
    "translations.csv": _lines(lambda i: f"key.{i},{said(i)},We need time to learn the tools", head="key,fr,en\n"),
    "podcast.json": json.dumps({"title": "Le social en question", "episodes": [{"title": said(i), "author": who(i), "pubDate": f"2024-03-{i + 1:02}T10:00:00Z", "duration": 1800} for i in range(12)]}),
    "feed.xml": '<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title>' + "".join(f"<item><title>{said(i)}</title><author>{who(i)}</author><pubDate>Tue, 05 Mar 2024 10:{i:02}:00 GMT</pubDate></item>" for i in range(9)) + "</channel></rss>",
    "comments.xml": "<w:comments>" + "".join(f'<w:comment w:id="{i}" w:author="{who(i)}" w:date="2024-03-05T10:{i:02}:00Z"><w:p>{said(i)}</w:p></w:comment>' for i in range(9)) + "</w:comments>",
    "entretien.txt": _lines(lambda i: ("Enquêtrice : pouvez-vous m'en dire plus ?" if i % 2 else f"Enquêté : {said(i).lower()}.") + "\n"),
    "timed_interview.txt": _lines(lambda i: f"[00:{i:02}:12] Enquêtrice\n{said(i)}.\n\n[00:{i:02}:30] M. Petit\nOui, tout à fait.\n"),
    "otter.txt": _lines(lambda i: f"{who(i)}  0:{i:02}\n{said(i)}.\n"),
    "rushes.txt": _lines(lambda i: f"00:{i:02}:10:05 - 00:{i:02}:25:12  plan large, {who(i)} parle"),
    "chapters.txt": "00:00 Introduction\n02:15 Présentation : l'équipe\n10:40 Questions : réponses\n55:12 Conclusion\n",
    "ordre_du_jour.txt": "Réunion du 5 mars\n\n9h00 - Accueil : café\n9h15 - Tour de table : chacun se présente\n10h30 - Budget : M. Petit\n12h00 - Fin\n",
    "astreintes.txt": _lines(lambda i: f"{i % 28 + 1:02}/03/2024 - {who(i)} : joignable de 18 h à 8 h"),
    "main_courante.txt": _lines(lambda i: f"05/03/2024 à {i:02}h15 : ronde effectuée, rien à signaler ({who(i)})"),
    "cahier_liaison.md": "# Cahier de liaison\n\n" + _lines(lambda i: f"## {i % 28 + 1} mars 2024\n\n**{who(i)}** : {said(i)}.\n"),
    "minutes_teams.md": "# Notes\n\n**10:02** - Claire : on démarre\n\n**10:15** - Décision : le budget est reporté\n\n- [ ] Karim : envoyer le document\n",
    "slack_quote.md": "Hier sur Slack :\n\n> Claire  10:02\n> on démarre ?\n>\n> Karim  10:03\n> oui\n\nJe propose donc de décaler.\n",
    "irc_howto.md": "# Using IRC\n\nType `/join #room`. You will see:\n\n```\n<ann> hello\n* bob waves\n```\n\nThen reply.\n",
    "regex_doc.rst": "Parsing chats\n=============\n\nA header looks like ``17:52:15 From Ann to Everyone:`` and the body is below.\n\n.. code-block:: text\n\n    17:52:15 From Ann to Everyone:\n        hi\n\nOther lines are ignored.\n",
    "parser.py": 'HEADER = re.compile(r"^(\\d\\d:\\d\\d:\\d\\d) From (.+) to (.+):$")\nSAMPLE = """\\\n17:52:15 From Ann to Everyone:\n\thi\n"""\n\n\ndef parse(text: str) -> list[str]:\n    return HEADER.findall(text)\n',
    "test_chat.js": "const sample = `[10:00] Ann: hi\n[10:01] Bob: yo`;\nit('parses', () => {\n  expect(parse(sample).length).toBe(2);\n});\n",
    "docker.log": _lines(lambda i: f"2024-03-05T10:{i:02}:00.123456789Z web_1  | GET /index 200 {i}ms"),
    "journal.log": _lines(lambda i: f"mars 05 10:{i:02}:00 srv systemd[1]: Started Session {i} of user luc."),
    "nginx_error.log": _lines(lambda i: f"2024/03/05 10:{i:02}:00 [error] 12#12: *{i} open() \"/a\" failed (2: No such file), client: 10.0.0.1"),
    "mail.log": _lines(lambda i: f"Mar  5 10:{i:02}:00 mx postfix/smtp[{i}]: A1: to=<a@exemple.fr>, relay=b, status=sent (250 ok)"),
    "asterisk.log": _lines(lambda i: f"[Mar  5 10:{i:02}:00] VERBOSE[{i}] pbx.c: Executing [s@default:1] Answer"),
    "android.log": _lines(lambda i: f"03-05 10:{i:02}:00.123  1000  1001 I ActivityManager: Start proc {i}"),
    "chrome.log": _lines(lambda i: f"[1234:5678:0305/10{i:02}00.123:ERROR:gpu.cc(12)] Failed: step {i}"),
    "game.log": _lines(lambda i: f"[10:{i:02}:00] [Info] Player{i} joined the game: map 3"),
    "build.log": _lines(lambda i: f"10:{i:02}:00: Compiling file{i}.c: ok"),
    "robot.txt": _lines(lambda i: f"10:{i:02}:00\tMoteur {i % 3}:\t{i * 12.5}"),
    "nmea.txt": _lines(lambda i: f"$GPGGA,10{i:02}00.00,4716.0,N,00041.0,E,1,08,0.9,45.0,M,47.0,M,,*4{i % 10}"),
    "match.txt": _lines(lambda i: f"{i + 1}' But : Petit (passe de Roy)"),
    "chess.pgn": '[Event "Open"]\n[Date "2024.03.05"]\n[White "Petit, Luc"]\n[Black "Roy, Eva"]\n\n1. e4 {[%clk 0:10:00]} e5 {[%clk 0:09:58]} 2. Nf3 1-0\n',
    "poesie.txt": "Demain, dès l'aube, à l'heure où blanchit la campagne,\nJe partirai. Vois-tu : je sais que tu m'attends.\n" * 3,
    "theatre2.txt": _lines(lambda i: f"ARGAN : {said(i)}.\nTOINETTE, à part : Ah ! le beau discours !\n"),
    "recette.txt": "Pour 4 personnes : 200 g de farine\n0:10 Mélanger : farine, œufs\n0:25 Reposer : au frais\n1:00 Cuire : à feu vif\n",
    "contrat.txt": "Entre : M. Luc Petit\nEt : Mme Eva Roy\n\nArticle 1 : objet du contrat\nArticle 2 : durée\nFait à Tours, le 05/03/2024 à 10:00 - en deux exemplaires : un par partie\n",
    "sms_backup.xml": "<smses count='9'>" + "".join(f'<sms protocol="0" address="+33612345678" date="170963280000{i}" type="1" body="{said(i)}" contact_name="{who(i)}" />' for i in range(9)) + "</smses>",
    "emails.mbox": "From luc@exemple.fr Tue Mar  5 10:00:00 2024\nFrom: Luc <luc@exemple.fr>\nTo: Eva <eva@exemple.fr>\nSubject: Réunion\n\nBonjour Eva,\n\nOn se voit à 14:00 ?\n\n> Le 4 mars à 10:00, Eva a écrit :\n> oui\n\n" * 4,
    "agenda.ics": "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(f"BEGIN:VEVENT\nDTSTART:20240305T10{i:02}00Z\nSUMMARY:{said(i)}\nATTENDEE;CN={who(i)}:mailto:a@exemple.fr\nEND:VEVENT\n" for i in range(9)) + "END:VCALENDAR\n",
    "github_issues.json": json.dumps([{"id": i, "number": i, "title": said(i), "user": {"login": f"u{i}"}, "created_at": f"2024-03-05T10:{i:02}:00Z", "state": "open", "comments": i, "body": said(i), "labels": []} for i in range(12)]),
    "events.jsonl": _js(lambda i: {"ts": 1709632800 + i, "level": "info", "logger": "app", "message": f"request {i} handled in {i} ms", "user": f"u{i}"}),
    "clickstream.jsonl": _js(lambda i: {"user": f"u{i}", "event": "click", "timestamp": f"2024-03-05T10:{i:02}:00Z", "text": "Valider", "url": "https://exemple.fr/a"}),
    "corpus.jsonl": _js(lambda i: {"id": i, "text": said(i), "label": "formation", "annotator": who(i)}),
    "ner.jsonl": _js(lambda i: {"text": said(i), "entities": [{"start": 0, "end": 4, "label": "PER"}], "offset": i * 12, "role": "train"}),
    "offsets.jsonl": _js(lambda i: {"role": "narrateur", "offset": i * 3.5, "text": said(i)}),
    "geo.json": json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [0.6, 47.3]}, "properties": {"name": who(i), "message": said(i)}} for i in range(9)]}),
    "notebook.ipynb": json.dumps({"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Chat\n", "17:52:15 De Luc à Tout le monde: bonjour"]}, {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": ["print('ok')"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}),
    "package.json": json.dumps({"name": "chat", "version": "1.0.0", "author": {"name": "Luc"}, "scripts": {"test": "jest"}, "dependencies": {"discord.js": "^14"}}),
}  # fmt: skip
