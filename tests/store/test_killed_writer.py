"""SIGKILL of a writer that only stores and publishes: nothing lost, nothing twice, the snapshot always opens."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from tests import synthetic
from tests.store.test_publication import content

from chatmining import store

KILLS = int(os.environ.get("CHATMINING_KILLS", "3"))
SIZE = synthetic.Size(30, 8)
WRITER = """
import sys
from pathlib import Path
from tests import synthetic
from tests.store.test_killed_writer import add
print("begun", flush=True)
while True:
    add(Path(sys.argv[1]))
"""
WHOLE = """
select r.webinar_id from runs r left join comments c using (webinar_id) left join v_comments v using (comment_id)
left join vectors t using (content_hash)
group by all having any_value(r.comments) <> count(v.decision) or count(v.decision) <> count(len(t.vector))
"""


def add(folder):
    """Store the webinar that comes next, in a transaction, and publish."""
    with store.open_writer(folder / "work.duckdb") as connection:
        (stored,) = connection.execute("select count(*) from webinars").fetchone()
        synthetic.load(connection, synthetic.webinar(stored, SIZE))
        store.publish(connection, folder / "pub" / "snap.duckdb")


def stored(folder):
    """Return how many webinars the working database holds; nothing of it is broken."""
    with store.open_writer(folder / "work.duckdb") as connection:
        assert [finding for finding in store.fetch(connection, "integrity") if finding[1]] == []
        return connection.execute("select count(*) from webinars").fetchone()[0]


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_loses_nothing_and_the_snapshot_opens(tmp_path):
    snapshot, moments, said = tmp_path / "pub" / "snap.duckdb", random.Random(1), 0
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        for tables in synthetic.together(range(12), SIZE):
            synthetic.load(connection, tables)
    add(tmp_path)
    for _ in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout.readline() == "begun\n"
            time.sleep(moments.uniform(0, 2))
            writer.send_signal(signal.SIGKILL)
        with store.open_reader(snapshot) as db:
            assert db.execute(WHOLE).fetchall() == []
            (published,) = db.execute("select count(*) from webinars").fetchone()
        assert said <= published <= stored(tmp_path)
        said = published
    add(tmp_path)
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        store.publish(connection, tmp_path / "scratch.duckdb")
    assert content(snapshot) == content(tmp_path / "scratch.duckdb")
    with store.open_writer(tmp_path / "calm.duckdb") as connection:
        for number in range(stored(tmp_path)):
            synthetic.load(connection, synthetic.webinar(number, SIZE))
        store.publish(connection, tmp_path / "calm_snap.duckdb")
    assert content(tmp_path / "calm_snap.duckdb") == content(tmp_path / "scratch.duckdb")
    assert sorted(path.name for path in snapshot.parent.iterdir()) == [snapshot.name]
