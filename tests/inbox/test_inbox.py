"""What is dropped is stored once, whatever its name; what is broken is explained; what is copied is waited for."""

import shutil

import pytest

from chatmining.inbox import run_inbox
from tests.inbox.conftest import BBB, TWITCH, Plain, no_wait, relieve, rows


def states(report):
    return {taken.path.name: str(taken.state) for taken in report.files}


def test_a_season_in_small_is_stored_once_and_the_broken_explained(home, inbox):
    shutil.copy(BBB, inbox)
    (inbox / "atelier").mkdir()
    shutil.copy(TWITCH, inbox / "atelier" / "chat.txt")
    (inbox / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (inbox / "zoom_0.mp4").write_bytes(b"film")
    first = relieve(inbox, home)
    assert states(first) == {BBB.name: "stored", "chat.txt": "stored", "image.txt": "broken"}
    assert first.exit_code == 1 and first.published and first.passed_over == 1
    assert len(list(home.reports.glob("*.html"))) == 2
    notes = [path for path in home.quarantine.rglob("*") if path.is_file()]
    assert [note.name for note in notes] == ["image.txt.txt"] and "pas du texte" in notes[0].read_text("utf-8")

    shutil.copy(BBB, inbox / "copie renommée.txt")
    stored = rows(home, "select * from comments order by all")
    again = relieve(inbox, home)
    assert not again.files and again.recognised == 3 and again.exit_code == 0 and not again.published
    assert rows(home, "select * from comments order by all") == stored and len(again.still_broken) == 1

    (inbox / "image.txt").unlink()
    relieve(inbox, home)
    assert not [path for path in home.quarantine.rglob("*") if path.is_file()]
    assert rows(home, "select kind, stored, recognised, broken from batches order by started_at") == [
        ("inbox", 2, 0, 1),
        ("inbox", 0, 3, 1),
        ("inbox", 0, 3, 0),
    ]
    assert rows(home, "select state from run_files order by all") == [("broken",), ("stored",), ("stored",)]
    assert rows(home, "select count(distinct step) from steps") == [(6,)]


def test_a_longer_export_under_another_name_completes_its_webinar_and_keeps_its_title(home, inbox):
    whole = BBB.read_text("utf-8").splitlines(keepends=True)
    (inbox / BBB.name).write_text("".join(whole[:-3]), "utf-8")
    relieve(inbox, home)
    before = rows(home, "select comment_id from comments")
    (inbox / "export final (2).txt").write_text("".join(whole), "utf-8")
    report = relieve(inbox, home)
    assert states(report) == {"export final (2).txt": "updated"}
    assert {row[0] for row in before} < {row[0] for row in rows(home, "select comment_id from comments")}
    assert rows(home, "select title, date::varchar from webinars") == [("Accompagnement numérique", "2023-05-11")]
    assert rows(home, "select count(*) from comments where said_at is null") == [(0,)]


def test_another_day_under_the_same_name_is_another_webinar(home, inbox):
    (inbox / "chat.txt").write_bytes(TWITCH.read_bytes())
    relieve(inbox, home)
    (inbox / "chat.txt").write_text(TWITCH.read_text("utf-8").replace(": ", ": autre séance, "), "utf-8")
    report = relieve(inbox, home)
    assert states(report) == {"chat.txt": "stored"}
    assert len(rows(home, "select * from webinars")) == 2


def test_a_file_still_growing_is_left_for_the_next_run(home, inbox):
    path = inbox / BBB.name
    path.write_bytes(BBB.read_bytes()[:200])

    def growing(seconds):
        path.write_bytes(BBB.read_bytes())

    report = relieve(inbox, home, growing)
    assert states(report) == {BBB.name: "waiting"} and report.files[0].errors[0].code == "file_changing"
    assert not rows(home, "select * from comments") and report.exit_code == 1
    assert states(relieve(inbox, home)) == {BBB.name: "stored"}


def test_a_copy_under_way_is_known_by_its_name(home, inbox):
    names = ("chat.txt.part", ".chat.txt.swp", "~$chat.xlsx", "chat.txt.crdownload")
    for name in names:
        shutil.copy(BBB, inbox / name)
    report = relieve(inbox, home)
    assert not report.files and report.passed_over == len(names)


@pytest.mark.usefixtures("stored")
def test_the_users_words_beside_a_known_file_are_news(home, inbox):
    (inbox / "webinar.toml").write_text('title = "Le vrai titre"', "utf-8")
    relieve(inbox, home)
    assert rows(home, "select title from webinars") == [("Le vrai titre",)]


def test_nothing_in_the_inbox_is_moved_or_changed(home, inbox):
    shutil.copy(BBB, inbox)
    (inbox / "vide.txt").touch()
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in inbox.iterdir()}
    inbox.chmod(0o500)
    relieve(inbox, home)
    inbox.chmod(0o700)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in inbox.iterdir()} == before
    assert not list((home.cache).glob("inbox/*"))


class Faulty(Plain):
    """A reader with a fault of its own."""

    def language_of(self, text: str) -> str:
        return ("fr",)[len(text)]


def test_a_fault_of_ours_on_one_file_costs_the_others_nothing(home, inbox, caplog):
    shutil.copy(BBB, inbox)
    (inbox / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    report = run_inbox(inbox, home, Faulty(home), "fr", lambda *_: None, lambda _: None, no_wait)
    assert {taken.path.name: [error.code for error in taken.errors] for taken in report.files} == {
        BBB.name: ["file_defeats"],
        "image.txt": ["file_binary"],
    }
    assert "IndexError" in caplog.text and not rows(home, "select * from comments")


def test_a_share_that_goes_midway_and_a_home_without_room_leave_all_for_the_next_run(home, inbox):
    gone = inbox.with_name("parti")
    shutil.copy(BBB, inbox)
    report = relieve(inbox, home, lambda seconds: inbox.rename(gone))
    assert states(report) == {BBB.name: "waiting"} and not rows(home, "select * from comments")
    assert relieve(inbox, home).stopped.code == "inbox_missing"
    gone.rename(inbox)
    home.cache.write_bytes(b"in the way")
    assert relieve(inbox, home).stopped.code == "home_unwritable"
    home.cache.unlink()
    assert states(relieve(inbox, home)) == {BBB.name: "stored"}
