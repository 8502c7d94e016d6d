"""The snapshot replaced is renewed by the next publication, unless somebody still reads it."""

import os
import shutil
import subprocess
import sys

import pytest
from tests import synthetic
from tests.store.test_publication import content

from chatmining import store

SIZE, BEGUN = synthetic.Size(20, 8), 20  # few are added to many: else all is made again
HOLD = """
import duckdb, sys
db = duckdb.connect(sys.argv[1], read_only=True)
print(db.execute("from comments order by all").fetchall() and "held", flush=True)
sys.stdin.read()
print(db.execute("select count(*), count(distinct webinar_id) from comments").fetchone(), flush=True)
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("begun")
    with store.open_writer(folder / "work.duckdb") as connection:
        for tables in synthetic.together(range(BEGUN), SIZE):
            synthetic.load(connection, tables)
        store.publish(connection, folder / "snap.duckdb")
    return folder


@pytest.fixture
def work(begun, tmp_path):
    """Lend a working database with its snapshot and its spare."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        yield connection


@pytest.fixture
def no_copy(monkeypatch):
    def refused(*_):
        raise AssertionError("copied")

    monkeypatch.setattr("chatmining.store.snapshot.copyfile", refused)


def add(work, number, snapshot):
    synthetic.load(work, synthetic.webinar(number, SIZE))
    assert store.publish(work, snapshot)


def told(webinars):
    return webinars * SIZE.comments, webinars


def held(connection):
    return connection.execute("select count(*), count(distinct webinar_id) from comments").fetchone()


def test_two_files_take_turns_and_hold_what_making_them_again_gives(work, tmp_path, no_copy):
    snapshot, spare = tmp_path / "snap.duckdb", tmp_path / "work.duckdb.spare"
    files = {snapshot.stat().st_ino, spare.stat().st_ino}
    for number in range(BEGUN, BEGUN + 3):
        add(work, number, snapshot)
        assert {snapshot.stat().st_ino, spare.stat().st_ino} == files
    work.execute("delete from comments where webinar_id = 'w00002' and offset_s < 2000")
    work.execute("insert into runs select 'r_again', * exclude run_id from runs where webinar_id = 'w00002'")
    assert store.publish(work, snapshot)
    assert {snapshot.stat().st_ino, spare.stat().st_ino} == files
    store.publish(work, tmp_path / "scratch.duckdb")
    assert content(snapshot) == content(tmp_path / "scratch.duckdb")


def test_what_this_process_has_open_is_never_written_to(work, tmp_path):
    snapshot = tmp_path / "snap.duckdb"
    as_it_was = snapshot.read_bytes()
    with snapshot.open("rb") as reader:
        for number in range(BEGUN, BEGUN + 3):
            add(work, number, snapshot)
        assert reader.read() == as_it_was
    with store.open_reader(snapshot) as reader:
        assert held(reader) == told(BEGUN + 3)


def test_what_another_process_has_open_is_never_written_to(work, tmp_path):
    snapshot = tmp_path / "snap.duckdb"
    command = [sys.executable, "-c", HOLD, str(snapshot)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout.readline() == "held\n"
        for number in range(BEGUN, BEGUN + 3):
            add(work, number, snapshot)
        assert reader.communicate()[0] == f"{told(BEGUN)}\n"


def test_a_run_killed_before_its_rename_leaves_a_spare_that_is_the_snapshot_and_nothing_is_written_to_it(
    work, tmp_path
):
    snapshot, spare = tmp_path / "snap.duckdb", tmp_path / "work.duckdb.spare"
    spare.unlink()
    os.link(snapshot, spare)
    as_it_was = snapshot.read_bytes()
    os.link(snapshot, tmp_path / "same.duckdb")
    add(work, BEGUN, snapshot)
    assert (tmp_path / "same.duckdb").read_bytes() == as_it_was
    with store.open_reader(snapshot) as reader:
        assert held(reader) == told(BEGUN + 1)


@pytest.mark.parametrize("left", [b"", b"damaged" * 5000])
def test_a_spare_that_is_no_snapshot_is_left_out(work, tmp_path, left):
    snapshot, spare = tmp_path / "snap.duckdb", tmp_path / "work.duckdb.spare"
    spare.write_bytes(left)
    add(work, BEGUN, snapshot)
    with store.open_reader(snapshot) as reader:
        assert held(reader) == told(BEGUN + 1)


def test_a_publication_that_fails_leaves_the_snapshot_and_the_next_one_succeeds(work, tmp_path, monkeypatch):
    snapshot = tmp_path / "snap.duckdb"
    synthetic.load(work, synthetic.webinar(BEGUN, SIZE))
    with monkeypatch.context() as broken:
        broken.setattr("chatmining.store.snapshot.keep", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.publish(work, snapshot)
    assert not list(tmp_path.glob(".snap*"))
    with store.open_reader(snapshot) as reader:
        assert held(reader) == told(BEGUN)
    assert store.publish(work, snapshot)
    with store.open_reader(snapshot) as reader:
        assert held(reader) == told(BEGUN + 1)


def test_without_room_for_a_spare_the_snapshot_is_published(work, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("chatmining.store.spare.shutil.copyfile", full)
    assert store.publish(work, tmp_path / "other.duckdb")
    assert sorted(path.name for path in tmp_path.iterdir() if "spare" in path.name) == []


def test_where_the_system_has_no_leases_the_last_snapshot_is_copied(work, tmp_path, monkeypatch):
    monkeypatch.delattr("fcntl.F_SETLEASE")
    add(work, BEGUN, tmp_path / "snap.duckdb")
    with store.open_reader(tmp_path / "snap.duckdb") as connection:
        assert held(connection) == told(BEGUN + 1)
