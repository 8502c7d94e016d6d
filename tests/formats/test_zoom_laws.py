"""Laws of the Zoom chat: what is written is read back; nothing else is claimed; hostile files cost little."""

import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from chatmining.errors import ChatminingError
from chatmining.formats.mojibake import is_broken
from chatmining.formats.zoom import ZOOM_ATTENDEES, ZOOM_CHAT, ZOOM_POLL, ZOOM_QA, people, quotes, split
from chatmining.formats.zoom.bodies import interpret
from chatmining.formats.zoom.chat import plain
from chatmining.formats.zoom.headers import HeaderParser
from chatmining.records import Kind

FORMATS = (ZOOM_CHAT, ZOOM_QA, ZOOM_POLL, ZOOM_ATTENDEES)
RELAXED = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# --- written and read back -------------------------------------------------------------------------------


def tabbed(text, end):
    return "".join(f"\t{line}{end}" for line in text.split("\n"))


WRITERS = {
    "A1 Windows": lambda t, who, text: f"{t}\t De  {who} : {text}".replace("\n", "\r") + "\r\n",
    "A1 mac": lambda t, who, text: f"{t}\t De  {who} : {text}\n",
    "A2": lambda t, who, text: f"{t}\t De  {who}  à  Tout le monde : {text}\n",
    "B Windows": lambda t, who, text: f"{t} De  {who}  à  Tout le monde:\r\n\t" + text.replace("\n", "\r\t") + "\r\n",
    "B mac": lambda t, who, text: f"{t} De {who} à Tout le monde:\n" + tabbed(text, "\n"),
    "B-dated": lambda t, who, text: f"2026-03-16 {t} De {who} à Tout le monde:\n" + tabbed(text, "\n") + "\t\n",
    "C": lambda t, who, text: f"{t}\t{who}:\t{text}\r\n",
}
WORDS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), st.sampled_from(" \n\t\r:\"'éà👍…")),
    min_size=1,
)
FRENCH = st.lists(
    st.sampled_from(["l'équipe", "à", "De", ":", "Tout le monde", "17:52:15", "«", "»", "peur", "?", "\n", "👍", "to"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize("form", WRITERS)
@RELAXED
@given(texts=st.lists(st.one_of(WORDS, FRENCH), min_size=1, max_size=4))
@example(texts=["bonjour : oui", "on va de Lyon à Tout le monde : oui"])
@example(texts=["\x0b", "\x1c\n\x85"])
def test_any_text_survives_a_write_and_a_read(written, form, texts):
    kept = [plain(text) for text in texts]
    parser = HeaderParser()
    assume(not any(parser.parse(line) for text in kept for line in text.split("\n")))
    assume(all(text and interpret(text).kind is Kind.MESSAGE for text in kept))
    assume(form != "B-dated" or not any(":" in text.rpartition("\n")[2] for text in kept))
    whole = "".join(WRITERS[form](f"17:52:{n:02}", "Chloé Roy", text) for n, text in enumerate(kept))
    assume(not is_broken(whole))
    messages = list(ZOOM_CHAT.read(written(whole)))
    assert [(m.author, m.text) for m in messages] == [("Chloé Roy", text) for text in kept]


# --- never a traceback -----------------------------------------------------------------------------------


def outcome(source, formats=FORMATS):
    """Claim with every Zoom format and read: records, or an error of ours."""
    for format_ in FORMATS:
        assert 0 <= format_.claim(source) <= 1
    for read in (*(format_.read for format_ in formats), people):
        with suppress(ChatminingError):
            for record in read(source):
                assert getattr(record, "author", None) != ""


@RELAXED
@given(content=st.binary(min_size=1, max_size=400))
def test_random_bytes_never_give_a_traceback(written, content):
    with suppress(ChatminingError):  # a file of NUL bytes is an empty file
        outcome(written(content))


SEEDS = (
    "17:52:15 De  Élodie  à  Tout le monde:\r\n\tRépondre à \"oui...\"\r\n\t\r\n\tnon\r\n",
    "00:01:00\tLuc:\tA réagi à \"oui\" avec 👍\r\n",
    "#,Question,Asker Name,Asker Email,Answer(s)\r\n1,\"Quoi ?\",Eva,,\r\n",
    "#,User Name,User Email,Submitted Date/Time\r\n1,Luc,,\"Nov 17, 2020 2:31 PM\",Quoi ?,Oui\r\n",
)  # fmt: skip


@RELAXED
@given(seed=st.sampled_from(SEEDS), place=st.integers(0, 90), size=st.integers(0, 6), put=st.binary(max_size=6))
def test_mutated_exports_never_give_a_traceback(written, seed, place, size, put):
    raw = seed.encode()
    outcome(written(raw[:place] + put + raw[place + size :]))


HUGE = 300_000
H = "09:00:00 De  Luc  à  Tout le monde:\n"
HOSTILE = {
    "spaces": "09:00:00 De " + " " * HUGE,
    "connectors": "09:00:00 De " + " à " * (HUGE // 3),
    "connectors and colons": "09:00:00 De " + " à x: " * (HUGE // 6),
    "colons": H + "09:00:00 " + ":" * HUGE,
    "guards": H + "09:00:00 De" + " : " * (HUGE // 3),
    "quotation marks": H + "\tRépondre à " + '"' * HUGE,
    "quotation marks and spaces": H + '\tRépondre à "' + '" ' * (HUGE // 2) + "x",
    "cut quotes": H + '\tRépondre à "' + '..."x' * (HUGE // 5),
    "blank lines": H + '\tRépondre à "' + "\n\t " * (HUGE // 3) + "x",
    "reactions": H + '\tA réagi à "' + " avec " * (HUGE // 6),
    "removals": H + "\tA retiré " + "réaction " * (HUGE // 9),
    "emoji": H + "\tadd " + "👍" * HUGE,
    "reaction lines": H + "\ta, b:👍\n" * (HUGE // 20) + "\t\n",
    "names of reactions": H + "\toui\n\t" + "a, " * (HUGE // 3) + "b:👍\n\t\n",
    "dots": H + "\t" + "a." * (HUGE // 2),
    "carriage returns": H + "\t" + "\r" * HUGE,
    "broken UTF-8": H + "\t" + "Ã©" * (HUGE // 2),
    "hours": "Eva 11:29 AM\n" + "11:29 " * (HUGE // 6) + "AM",
    "spaces before an hour": "Eva 11:29 AM\n" + " " * HUGE + "11:29 AM",
    "tabs": "09:00:00" + "\t" * HUGE,
    "commas": "#,Question,Asker Name\n" + "," * HUGE,
    "open quotation mark": '#,Question,Asker Name\n1,"' + "x\n" * (HUGE // 2),
    "headers back in time": "".join(f"{n % 24:02}:00:00\t De  Luc : {n}\n" for n in range(HUGE // 40)),
    "same beginnings": "".join(
        f'00:00:01\tLuc:\thttps://ex.example/{n}\r\n00:00:01\tEva:\tA réagi à "https://ex.example/zz" avec 👍\r\n'
        for n in range(3_000)
    ),
}


@pytest.mark.timeout(30)  # what grows faster than its text would take hours
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_without_hanging(written, name):
    source = written(HOSTILE[name])
    outcome(source, [ZOOM_CHAT, *(format_ for format_ in FORMATS if format_.claim(source))])


# --- nothing else is claimed -----------------------------------------------------------------------------

ORDINARY = {
    "python": "import re\n\n\ndef f(x: int) -> int:\n    return x\n",
    "javascript": "const a = {\n  'De': 'à',\n};\n",
    "c": "int main(void) {\n\treturn 0;\n}\n",
    "markdown": "# Titre\n\nExemple :\n\n    17:52:15 De  Luc  à  Tout le monde:\n    \tbonjour\n\nSuite du texte.\n",
    "csv": "date,heure,valeur\n2020-11-17,14:00:00,3\n2020-11-17,14:00:05,4\n",
    "csv of times": "14:00:00,De,Luc\n14:00:05,De,Eva\n",
    "tsv": "heure\tnom\tvaleur\n14:00:00\tLuc\t3\n14:00:05\tEva\t4\n",
    "survey": "Horodateur,Question 1,Nom\n17/11/2020 14:02:11,Oui,Luc\n",
    "questions": "id,question,réponse\n1,Où ?,Ici\n",
    "users": "username,email\nluc,l@ex.example\n",
    "log": "12:00:01 INFO:  started\n12:00:02 WARN:  slow\n12:00:03 INFO:  done\n",
    "tabbed log": "12:00:01\tINFO:\tstarted\n12:00:02\tERROR:\tslow\n12:00:03\tINFO:\tdone\n",
    "dated log": "2020-11-17 12:00:01 From cache to disk: 3 pages\n2020-11-17 12:00:02 flush: done\n",
    "syslog": "Nov 17 12:00:01 host sshd[12]: Accepted\nNov 17 12:00:02 host cron[3]: job\n",
    "irc": "12:00:01 <luc> bonjour\n12:00:02 <eva> salut\n12:00:04 -!- max a rejoint\n",
    "whatsapp": "17/11/2020, 14:02 - Luc: bonjour\n17/11/2020, 14:03 - Eva: salut\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nLuc: bonjour\n\n2\n00:00:03,000 --> 00:00:04,000\noui\n",
    "vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Luc>bonjour\n",
    "sbv": "0:00:01.000,0:00:02.000\nLuc: bonjour\n\n0:00:03.000,0:00:04.000\noui\n",
    "timetable": "09:00 Accueil\n09:30 Ouverture : la directrice\n10:30 AM\nPause\n",
    "minutes": "Réunion du 17 novembre\n14:02 De la Tour arrive : on commence\n14:10 Vote\n",
    "email": "From: luc@ex.example\nTo: eva@ex.example\nDate: Tue, 17 Nov 2020 14:02:11 +0100\n\nBonjour,\n\nLuc\n",
    "html": "<html><body><p>17:52:15 De Luc à Tout le monde:</p></body></html>\n",
    "json": '{"time": "17:52:15", "from": "Luc"}\n',
    "webex": "from Luc Petit to Everyone:    9:22  AM\nbonjour\nfrom Eva to Everyone:    9:23  AM\noui\n",
    "race": "00:05:28 Luc Petit\n00:05:31 Eva Roy\n00:06:02 Max\n",
    "playlist": "0:00:00 Intro\n0:03:12 Couplet : la suite\n0:05:40 Fin\n",
    "traffic": "12:00:01 From 10.0.0.1 to 10.0.0.2: 3 packets\n12:00:02 From 10.0.0.2 to 10.0.0.1: 1 packet\n",
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_file_is_not_claimed(written, name):
    source = written(ORDINARY[name])
    assert {format_.id: format_.claim(source) for format_ in FORMATS} == {format_.id: 0 for format_ in FORMATS}


# --- throughput ------------------------------------------------------------------------------------------


def big(form, count):
    parts = []
    for n in range(count):
        words = f"commentaire numéro {n} sur le numérique dans l'équipe"
        text = (words, f'A réagi à "commentaire numéro {n - 1}..." avec 👍', f'Répondre à "comm..."\n\n{words}')[n % 3]
        stamp = f"{8 + n // 7200 % 14:02}:{n // 120 % 60:02}:{n // 2 % 60:02}"
        parts.append(WRITERS[form](stamp, f"Prénom{n % 300} Nom", text))
    return "".join(parts)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(written, monkeypatch):
    monkeypatch.setattr(quotes, "_KEPT", 200)
    monkeypatch.setattr(split, "_REMEMBERED", 200)
    peaks = []
    for count in (2_500, 5_000):
        source = written(big("B Windows", count))
        tracemalloc.start()
        for _ in ZOOM_CHAT.read(source):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]
