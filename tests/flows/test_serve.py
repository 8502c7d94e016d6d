"""A real server, a real worker, a real schedule: a killed worker holds nobody up."""

import os
import shutil
import signal

import duckdb
import pytest
from tests.flows.served import served, until
from tests.inbox.conftest import BBB, TWITCH

pytestmark = [
    pytest.mark.flow,
    pytest.mark.slow,
    pytest.mark.skipif("CHATMINING_SERVER" not in os.environ, reason="a minute of two cores: set CHATMINING_SERVER=1"),
]


def batches(home) -> list[tuple]:
    try:
        with duckdb.connect(str(home / "published" / "chatmining.duckdb"), read_only=True) as db:
            return db.execute("select kind, stored, broken from batches order by started_at").fetchall()
    except duckdb.Error:
        return []


def test_a_schedule_takes_the_inbox_in_after_its_worker_was_killed(tmp_path):
    home, inbox = tmp_path / "home", tmp_path / "dépôt"
    inbox.mkdir()
    shutil.copy(BBB, inbox)
    shutil.copy(TWITCH, inbox)
    (inbox / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    with served(home, inbox) as prefect:
        prefect.prefect("deployment", "run", "inbox/nightly")
        until(lambda: prefect.children("prefect.engine"))
        (run,) = prefect.children("prefect.engine")
        prefect.kill("worker start")
        os.kill(run, signal.SIGKILL)
        prefect.prefect("deployment", "schedule", "create", "inbox/nightly", "--interval", "15", "-y")
        until(lambda: batches(home))
    assert batches(home)[0] == ("inbox", 2, 1)
    assert [note.name for note in (home / "quarantine").rglob("*.txt")] == ["image.txt.txt"]
