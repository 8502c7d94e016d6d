"""Any text written the way a platform writes it is read back whole, with its author and its time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmining.formats import FORMATS, Source
from chatmining.formats.clean_text import clean

WRITERS = {
    "bbb": "[12:{n:02}] [{who} : VIEWER]: {text}\n",
    "meet": "0:{n:02}:07.000,0:{n:02}:09.000\n{who}: {text}\n\n",
    "signal": "[2024-03-25, 12:{n:02}] {who}: {text}\n",
    "twitch": "[0:{n:02}:07] {who}: {text}\n",
    "webex": "from {who} to Everyone:    9:{n:02}  AM\n{text}\n",
    "whatsapp": "25/03/2024, 12:{n:02} - {who}: {text}\n",
}
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters=MARKS), min_size=1, max_size=80)
NAMES = st.sampled_from(("Luc", "Élodie-Anne", "Nora_D", "李雷", "محمد", "🤓"))
CHATS = st.lists(st.tuples(NAMES, TEXTS), min_size=1, max_size=8)


@pytest.mark.parametrize("format_id", WRITERS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
@settings(max_examples=40, deadline=None)
@given(chat=CHATS)
def test_texts_survive(tmp_path_factory, format_id, line_end, chat):
    chat = [(who, "x" + text + "x") for who, text in chat]
    lines = (WRITERS[format_id].format(n=n, who=who, text=text) for n, (who, text) in enumerate(chat))
    path = tmp_path_factory.mktemp("chat") / "chat.txt"
    path.write_bytes("".join(lines).replace("\n", line_end).encode("utf-8"))
    (format_,) = (format_ for format_ in FORMATS if format_.id == format_id)
    read = [(record.author, record.text.split()) for record in format_.read(Source(path))]
    assert read == [(who, clean(text).split()) for who, text in chat]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("format_id", WRITERS)
def test_every_encoding_is_read(tmp_path, format_id, encoding):
    chat = [("Élodie", "où est l'été ?"), ("Luc", "après la réunion, à côté")] * 8
    text = "".join(WRITERS[format_id].format(n=n, who=who, text=said) for n, (who, said) in enumerate(chat))
    path = tmp_path / "chat.txt"
    path.write_bytes(text.encode(encoding))
    (format_,) = (format_ for format_ in FORMATS if format_.id == format_id)
    source = Source.open(path)
    assert format_.claim(source) >= 0.5
    assert [(record.author, record.text) for record in format_.read(source)] == chat
