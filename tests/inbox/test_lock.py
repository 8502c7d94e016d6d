"""One run at a time: the second one says who holds the inbox, and a killed one holds nothing."""

import os
import signal
import subprocess
import sys

import pytest

from chatmining.errors import StoreError
from chatmining.inbox import only_one
from tests.samples import ROOT

HOLD = """
import sys, time
from pathlib import Path
from chatmining.inbox import only_one
with only_one(Path(sys.argv[1]), 0, print):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    path = tmp_path / "home" / "inbox.lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})
    assert process.stdout.readline() == b"held\n"
    yield path, process
    process.kill()
    process.wait()
    process.stdout.close()


def test_who_holds_it_is_said_and_a_killed_holder_gives_it_back(holder):
    path, process = holder
    told = []
    with pytest.raises(StoreError, match="inbox_busy") as caught, only_one(path, 0.1, told.append):
        pass
    assert caught.value.details["found"] == process.pid == told[0].pid
    process.send_signal(signal.SIGKILL)
    process.wait()
    with only_one(path, 0, told.append):
        assert f'"pid": {os.getpid()}' in path.read_text("utf-8")
    assert path.read_text("utf-8") == "" and len(told) == 1
