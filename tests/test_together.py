"""The files of one webinar together: a chat, its questions, its polls, its attendees, end to end and in any order."""

import datetime as dt
import shutil
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import pytest

from chatmining import store
from chatmining.batch import Options, Outcome, process_files, write_reports
from chatmining.formats import Source, choose
from chatmining.formats.zoom import ZOOM_ATTENDEES
from chatmining.home import Home
from chatmining.identity import Together
from chatmining.pipeline import Processed
from chatmining.prepare import prepare
from chatmining.privacy import Pseudonymiser
from tests.samples import ROOT, SAMPLES

CHAT = """14:02:10 De  Solène Abiven  à  Tout le monde:
\tBonjour, peut-on avoir le support de Claire Dumontel ?
14:03:00 De  Claire Dumontel  à  Tout le monde:
\tOui, il sera envoyé demain à tout le monde.
14:05:00 De  Inès Carvalho  à  Tout le monde:
\tLa charte informatique est sur l'extranet.
"""
QUESTIONS = """Question Report
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Question
Le numérique,987 654 321,"Nov 17, 2020 2:00 PM",95,2
Question Details
#,Question,Asker Name,Asker Email,Answer(s)
1,Où trouver la charte de Claire Dumontel ?,Solène Abiven,s@courriel.example,Sur l'extranet
2,Qui finance les tablettes ?,Anonymous Attendee,,
"""
STORED = {
    "webinars": "*", "people": "*", "polls": "*",
    "messages": "message_id, kind, person_id, said_at, offset_s, reason", "comments": "*",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    """Return what an organizer downloads of one webinar, in a folder whose name says nothing."""
    folder = tmp_path_factory.mktemp("exports")
    chat, questions = folder / "meeting_saved_chat.txt", folder / "85012345678 - QA Report.csv"
    chat.write_text(CHAT, "utf-8")
    questions.write_text(QUESTIONS, "utf-8")
    reports = ("zoom_poll/rapport_sondage.csv", "zoom_attendees/rapport_participants.csv")
    return [chat, questions, *(Path(shutil.copy(SAMPLES / name, folder)) for name in reports)]


@pytest.fixture(scope="module")
def done(files, tmp_path_factory) -> tuple[Home, Outcome]:
    """Process them as the command does."""
    home = Home(tmp_path_factory.mktemp("home"), ROOT / "models")
    outcome = process_files(files, Options(), home, lambda step, done, total: None)
    write_reports(outcome, home, "fr")
    return home, outcome


def _rows(home: Home, query: str) -> list[tuple]:
    with store.open_reader(home.snapshot) as db:
        return db.execute(query).fetchall()


def _put(database: Path, files: Iterable[Path], **options: str) -> dict[str, list[tuple]]:
    """Store files given together, as the pipeline does but for what models read; return what is stored."""
    key = Pseudonymiser(b"k" * 32)
    files = list(files)
    together = Together.of(files, Options(**options))
    with store.open_writer(database) as connection:
        for path in files:
            source = Source.open(path)
            webinar = together.webinar(path, source)
            found = choose(source, webinar.chat_format)
            messages = [] if found is ZOOM_ATTENDEES else list(found.read(source))
            rows = asdict(prepare(messages, webinar, found.id, key, lambda text: "fr"))
            seen = {"file_hash": path.name, "webinar_id": webinar.webinar_id, "format": found.id, "records": 0}
            store.write_webinar(connection, store.Batch(**rows, sources=[seen]))
        return {
            name: connection.execute(f"select {what} from {name} order by all").fetchall()
            for name, what in STORED.items()
        }


def test_the_reports_name_the_webinar_of_the_chat_beside_them(done):
    home, outcome = done
    assert outcome.exit_code == 0 and {one.webinar_id for one in outcome.processed} == {"2020-11-17-le-numerique"}
    start = dt.datetime(2020, 11, 17, 13, tzinfo=dt.UTC)
    assert _rows(home, "select title, date, start_at, clock, format, told from webinars") == [
        ("Le numérique", dt.date(2020, 11, 17), start, "wall", "zoom", False)
    ]


def test_chat_times_count_from_the_start_that_the_reports_tell(done):
    assert _rows(done[0], "select offset_s from comments where kind = 'message' order by 1") == [(130,), (180,), (300,)]


def test_questions_are_comments_with_their_answers(done):
    home, _ = done
    assert _rows(home, "select text like 'Qui finance%', answer from comments where kind = 'question' order by 1") == [
        (False, "Sur l'extranet"),
        (True, None),
    ]
    assert (True,) in _rows(home, "select in_platform from questions")


def test_attendance_gives_roles_and_people_who_wrote_nothing(done):
    roles = _rows(done[0], "select role, count(*) from people group by 1 order by 1")
    assert roles == [("attendee", 3), ("host", 1), ("speaker", 1)]
    assert _rows(done[0], "select count(*) from v_people where role = 'attendee' and comments = 0") == [(2,)]


def test_polls_are_counts_in_the_store_and_in_the_report(done):
    home, outcome = done
    assert _rows(home, "select answer, count from polls order by 1") == [
        ("Oui", 1),
        ("Plutôt non", 1),
        ("Une formation, et un ordinateur par personne", 1),
    ]
    page = outcome.reports[0].read_text("utf-8")
    assert 'id="sondages"' in page and "Plutôt non" in page and "Solène" not in page


def test_names_of_one_file_are_masked_in_the_others(done):
    texts = " ".join(text for (text,) in _rows(done[0], "select text from comments"))
    assert "charte de p_" in texts and "Dumontel" not in texts


def test_the_order_of_the_files_changes_nothing(files, tmp_path):
    orders = (files, files[::-1], files[1:3] + files[:1] + files[3:])
    first, *others = (_put(tmp_path / f"{rank}.duckdb", order) for rank, order in enumerate(orders))
    assert all(other == first for other in others) and len(first["comments"]) == 5


def test_files_given_one_by_one_make_the_same_webinar_in_any_order(files, tmp_path):
    stored = []
    for rank, order in enumerate((files[:3], files[2::-1])):
        for path in order:
            rows = _put(tmp_path / f"{rank}.duckdb", [path], webinar="w")
        stored.append({name: rows[name] for name in ("webinars", "people", "polls")})
    assert all(other == stored[0] for other in stored)


def test_a_poll_read_again_longer_keeps_the_larger_count(tmp_path):
    head = "#,User Name,User Email,Submitted Date/Time,Question,Answer\n"
    rows = [f'{n},P{n},,11/17/2020 02:31:0{n} PM,Outils ?,"Visio;SMS"\n' for n in range(3)]
    short, long = tmp_path / "court.csv", tmp_path / "long.csv"
    short.write_text(head + "".join(rows[:2]), "utf-8")
    long.write_text(head + "".join(rows), "utf-8")
    for path in (long, short):
        stored = _put(tmp_path / "work.duckdb", [path], webinar="w")
    assert [row[2:] for row in stored["polls"]] == [("SMS", 3), ("Visio", 3)]


def test_a_chat_of_another_day_keeps_its_own_webinar(files):
    other = files[0].with_name("2021-02-03 Autre rencontre.txt")
    other.write_text(CHAT, "utf-8")
    together = Together.of([*files, other], Options())
    assert together.webinar(other, Source(other)).webinar_id == "2021-02-03-autre-rencontre"
    other.unlink()


def test_a_line_that_no_record_holds_makes_the_run_end_with_a_warning():
    assert Outcome(processed=[Processed("w", 3, 3, unread=(1,)), Processed("w", 1, 1)]).exit_code == 1
