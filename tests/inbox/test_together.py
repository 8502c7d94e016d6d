"""Two runs of the inbox and one `chatmining process` at once: each waits its turn, and the store is the same."""

import os
import shutil
import subprocess
import sys

import pytest

from chatmining.reader import Reader
from tests.inbox.conftest import BBB, TWITCH, relieve, rows
from tests.samples import ROOT

CHATMINING = [sys.executable, "-c", "from chatmining.cli import main; main()"]
TABLES = ("comments", "messages", "theme_scores", "topic_assignments", "sources", "vectors")


@pytest.mark.slow
@pytest.mark.skipif("CHATMINING_TOGETHER" not in os.environ, reason="half a minute: CHATMINING_TOGETHER=20")
def test_runs_started_together_end_as_one_after_the_other(home, inbox, tmp_path):
    shutil.copy(BBB, inbox)
    shutil.copy(TWITCH, inbox / "2024-02-01 direct.txt")
    relieve(inbox, home, by=Reader(home))
    calm = [rows(home, f"select * from {table} order by all") for table in TABLES]
    for n in range(int(os.environ["CHATMINING_TOGETHER"])):
        other = tmp_path / str(n)
        other.mkdir()
        shutil.copy(home.key, other)
        commands = [["inbox", str(inbox)], ["inbox", str(inbox)], ["process", str(inbox / BBB.name)]]
        environment = {**os.environ, "CHATMINING_HOME": str(other), "CHATMINING_MODELS": str(ROOT / "models")}
        started = [
            subprocess.Popen([*CHATMINING, *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for command in commands
        ]
        said = [process.communicate() for process in started]
        assert [process.returncode for process in started] == [0, 0, 0], said
        there = type(home)(other, home.models)
        assert [rows(there, f"select * from {table} order by all") for table in TABLES] == calm
