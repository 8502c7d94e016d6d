"""The files of one webinar together: a chat, its questions, its polls, its attendees, end to end and in any order."""

import datetime as dt
import shutil
from itertools import permutations
from pathlib import Path

import pytest

from chatmining import store
from chatmining.batch import Options, process_files, write_reports
from chatmining.formats import Source
from chatmining.home import Home
from chatmining.identity import Together
from tests.samples import ROOT, SAMPLES

REPORTS = ("zoom_qa/rapport_questions.csv", "zoom_poll/rapport_sondage.csv", "zoom_attendees/rapport_participants.csv")
CHAT = """14:02:10 De  Solène Abiven  à  Tout le monde:
\tBonjour, peut-on avoir le support de Claire Dumontel ?
14:03:00 De  Claire Dumontel  à  Tout le monde:
\tOui, il sera envoyé demain à tout le monde.
14:05:00 De  Inès Carvalho  à  Tout le monde:
\tLa charte informatique est sur l'extranet.
"""
STORED = {
    "webinars": "*", "people": "*", "polls": "*", "reactions": "*",
    "messages": "message_id, kind, person_id, said_at, offset_s, reason", "comments": "* exclude (content_hash)",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    """Return what an organizer downloads of one webinar, in a folder whose name says nothing."""
    folder = tmp_path_factory.mktemp("exports")
    chat = folder / "meeting_saved_chat.txt"
    chat.write_text(CHAT, "utf-8")
    return [chat, *(Path(shutil.copy(SAMPLES / name, folder)) for name in REPORTS[1:])]


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> Path:
    place = Home(tmp_path_factory.mktemp("key"), ROOT / "models")
    return _processed(place, [SAMPLES / REPORTS[2]]).key


def _processed(home: Home, files: list[Path], **options: str) -> Home:
    outcome = process_files(files, Options(**options), home, lambda step, done, total: None)
    assert outcome.exit_code == 0, outcome.errors
    return home


def _stored(home: Home) -> dict[str, list[tuple]]:
    with store.open_reader(home.snapshot) as db:
        return {name: db.execute(f"select {what} from {name} order by all").fetchall() for name, what in STORED.items()}


def _home(folder: Path, key: Path) -> Home:
    home = Home(folder, ROOT / "models")
    folder.mkdir()
    shutil.copy(key, home.key)
    return home


@pytest.fixture(scope="module")
def home(files, key, tmp_path_factory) -> Home:
    return _processed(_home(tmp_path_factory.mktemp("home") / "here", key), files)


def test_the_reports_name_the_webinar_of_the_chat_beside_them(home):
    ((row,),) = [_stored(home)["webinars"]]
    start = dt.datetime(2020, 11, 17, 13, tzinfo=dt.UTC)
    assert row[:4] == ("2020-11-17-le-numerique", "Le numérique", dt.date(2020, 11, 17), start)
    assert row[5:] == ("wall", "zoom", False)


def test_chat_times_count_from_the_start_that_the_report_tells(home):
    with store.open_reader(home.snapshot) as db:
        assert db.execute("select offset_s from comments order by 1").fetchall() == [(130.0,), (180.0,), (300.0,)]


def test_attendance_gives_roles_and_people_who_wrote_nothing(home):
    with store.open_reader(home.snapshot) as db:
        roles = db.execute("select role, count(*) from people group by 1 order by 1").fetchall()
        assert roles == [("attendee", 2 + 1), ("host", 1), ("speaker", 1)]
        assert db.execute("select count(*) from v_people where comments = 0").fetchone() == (2,)


def test_polls_are_counts_and_say_who_answered_nothing(home):
    polls = _stored(home)["polls"]
    assert [row[1:] for row in polls] == [
        ("Que vous faudrait-il ? (Description)", "Une formation, et un ordinateur par personne", 1),
        ("Êtes-vous à l'aise avec les outils numériques ?", "Oui", 1),
        ("Êtes-vous à l'aise avec les outils numériques ?", "Plutôt non", 1),
    ]


@pytest.mark.slow
def test_the_order_of_the_files_changes_nothing(home, files, key, tmp_path):
    for rank, order in enumerate([files[::-1], [files[1], files[0], files[2]]]):
        assert _stored(_processed(_home(tmp_path / str(rank), key), order)) == _stored(home)


@pytest.mark.slow
def test_questions_are_comments_with_their_answers_and_polls_stand_in_the_report(files, key, tmp_path):
    home = _home(tmp_path / "home", key)
    given = [SAMPLES / REPORTS[0], *files[1:]]
    outcome = process_files(given, Options(webinar="w"), home, lambda step, done, total: None)
    write_reports(outcome, home, "fr")
    with store.open_reader(home.snapshot) as db:
        rows = db.execute("select kind, answer from comments order by answer nulls last").fetchall()
        answered = db.execute("select count(*) from questions where in_platform").fetchone()
    assert {kind for kind, _ in rows} == {"question"} and [bool(answer) for _, answer in rows] == [True] * 3 + [
        False
    ] * 2
    assert answered is not None and answered[0] >= 2
    page = outcome.reports[0].read_text("utf-8")
    assert 'id="sondages"' in page and "Plutôt non" in page and "Solène" not in page


def test_a_poll_read_again_longer_keeps_the_larger_count(tmp_path, key):
    head = "#,User Name,User Email,Submitted Date/Time,Question,Answer\n"
    rows = [f'{n},P{n},,11/17/2020 02:31:0{n} PM,Outils ?,"Visio;SMS"\n' for n in range(3)]
    paths = [tmp_path / "court.csv", tmp_path / "long.csv"]
    for path, size in zip(paths, (2, 3), strict=True):
        path.write_text(head + "".join(rows[:size]), "utf-8")
    home = _home(tmp_path / "home", key)
    for path in reversed(paths):
        _processed(home, [path], webinar="w")
    assert [row[2:] for row in _stored(home)["polls"]] == [("SMS", 3), ("Visio", 3)]


def test_exports_given_one_after_the_other_make_the_same_webinar_whatever_the_order(tmp_path):
    chat, report = tmp_path / "chat.txt", tmp_path / "Questions.csv"
    chat.write_text(CHAT, "utf-8")
    shutil.copy(SAMPLES / "zoom_qa" / "rapport_questions_fr.csv", report)
    rows = []
    for order in permutations([chat, report]):
        home = Home(tmp_path / f"home {order[0].stem}", ROOT / "models")
        for path in order:
            _processed(home, [path], webinar="w")
        rows.append(_stored(home)["webinars"])
    assert rows[0] == rows[1] and rows[0][0][5:7] == ("wall", "zoom")


def test_a_chat_of_another_day_keeps_its_own_webinar(files, tmp_path):
    other = files[0].with_name("2021-02-03 Autre rencontre.txt")
    other.write_text(CHAT, "utf-8")
    together = Together.of([*files, other], Options())
    assert together.webinar(other, Source(other)).webinar_id == "2021-02-03-autre-rencontre"
    other.unlink()
