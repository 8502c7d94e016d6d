"""A disk that fills, a folder without writing, a share that goes, a page that fails, an hour that comes twice."""

import contextlib
import datetime as dt
import os
import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from chatmining.errors import StoreError
from chatmining.home import Home
from chatmining.inbox import Inbox, Report, lines
from chatmining.report.build import report_path
from tests.inbox.conftest import BBB, TWITCH, no_wait, reader, relieve, rows
from tests.samples import ROOT

TABLES = ("messages", "comments", "theme_scores", "topic_assignments", "sources", "vectors")
IMAGE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return an inbox with an export and a file that is none."""
    inbox = tmp_path_factory.mktemp("nuit") / "dépôt"
    inbox.mkdir()
    shutil.copy(BBB, inbox)
    (inbox / "image.txt").write_bytes(IMAGE)
    return inbox


def content(home: Home) -> list:
    return [rows(home, f"select * from {table} order by all") for table in TABLES]


@pytest.fixture(scope="module")
def calm(night) -> tuple[bytes, list]:
    """Return the key of a home where all went well, and what it holds."""
    return night.key.read_bytes(), content(night)


@contextlib.contextmanager
def room_for(size: int):
    """Refuse files longer than `size` bytes, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def stopped_by(folder: Path, home: Home) -> str | None:
    """Return the code of what stopped a run."""
    try:
        stopped = relieve(folder, home).stopped
    except StoreError as error:
        return error.code
    return stopped and stopped.code


def test_a_disk_that_fills_at_any_point_stops_the_run_with_a_sentence_and_the_next_one_ends_as_if_nothing_was(
    folder, calm, home
):
    key, expected = calm
    home.folder.mkdir()
    home.key.write_bytes(key)
    codes = {}
    for size in (10, 500, 5_000, 100_000, 300_000, 1_000_000, 3_000_000):
        with room_for(size):
            codes[size] = stopped_by(folder, home)
    assert set(codes.values()) == {"disk_full"}, codes
    assert stopped_by(folder, home) is None
    assert content(home) == expected
    assert [note.name for note in home.quarantine.rglob("*.txt")] == ["image.txt.txt"]


@pytest.fixture
def small_disk(tmp_path):
    """Lend a disk of its own and a way to change it; only the administrator of a machine may."""
    disk = tmp_path / "disque"
    disk.mkdir()

    def mount(*options: str) -> bool:
        command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "none", str(disk)]
        return shutil.which("mount") is not None and subprocess.run(command, capture_output=True).returncode == 0

    if not mount("size=1m"):
        pytest.skip("a disk can be mounted by the administrator only")
    yield disk, mount
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_small_disk_that_grows_and_one_that_is_read_only_lose_nothing(folder, calm, small_disk):
    disk, mount = small_disk
    home = Home(disk / "home", ROOT / "models")
    home.folder.mkdir()
    home.key.write_bytes(calm[0])
    codes = []
    for size in (1, 2, 4, 6):
        mount("remount", f"size={size}m")
        codes.append(stopped_by(folder, home))
    assert codes == ["disk_full"] * 4
    mount("remount", "size=200m", "ro")
    assert stopped_by(folder, home) == "home_unwritable"
    mount("remount", "size=200m", "rw")
    assert stopped_by(folder, home) is None and content(home) == calm[1]


def test_a_share_that_goes_between_two_files_leaves_the_second_for_the_next_run_and_keeps_its_notes(home, inbox):
    for name, export in (("un", BBB), ("deux", TWITCH)):
        (inbox / name).mkdir()
        shutil.copy(export, inbox / name)
    (inbox / "image.txt").write_bytes(IMAGE)
    run = Inbox(inbox, home, reader(), "fr", lambda step, done, total: None, no_wait)
    broken, first, second = sorted(run.news(), key=lambda drop: drop.path.parent != inbox)
    run.take(broken)
    run.take(first)
    gone = inbox.rename(inbox.with_name("parti"))
    assert run.take(second).errors[0].code == "file_unreachable"
    assert run.finish().exit_code == 1 and run.report.published
    assert relieve(inbox, home).stopped.code == "inbox_missing"
    assert [note.name for note in home.quarantine.rglob("*.txt")] == ["image.txt.txt"]
    gone.rename(inbox)
    assert {str(taken.state) for taken in relieve(inbox, home).files} == {"stored"}


def test_a_share_that_is_empty_for_a_night_gets_its_notes_again(home, inbox):
    (inbox / "image.txt").write_bytes(IMAGE)
    relieve(inbox, home)
    gone = inbox.rename(inbox.with_name("parti"))
    inbox.mkdir()
    assert not relieve(inbox, home).files and not list(home.quarantine.rglob("*.txt"))
    inbox.rmdir()
    gone.rename(inbox)
    relieve(inbox, home)
    assert [note.name for note in home.quarantine.rglob("*.txt")] == ["image.txt.txt"]


def test_a_page_that_cannot_be_written_is_told_and_written_the_next_night_while_the_comments_are_stored(home, inbox):
    shutil.copy(BBB, inbox)
    page = report_path(home, "2023-05-11-accompagnement-numerique")
    page.mkdir(parents=True)
    report = relieve(inbox, home)
    assert report.exit_code == 1 and report.published and not report.stopped and rows(home, "select * from comments")
    said = "\n".join(lines(report, home, "fr"))
    assert "Les commentaires sont dans la base" in said and str(page) in said
    page.rmdir()
    again = relieve(inbox, home)
    assert again.exit_code == 0 and not again.published and page.is_file()
    os.utime(page, (0, 0))
    relieve(inbox, home)
    assert page.stat().st_mtime > 0


def test_in_the_night_that_has_an_hour_twice_two_runs_are_told_apart(home, inbox):
    moments = [dt.datetime(2026, 10, 25, hour, 30, tzinfo=dt.UTC) for hour in (0, 1)]
    runs = [Report(batch_id="x", folder=inbox, started=moment) for moment in moments]
    titles = [next(lines(run, home, "fr")) for run in runs]
    assert titles == [f"# Relève du 25/10/2026 02:30 (UTC+{offset})" for offset in ("0200", "0100")]


def test_a_webinar_that_begins_in_the_hour_that_does_not_exist_is_stored(home, inbox):
    shutil.copy(TWITCH, inbox)
    (inbox / "webinar.toml").write_text('date = 2026-03-29\nstart = "02:30"\ntimezone = "Europe/Paris"', "utf-8")
    assert relieve(inbox, home).exit_code == 0
    assert rows(home, "select min(said_at) >= '2026-03-29 01:00:00+00' from comments") == [(True,)]
