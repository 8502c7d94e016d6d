"""Zoom's CSV reports: questions with their answers, polls, names and roles."""

import datetime as dt
from pathlib import Path

import pytest

from chatmining.errors import UnreadableFile
from chatmining.formats import FORMATS, SURE, Source, detect
from chatmining.formats.zoom import ZOOM_ATTENDEES, ZOOM_POLL, ZOOM_QA, Person, about, people
from chatmining.formats.zoom.stamps import Stamp, stamp
from chatmining.identity import Options, identify
from chatmining.records import Clock, Kind, Role

DERIVED = Path(__file__).parents[2].parent / "shared" / "chatlogs" / "derived"
shared = pytest.mark.skipif(not DERIVED.exists(), reason="no ../shared/chatlogs")


@shared
def test_derived_question_report():
    source = Source.open(DERIVED / "zoom_qa_report_en.csv")
    first, second = detect(source).read(source)
    assert (first.kind, first.author, first.text) == (Kind.QUESTION, "Élodie Martin", "Quand envoyer la 1re relance ?")
    assert first.answer == "Trois jours après"
    assert (second.author, second.text, second.answer) == (None, 'Puis-je facturer, "légalement" ?', None)


@shared
def test_derived_poll_report():
    source = Source.open(DERIVED / "zoom_poll_report_long_en.csv")
    messages = list(detect(source).read(source))
    assert [(m.kind, m.text, m.date) for m in messages] == [
        (Kind.SYSTEM, "Votre note ?: 4", "2026-08-30"),
        (Kind.SYSTEM, "Que changer ? (Description): Le son; les pauses", "2026-08-30"),
    ]


@shared
def test_derived_attendee_report():
    source = Source.open(DERIVED / "zoom_attendee_report_en.csv")
    assert detect(source).id == "zoom_attendees"
    with pytest.raises(UnreadableFile, match="not_a_chat_report"):
        list(ZOOM_ATTENDEES.read(source))
    assert people(source) == (Person("Hôte", Role.HOST), Person("Élodie", Role.ATTENDEE, "Élodie Martin"))


def test_report_is_claimed_first_and_by_no_other_zoom_format(written):
    source = written("Question Report\n#,Question,Asker Name,Asker Email,Answer(s)\n1,Où ?,Luc,,\n")
    assert detect(source).id == "zoom_qa"
    assert [one.id for one in FORMATS if one.id.startswith("zoom") and one.claim(source) >= SURE] == ["zoom_qa"]


def test_question_may_hold_line_ends_quotes_and_nul_bytes(written):
    head = "Q&A Report\x00,\r\n#,Question,Asker Name,Asker Email,Answer(s)\r\n"
    text = head + '1,"Deux ""cas"" :\r\n- a\r\n- b",Luc,,"Oui\r\net non"\r\n'
    (question,) = ZOOM_QA.read(written(text))
    assert (question.text, question.answer, question.line) == ('Deux "cas" :\n- a\n- b', "Oui\net non", 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_and_encodings(written, encoding, delimiter):
    rows = [["#", "Question", "Asker Name", "Asker Email", "Answer(s)"], ["1", "Où est l'été ?", "Élodie", "", "ici"]]
    source = written("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    (question,) = ZOOM_QA.read(source)
    assert (question.text, question.author, question.answer) == ("Où est l'été ?", "Élodie", "ici")


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("", "Aisance ?,Non,Outils ?,Visio;SMS"),
        (",Aisance ?,Outils ?", "Non,Visio;SMS"),
    ],
)
def test_older_poll_reports(written, columns, cells):
    source = written(f'#,User Name,User Email,Submitted Date/Time{columns}\n1,Luc,,"Nov 17, 2020 2:31 PM",{cells}\n')
    messages = list(ZOOM_POLL.read(source))
    assert [m.text for m in messages] == ["Aisance ?: Non", "Outils ?: Visio;SMS"]
    assert {(m.author, m.date, m.time) for m in messages} == {("Luc", "2020-11-17", "14:31")}


def test_several_sections_give_their_roles(written):
    head = "Attended,User Name (Original Name),Email,Join Time,Leave Time\n"
    source = written(
        f"Host Details,\n{head}Yes,Claire,,1,2\nPanelist Details,\n{head}Yes,Inès,,1,2\n"
        f"Attendee Details,\n{head}Yes,Sol (Solène),,1,2\nYes,Sol (Solène),,3,4\nNo,Luc,,--,--\n"
    )
    assert people(source) == (
        Person("Claire", Role.HOST),
        Person("Inès", Role.SPEAKER),
        Person("Sol", Role.ATTENDEE, "Solène"),
    )


@pytest.mark.parametrize(
    ("text", "day_first", "expected"),
    [
        ("10/06/2026 06:02:00 PM", False, Stamp("2026-10-06", "18:02:00")),
        ("17/11/2020 14:12:05", True, Stamp("2020-11-17", "14:12:05")),
        ("Mar 23, 2025 6:26 PM", False, Stamp("2025-03-23", "18:26")),
        ("2026-03-16 12:00:00 AM", False, Stamp("2026-03-16", "00:00:00")),
        ("31/31/2020", False, Stamp()),
        ("--", False, Stamp()),
    ],
)
def test_stamps(text, day_first, expected):
    assert stamp(text, day_first=day_first) == expected


def test_damaged_report_says_where(written):
    source = written('#,Question,Asker Name\n1,"' + "x\n" * 200_000)
    with pytest.raises(UnreadableFile, match="file_broken"):
        list(ZOOM_QA.read(source))


def test_times_of_a_report_count_in_the_zone_that_a_column_names(written):
    source = written(
        'Topic,Webinar ID,Actual Start Time\nAtelier,1,"Mar 22, 2025 7:00 PM"\n\n'
        '#,Question,Asker Name,Question Time (America/New_York)\n1,Où ?,Luc,"Mar 22, 2025 9:30 PM"\n'
    )
    (question,) = ZOOM_QA.read(source)
    assert (question.clock, question.date, question.time) == (Clock.UTC, "2025-03-23", "01:30")
    told = about(source)
    assert told and (told.title, told.start) == ("Atelier", "19:00:00-04:00")
    webinar = identify(source.path, Options(), source)
    assert webinar.start == dt.datetime(2025, 3, 22, 23, tzinfo=dt.UTC) and webinar.date == dt.date(2025, 3, 23)
