"""Ten readers poll the snapshot while webinars are stored and published: no error, never half a webinar."""

import os
import subprocess
import sys

import pytest
from tests import synthetic

from chatmining import store

SIZE = synthetic.Size(40, 10)
READER = """
import sys, time, duckdb
from pathlib import Path
snapshot, stop = Path(sys.argv[1]), Path(sys.argv[2])
polls = 0
while not stop.exists():
    with duckdb.connect(str(snapshot), read_only=True) as db:
        db.execute("set enable_progress_bar = false")
        sizes = db.execute(
            "select count(c.comment_id), any_value(r.comments), count(v.comment_id), count(d.comment_id) from runs r "
            "left join comments c using (webinar_id) left join v_comments v using (comment_id) "
            "left join decisions d using (comment_id) group by r.webinar_id").fetchall()
        assert sizes and all(len(set(row)) == 1 for row in sizes), sizes
        db.execute("from search('formation')").fetchall()
    polls += 1
    time.sleep(0.3)
print(polls)
"""


def test_a_slow_query_draws_nothing_on_standard_output(tmp_path):
    work, snapshot = tmp_path / "work.duckdb", tmp_path / "snapshot.duckdb"
    with store.open_writer(work) as writer:
        store.publish(writer, snapshot)
        drawn = [writer.execute("select current_setting('enable_progress_bar')").fetchone()]
    with store.open_reader(snapshot) as reader:
        drawn.append(reader.execute("select current_setting('enable_progress_bar')").fetchone())
    assert drawn == [(False,), (False,)]


@pytest.mark.slow
def test_ten_readers_never_meet_an_error_or_half_a_webinar(tmp_path):
    work, snapshot, stop = tmp_path / "work.duckdb", tmp_path / "snapshot.duckdb", tmp_path / "stop"
    webinars = int(os.environ.get("CHATMINING_WEBINARS", "3"))

    def add(number):
        with store.open_writer(work) as connection:
            synthetic.load(connection, synthetic.webinar(number, SIZE))
            store.publish(connection, snapshot)

    add(0)
    command = [sys.executable, "-c", READER, str(snapshot), str(stop)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(10)]
    for number in range(1, webinars):
        add(number)
    stop.touch()
    for reader in readers:
        polls, said = reader.communicate(timeout=120)
        assert reader.returncode == 0, said
        assert int(polls) > 0
