"""Readers open a published copy; one writer holds the working file."""

import subprocess
import sys

import duckdb
import pytest

from chatmining import store
from chatmining.errors import StoreError

PERSON = {"webinar_id": "w", "person_id": "p", "role": "attendee"}


def test_the_snapshot_holds_what_the_database_holds_comments_included(tmp_path):
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        store.write_rows(connection, {"people": [PERSON]})
        store.publish(connection, tmp_path / "pub" / "snap.duckdb")
    with store.open_reader(tmp_path / "pub" / "snap.duckdb") as published:
        assert published.execute("select * from people").fetchall() == [("w", "p", "attendee")]
        assert published.execute("select comment from duckdb_views() where view_name = 'v_people'").fetchone()[0]
    assert [path.name for path in (tmp_path / "pub").iterdir()] == ["snap.duckdb"]


def test_what_a_killed_run_left_unpublished_is_removed(tmp_path):
    snapshot = tmp_path / "snap.duckdb"
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        (tmp_path / ".snap.duckdb.12345").write_bytes(b"half")
        store.publish(connection, snapshot)
    assert not list(tmp_path.glob(".snap*"))


def test_a_reader_of_the_old_snapshot_is_not_disturbed(tmp_path):
    snapshot = tmp_path / "snap.duckdb"
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        store.publish(connection, snapshot)
        with store.open_reader(snapshot) as reader:
            store.write_rows(connection, {"people": [PERSON]})
            store.publish(connection, snapshot)
            assert reader.execute("select count(*) from people").fetchone() == (0,)


def test_a_reader_can_neither_write_nor_read_other_files(tmp_path):
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        store.publish(connection, tmp_path / "snap.duckdb")
    for statement in (
        "create table t (a int)",
        "select * from read_text('/etc/hostname')",
        "set threads = 1; drop table people",
    ):
        with pytest.raises(StoreError, match="query_refused"), store.open_reader(tmp_path / "snap.duckdb") as reader:
            reader.execute(statement)


def test_writing_the_same_rows_twice_adds_them_once(tmp_path):
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        assert store.write_rows(connection, {"people": [PERSON]}) == 1
        assert store.write_rows(connection, {"people": [PERSON]}) == 0


def test_a_failed_transaction_leaves_nothing(tmp_path):
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        with pytest.raises(duckdb.Error), store.transaction(connection):
            store.write_rows(connection, {"people": [PERSON]})
            connection.execute("select * from nowhere")
        assert connection.execute("select count(*) from people").fetchone() == (0,)


def test_a_database_held_by_another_process_is_named_with_its_process(tmp_path):
    path = tmp_path / "work.duckdb"
    hold = f"import duckdb,sys; c=duckdb.connect({str(path)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        with pytest.raises(StoreError) as caught, store.open_writer(path):
            pass
        holder.stdin.close()
    assert caught.value.code == "database_locked" and caught.value.details["found"] == str(holder.pid)


def test_a_file_that_is_no_database_is_said_damaged_and_left_alone(tmp_path):
    path = tmp_path / "work.duckdb"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match="database_damaged"), store.open_writer(path):
        pass
    assert path.read_bytes() == b"not a database" * 1000
