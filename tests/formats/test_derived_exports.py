"""Exports written by hand from the programs that make them, with the records they hold."""

from pathlib import Path

import pytest

from chatmining.errors import UnreadableFile
from chatmining.formats import FORMATS, SURE, Source, detect

DERIVED = Path(__file__).parents[3] / "shared" / "chatlogs" / "derived"
pytestmark = pytest.mark.skipif(not DERIVED.exists(), reason="no ../shared/chatlogs")

POLL = "Résultats du sondage:\nQuestion ?\n1: Oui  ▇▇  67%"
CLEARED = "L'historique des discussions publiques a été effacé par un modérateur"
EXPECTED = {
    "bbb_public_chat_G1_2.0-2.2.txt": [
        ("message", "09:02", "Élodie Martin", None, "bonjour à tous"),
        ("message", "09:03", "Luc Petit", None, "rapport 2 : oui\nseconde ligne"),
        ("system", "09:10", None, None, CLEARED),
    ],
    "bbb_public_chat_G2_2.3-2.6.txt": [
        ("message", "09:02", "Élodie Martin", None, "bonjour à tous"),
        ("message", "09:03", "Luc Petit", None, "première ligne\nseconde ligne"),
        ("system", "09:04", None, None, POLL),
        ("system", "09:10", None, None, CLEARED),
    ],
    "bbb_public_chat_G3_2.7-3.x.txt": [
        ("message", "09:02", "Élodie Martin", "moderator", "bonjour à tous"),
        ("message", "09:03", "Luc Petit", "attendee", "première ligne\nseconde ligne"),
        ("system", "09:04", None, None, POLL + "\n2: Non  ▇  33%"),
        ("system", "09:05", None, None, "Nora Diallo Est temporairement absent"),
        ("system", "09:06", None, None, "Nora Diallo N'est plus absent"),
        ("removal", "09:07", "Luc Petit", "attendee", "Ce message a été supprimé par Élodie Martin"),
        ("system", "09:08", None, None, "Luc Petit est maintenant le présentateur, défini par Élodie Martin"),
    ],
    "bbb_slides_new.xml": [
        ("message", "00:00:12", "Élodie Martin", "moderator", "bonjour à tous\nhttps://ex.org"),
        ("message", "00:01:15", "Luc Petit", None, "c'est clair"),
    ],
    "google_meet_chat.sbv": [
        ("message", "00:00:01", "Élodie Martin", None, "bonjour\nseconde ligne"),
        ("message", "00:01:10", "Luc Petit", None, "une question : quand ?"),
    ],
    "webex_copy_paste.txt": [
        ("message", "09:21", "Élodie Martin (interne)", None, "bonjour"),
        ("message", "09:22", "Luc Petit", None, "https://ex.org\nsuite"),
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_derived_export_holds_these_records(name):
    source = Source.open(DERIVED / name)
    assert len([format_ for format_ in FORMATS if format_.claim(source) >= SURE]) == 1
    read = detect(source).read(source)
    assert [(m.kind, m.time, m.author, m.role, m.text) for m in read] == EXPECTED[name]


def test_a_teams_transcript_is_refused_as_speech():
    source = Source.open(DERIVED / "teams_transcript.vtt")
    with pytest.raises(UnreadableFile, match="speech_transcript"):
        list(detect(source).read(source))
