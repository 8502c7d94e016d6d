"""SIGKILL at any moment: the next run succeeds, no row twice, none lost, readers never see half a webinar."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chatmining import store
from chatmining.home import Home
from tests.samples import ROOT
from tests.season import Season
from tests.test_pipeline import content, run

KILLS = int(os.environ.get("CHATMINING_KILLS", "3"))
COMMAND = [sys.executable, "-c", "from chatmining.cli import main; main()", "process"]


def started(home: Home, path: Path) -> subprocess.Popen:
    environment = {**os.environ, "CHATMINING_HOME": str(home.folder)}
    return subprocess.Popen(
        [*COMMAND, str(path)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def halves(home: Home) -> list[tuple]:
    """Return the webinars of the snapshot that lack comments, or labels of theirs."""
    if not home.snapshot.exists():
        return []
    with store.open_reader(home.snapshot) as db:
        return db.execute(
            "select r.webinar_id, r.comments, count(c.comment_id), count(v.decision) from runs r "
            "left join comments c using (webinar_id) left join v_comments v using (comment_id) "
            "group by all having r.comments <> count(c.comment_id) or r.comments <> count(v.decision)"
        ).fetchall()


@pytest.mark.slow
def test_runs_killed_at_any_moment_are_made_good_by_the_next(tmp_path):
    home, timed = Home(tmp_path / "home", ROOT / "models"), Home(tmp_path / "timed", ROOT / "models")
    files = list(Season(KILLS + 1, 30).write_whole(tmp_path / "files"))
    begun = time.monotonic()
    assert started(timed, files[0]).wait() == 0
    whole = time.monotonic() - begun
    moments, current, hit = random.Random(0), 0, 0
    for _ in range(KILLS):
        killed = started(home, files[current])
        time.sleep(moments.uniform(0.2, 1.0) * whole)
        killed.send_signal(signal.SIGKILL)
        if killed.wait() == 0:  # it had ended: the next one has another webinar, and work to do
            current += 1
        else:
            hit += 1
        assert halves(home) == []
    print(f"{hit} of {KILLS} kills met a living run, {current + 1} webinars")  # noqa: T201
    assert hit
    assert run(home, *files[: current + 1]).exit_code == 0
    undisturbed = Home(tmp_path / "calm", ROOT / "models")
    undisturbed.folder.mkdir()
    undisturbed.key.write_bytes(home.key.read_bytes())
    for path in files[: current + 1]:
        run(undisturbed, path)
    assert content(home) == content(undisturbed)
    assert [path.name for path in home.snapshot.parent.iterdir()] == [home.snapshot.name]
