# ruff: noqa: E501
"""A table is a chat when somebody says something at some time; thirty and more ordinary tables are none."""

import json

import pytest

from chatmining.formats import Source, detect
from chatmining.formats.table import TABLE

NAMES = ("Élodie Martin", "Luc Petit", "Nora Diallo", "Samira Benali")
SENTENCES = ("Le dossier est complet et signé", "Rappeler la famille lundi matin", "Rien à signaler cette semaine")


def table(header, row, separator=",", rows=20):
    lines = [separator.join(header), *(separator.join(str(cell) for cell in row(i)) for i in range(rows))]
    return "\n".join(lines) + "\n"


def lines(row, rows=20):
    return "".join(json.dumps(row(i), ensure_ascii=False) + "\n" for i in range(rows))


def name(i):
    return NAMES[i % 4]


def said(i):
    return SENTENCES[i % 3]


ORDINARY = {
    "budget": table(("Poste", "Montant", "Commentaire", "Date"), lambda i: (f"p{i}", "12,5", said(i), "03/04/2024"), ";"),
    "products": table(("Name", "Description", "Price", "Stock"), lambda i: (f"Chaise {i}", said(i), 12.5, i)),
    "application log": table(("time", "level", "message"), lambda i: (f"10:00:{i:02}", "INFO", f"job {i} done in time")),
    "bare log": table(("timestamp", "message"), lambda i: (f"2024-03-05 10:00:{i:02}", f"worker={i} GET /api/v1 took 12ms")),
    "contacts": table(("Nom", "Prénom", "E-mail", "Téléphone", "Commentaire"), lambda i: (name(i), "x", "a@b.fr", "06", said(i)), ";"),
    "contacts without telephone": table(("Nom", "Prénom", "Commentaire"), lambda i: (name(i), "x", said(i)), ";"),
    "measurements": table(("Date", "Heure", "Température", "Commentaire"), lambda i: ("05/03/2024", "10:00", i / 3, said(i)), ";"),
    "numbers": table(("time", "x", "y", "comment"), lambda i: (f"10:00:{i:02}", i, i * i, said(i))),
    "training labels": table(("id", "text", "label"), lambda i: (i, said(i), i % 3)),
    "training labels by user": table(("user", "text", "sentiment"), lambda i: (name(i), said(i), i % 3)),
    "texts to classify": lines(lambda i: {"id": i, "text": said(i)}),
    "labelled texts": lines(lambda i: {"id": i, "text": said(i), "labels": ["crainte"]}),
    "dated texts": lines(lambda i: {"id": i, "text": said(i), "date": "2024-03-05"}),
    "dialogue of a model": lines(lambda i: {"role": "user", "content": said(i)}),
    "git log": table(("commit", "author", "date", "message"), lambda i: (f"{i:040x}", name(i), "2024-03-05T10:00:00Z", said(i))),
    "tickets": table(("ID", "Title", "Author", "Created At", "Body"), lambda i: (i, said(i), name(i), "2024-03-05 10:00", said(i))),
    "tasks": table(("Tâche", "Responsable", "Échéance", "Commentaire"), lambda i: (said(i), name(i), "05/03/2024", said(i)), ";"),
    "calendar": table(("Subject", "Start Date", "Start Time", "Description"), lambda i: (said(i), "05/03/2024", "10:00", said(i))),
    "e-mails": table(("From", "To", "Subject", "Date", "Body"), lambda i: (name(i), name(i + 1), said(i), "2024-03-05 10:00", said(i))),
    "bank": table(("Date", "Libellé", "Débit", "Crédit"), lambda i: ("05/03/2024", said(i), "12,50", ""), ";"),
    "books": table(("Title", "Author", "Year", "Summary"), lambda i: (said(i), name(i), 1990 + i, said(i))),
    "quotations": table(("author", "quote"), lambda i: (name(i), said(i))),
    "glossary": table(("Nom", "Définition"), lambda i: (f"mot {i}", said(i)), ";"),
    "faq": table(("Question", "Réponse"), lambda i: (said(i) + " ?", said(i)), ";"),
    "quiz": table(("Question", "Réponse", "Points", "Auteur"), lambda i: (said(i), said(i), i, name(i)), ";"),
    "reviews": table(("Name", "Date", "Rating", "Comment"), lambda i: (name(i), "2024-03-05", i % 5, said(i))),
    "subtitles": table(("start", "end", "speaker", "text"), lambda i: (f"00:00:{i:02}", f"00:00:{i + 1:02}", name(i), said(i))),
    "attendance": table(("Nom", "Prénom", "Heure d'arrivée", "Durée"), lambda i: (name(i), "x", "10:00", "12 min"), ";"),
    "access log": table(("ip", "time", "method", "url"), lambda i: ("10.0.0.1", "10:00:00", "GET", f"/page/{i}")),
    "timetable": table(("Heure", "Train", "Destination", "Voie"), lambda i: (f"{i:02}:05", 8000 + i, "Lille Flandres", "B"), ";"),
    "staff": table(("Name", "Email", "Role"), lambda i: (name(i), "a@b.fr", "admin")),
    "weather": table(("date", "temp", "rain"), lambda i: ("2024-03-05", i, i / 2), "\t"),
    "matrix": table(("a", "b", "c"), lambda i: (i, i, i)),
    "news": lines(lambda i: {"title": said(i), "date": "2024-03-05T10:00:00Z", "author": name(i), "text": said(i)}),
    "events of a program": lines(lambda i: {"time": "2024-03-05T10:00:00Z", "level": "info", "message": said(i), "user": "a"}),
    "products as JSON": json.dumps([{"id": i, "name": "x", "description": said(i), "price": i} for i in range(9)]),
    "package": json.dumps({"name": "x", "author": "Luc", "contributors": [{"name": "Luc", "email": "a@b.fr"}]}),
    "wide data": table(["user", "text", *(f"f{i}" for i in range(20))], lambda i: (name(i), said(i), *["x"] * 20)),
    "header alone": "Nom;Prénom;Âge\n",
    "prose": "Bonjour ; voici, enfin, le message ; il est long.\nLe nom, la question, la réponse.\n",
}  # fmt: skip
CHATS = {
    "hour, name, message": "Heure;Nom;Message\n14h05;Luc;Bonjour à tous\n",
    "name and message": "Nom;Message\nLuc;Bonjour à tous\n",
    "hour and message": "Heure;Message\n14:05;Bonjour à tous, voici ma question\n14:06;Le son est coupé chez moi\n",
    "author and comment": "author,comment\nLuc,Bonjour à tous les gens\n",
    "questions and names": "Prénom;Nom;Question\nLuc;Petit;Où est le support ?\n",
    "a text that no header names": "Date et heure\tParticipant\tVotre avis\n17/11/2020 14:05\tLuc\tIl faut former les équipes\n",
    "an hour that no header names": "Reçu;Participant;Message\n14:05;Luc;Bonjour\n14:06;Anne;Oui\n",
    "user and message": '{"user": "Luc", "message": "Bonjour"}\n{"user": "Anne", "message": "Oui"}\n',
    "objects in objects": json.dumps({"data": [{"from": {"name": "Luc"}, "sentAt": "2024-03-05T10:00:00Z", "text": "Oui"}]}),
}  # fmt: skip


def claim(tmp_path, content):
    path = tmp_path / "export"
    path.write_text(content, "utf-8")
    return TABLE.claim(Source.open(path))


def test_there_are_thirty():
    assert len(ORDINARY) >= 30


@pytest.mark.parametrize("kind", ORDINARY)
def test_an_ordinary_table_is_no_chat(kind, tmp_path):
    assert claim(tmp_path, ORDINARY[kind]) <= 0.49


@pytest.mark.parametrize("kind", CHATS)
def test_a_table_of_messages_is_a_chat_but_never_for_sure(kind, tmp_path):
    assert 0.5 <= claim(tmp_path, CHATS[kind]) <= 0.7


def test_a_platform_wins_over_the_table_that_its_export_also_is(tmp_path):
    path = tmp_path / "discord.csv"
    path.write_text(
        'AuthorID,Author,Date,Content,Attachments,Reactions\n"1","luc","2024-03-05T10:00:00.0000000+00:00","Bonjour","",""\n'
    )
    assert detect(Source.open(path)).id == "discord"
