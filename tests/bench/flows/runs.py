"""Whole runs of `chatmining inbox`: undisturbed, killed, without news, several at once."""

import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.flows.state import comments, noted, place
from tests.samples import ROOT
from tests.season import BROKEN, Season

CHATMINING = [sys.executable, "-c", "from chatmining.cli import main; main()"]
COMMAND = [*CHATMINING, "inbox"]
FLOW = [sys.executable, "-m", "flows.inbox"]
WAVES = 3


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)  # noqa: T201


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a run."""
    return {**os.environ, "CHATMINING_HOME": str(home)}


def run(command: Sequence[str], home: Path) -> tuple[float, float]:
    """Return seconds and CPU seconds of a whole run; exit codes 0 and 1 are fine."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, cwd=ROOT)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - started, sum(after[:2]) - sum(before[:2])


def undisturbed(season: Season, folder: Path) -> None:
    """Run each wave once, checking counts and quarantine; say what it took."""
    home, inbox = place(folder, "calm")
    before = 0
    for wave in range(WAVES):
        season.drop(inbox, wave)
        seconds, cpu = run([*COMMAND, str(inbox)], home)
        now = comments(home)
        assert now == season.expected(wave), (wave, now, season.expected(wave))
        each = 1000 * cpu / (now - before)
        say(f"wave {wave + 1}: {now} comments, {seconds:.0f} s, {cpu:.0f} s of CPU, {each:.0f} ms for each new comment")
        before = now
    assert noted(home) == set(BROKEN), noted(home)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    say(f"peak memory of a run {memory:.0f} MB; quarantine: just the {len(BROKEN)} broken")


def killed(season: Season, folder: Path, kills: int) -> None:
    """Run the waves with runs killed at random moments before each one is let through."""
    home, inbox = place(folder, "killed")
    moments = random.Random(0)
    for wave in range(WAVES):
        season.drop(inbox, wave)
        for _ in range(kills // WAVES + (wave < kills % WAVES)):
            process = subprocess.Popen(
                [*COMMAND, str(inbox)], env=environment(home), stdout=subprocess.DEVNULL, cwd=ROOT
            )
            time.sleep(moments.uniform(2, 25))
            process.kill()
            process.wait()
        run([*COMMAND, str(inbox)], home)


def together(season: Season, folder: Path, times: int) -> None:
    """Start two runs of the inbox and one `chatmining process` of its first file at once, `times` times."""
    for n in range(times):
        home, inbox = place(folder, f"together-{n}")
        season.drop(inbox, 0)
        first = next(path for path in sorted(inbox.iterdir()) if path.is_file() and path.name not in BROKEN)
        commands = [["inbox", str(inbox)], ["inbox", str(inbox)], ["process", str(first)]]
        started = [
            subprocess.Popen([*CHATMINING, *c], env=environment(home), cwd=ROOT, stdout=-1, stderr=-1, text=True)
            for c in commands
        ]
        said = [process.communicate() for process in started]
        assert all(process.returncode in (0, 1) for process in started), said
        assert not any("Traceback" in text for both in said for text in both), said


def overhead(folder: Path) -> None:
    """Time runs without news over the calm season, plain and under Prefect."""
    home, inbox = place(folder, "calm")
    for name, command in (("chatmining inbox", COMMAND), ("flows.inbox, no server", FLOW)):
        shutil.rmtree(home / "prefect", ignore_errors=True)
        cold, _ = run([*command, str(inbox)], home)
        times = [run([*command, str(inbox)], home) for _ in range(5)]
        seconds, cpu = (statistics.median(column) for column in zip(*times, strict=True))
        say(f"no news, {name}: first {cold:.2f} s, then median of 5 {seconds:.2f} s, {cpu:.2f} s of CPU")
