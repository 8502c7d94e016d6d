"""SIGKILL at any moment: the next run succeeds, no row twice, none lost."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from chatmining.home import Home
from tests.samples import ROOT, WEBINAR
from tests.test_pipeline import content, run

PROCESS = [sys.executable, "-c", "from chatmining.cli import main; main()", "process", str(WEBINAR)]


@pytest.mark.slow
def test_a_run_killed_at_any_moment_is_made_good_by_the_next(tmp_path):
    home = Home(tmp_path / "home", ROOT / "models")
    environment = {**os.environ, "CHATMINING_HOME": str(home.folder)}
    started = time.monotonic()
    subprocess.run(PROCESS, env={**environment, "CHATMINING_HOME": str(tmp_path / "timed")}, capture_output=True)
    whole = time.monotonic() - started
    moments = random.Random(0)
    for _ in range(int(os.environ.get("CHATMINING_KILLS", "3"))):
        killed = subprocess.Popen(PROCESS, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.3, 1.0) * whole)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert run(home, WEBINAR).exit_code == 0
    undisturbed = Home(tmp_path / "calm", ROOT / "models")
    undisturbed.folder.mkdir()
    undisturbed.key.write_bytes(home.key.read_bytes())
    run(undisturbed, WEBINAR)
    assert content(home) == content(undisturbed)
    assert [path.name for path in home.snapshot.parent.iterdir()] == [home.snapshot.name]
