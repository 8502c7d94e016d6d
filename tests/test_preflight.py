"""A file is looked at before it is processed."""

import copy
import json
import pickle

import pytest
from typer.testing import CliRunner

from chatmining.cli.app import app
from chatmining.errors import UnreadableFile
from chatmining.formats import FORMATS
from chatmining.preflight import Verdict, check
from chatmining.words import catalogue, sentence
from tests.samples import SAMPLES, WEBINAR


def test_a_good_export_is_described(tmp_path):
    (seen,) = check(WEBINAR)
    assert seen.verdict is Verdict.GOOD and seen.format == "zoom" and seen.confidence > 0.9
    assert seen.records == sum(seen.kinds.values()) and seen.private == seen.set_aside["private"] > 0
    assert seen.french_share > 0.95 and seen.first < seen.last


def test_a_file_without_a_day_is_to_be_checked(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_bytes(WEBINAR.read_bytes())
    (seen,) = check(path)
    assert seen.verdict is Verdict.DOUBTFUL and seen.fixes == ("fix_no_date",)


@pytest.mark.parametrize("name", ["absent.txt", "empty.txt", "folder"])
def test_what_cannot_be_read_says_why(tmp_path, name):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    (seen,) = check(tmp_path / name)
    assert seen.verdict is Verdict.UNREADABLE and seen.error.code.startswith("file_")


def test_what_cannot_be_read_is_a_line_of_json_too(tmp_path):
    (tmp_path / "notes.txt").write_text("Compte rendu du bureau\n\nPrésents : Ada, Luc\n", "utf-8")
    told = CliRunner().invoke(app, ["check", str(tmp_path / "notes.txt"), "--json"])
    row = json.loads(told.stdout)
    assert told.exit_code == 2 and row["verdict"] == "illisible" and "notes.txt" in row["error"]


def test_an_error_is_the_same_when_copied_or_sent_to_another_process():
    error = UnreadableFile("file_empty", file="a.txt", line=3)
    for again in (copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert (type(again), again.code, again.details) == (UnreadableFile, error.code, error.details)


def test_a_folder_of_exports_is_checked_file_by_file():
    seen = check(SAMPLES / "zoom_qa")
    assert len(seen) > 1 and any(one.format == "zoom_qa" for one in seen)


def test_subtitles_are_recognised_and_refused():
    (path, *_) = (p for p in sorted((SAMPLES / "subtitles").iterdir()) if p.suffix in {".vtt", ".srt"})
    (seen,) = check(path)
    assert seen.verdict is Verdict.UNREADABLE and seen.error.code == "speech_transcript"


def test_every_format_and_verdict_has_its_words_in_both_languages():
    codes = [f"format_{format_.id}" for format_ in FORMATS] + [f"verdict_{verdict.name.lower()}" for verdict in Verdict]
    assert all(code in catalogue("messages", language) for code in codes for language in ("fr", "en"))


def test_an_error_names_what_was_recognised_in_the_readers_language(tmp_path):
    (seen,) = check(SAMPLES / "teams" / "Rapport de présence.csv")
    assert "rapport de présence" in sentence(seen.error, "fr") and "attendance report" in sentence(seen.error, "en")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (seen,) = check(tmp_path / "a.png")
    assert "image PNG" in sentence(seen.error, "fr") and "PNG picture" in sentence(seen.error, "en")


def test_times_beyond_half_a_day_are_doubted(tmp_path):
    path = tmp_path / "2024-03-05 rencontre.txt"
    path.write_text("14:02:35\tLuc:\toui, bonjour à tous\r\n14:03:12\tEva:\tbonjour, ravie d'être là\r\n", "utf-8")
    (seen,) = check(path)
    assert seen.clock == "offset" and "fix_long_offset" in seen.fixes


def test_zoom_reports_are_good_to_give_with_the_chat():
    (attendees,) = check(SAMPLES / "zoom_attendees" / "rapport_participants.csv")
    (poll,) = check(SAMPLES / "zoom_poll" / "rapport_sondage.csv")
    (questions,) = check(SAMPLES / "zoom_qa" / "rapport_questions.csv")
    assert {attendees.verdict, poll.verdict, questions.verdict} == {Verdict.GOOD}
    assert (attendees.people, attendees.notes, poll.notes) == (3, ("note_attendees",), ("note_poll",))
