"""Ten readers poll the snapshot while exports are processed, each published: no error, never half a webinar."""

import os
import subprocess
import sys

import pytest

from chatmining import store
from chatmining.home import Home
from tests.samples import ROOT
from tests.season import Season
from tests.test_pipeline import run

READER = """
import sys, time, duckdb
from pathlib import Path
snapshot, stop = Path(sys.argv[1]), Path(sys.argv[2])
polls, seen = 0, set()
while not stop.exists():
    with duckdb.connect(str(snapshot), read_only=True) as db:
        db.execute("set enable_progress_bar = false")
        sizes = db.execute(
            "select r.webinar_id, any_value(r.comments), count(c.comment_id), count(v.decision), count(d.doc), "
            "count(x.content) from runs r left join comments c using (webinar_id) "
            "left join v_comments v using (comment_id) left join published.documents d using (comment_id) "
            "left join published.vectors x using (content) "
            "group by r.webinar_id").fetchall()
        assert sizes and all(len(set(row[1:])) == 1 for row in sizes), sizes
        assert len(sizes) == db.execute("select count(*) from v_quality").fetchone()[0]
        db.execute("from search('formation')").fetchall()
        db.execute("from similar_to((select min(comment_id) from comments))").fetchall()
        seen.add(len(sizes))
    polls += 1
    time.sleep(0.5)
print(polls, len(seen))
"""


@pytest.mark.slow
def test_ten_readers_never_meet_an_error_or_half_a_webinar(tmp_path):
    webinars = int(os.environ.get("CHATMINING_WEBINARS", "3"))
    home, stop = Home(tmp_path / "home", ROOT / "models"), tmp_path / "stop"
    files = list(Season(webinars + 1, 20).write_whole(tmp_path / "files"))
    assert run(home, files[0]).published
    command = [sys.executable, "-c", READER, str(home.snapshot), str(stop)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(10)]
    try:
        for path in files[1:]:
            outcome = run(home, path)
            assert outcome.exit_code == 0 and outcome.published, outcome
    finally:
        stop.touch()
        told = [(reader.communicate(timeout=120), reader.returncode) for reader in readers]
    for (counted, said), code in told:
        assert code == 0, said
        polls, states = map(int, counted.split())
        assert polls >= states >= 1
    print(f"{sum(int(said[0].split()[0]) for said, _ in told)} polls, {webinars} webinars")  # noqa: T201
    with store.open_reader(home.snapshot) as db:
        assert db.execute("select count(*), count(distinct webinar_id) from runs").fetchone() == (webinars + 1,) * 2
