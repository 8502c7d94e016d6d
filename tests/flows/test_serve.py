"""A real server, a real worker, a real schedule: a killed worker holds nobody up."""

import contextlib
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


def webinars(home) -> int:
    try:
        with duckdb.connect(str(home / "published" / "chatmining.duckdb"), read_only=True) as db:
            return db.execute("select count(*) from webinars").fetchone()[0]
    except duckdb.Error:
        return 0


def test_a_schedule_goes_on_after_its_worker_and_runs_were_killed_together_or_one_after_the_other(tmp_path):
    home, inbox = tmp_path / "home", tmp_path / "dépôt"
    inbox.mkdir()
    shutil.copy(BBB, inbox)
    (inbox / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    with served(home, inbox) as prefect:
        prefect.prefect("deployment", "run", "inbox/nightly")
        until(lambda: prefect.children("prefect.engine"))
        (run,) = prefect.children("prefect.engine")
        prefect.kill("worker start")
        os.kill(run, signal.SIGKILL)
        prefect.prefect("deployment", "schedule", "create", "inbox/nightly", "--interval", "15", "-y")
        until(lambda: webinars(home) == 1)

        shutil.copy(TWITCH, inbox)
        until((home / "cache" / "inbox").exists)  # a run is at the new file
        (run,), before = prefect.children("prefect.engine"), prefect.children("worker start")
        prefect.kill("worker start")
        until(lambda: prefect.children("worker start") not in ([], before))
        with contextlib.suppress(ProcessLookupError):
            os.kill(run, signal.SIGKILL)  # it had outlived its worker, and kept its place
        (inbox / "suite.txt").write_text(TWITCH.read_text("utf-8").replace(": ", ": autre séance, "), "utf-8")
        until(lambda: webinars(home) == 3)
    assert [note.name for note in (home / "quarantine").rglob("*.txt")] == ["image.txt.txt"]
