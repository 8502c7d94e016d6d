"""A season through the inbox: counts, kills, memory, no-news runs, what Prefect adds: `python -m tests.bench.flows`.

CHATMINING_SEASON=60x500 gives its size, CHATMINING_KILLS=10 how many runs are killed, CHATMINING_SERVED=1 runs it by
a schedule of a real server too, the worker or the server being killed.
"""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from tests.flows.served import Served, served, until
from tests.samples import ROOT
from tests.season import BROKEN, Season

COMMAND = [sys.executable, "-c", "from chatmining.cli import main; main()", "inbox"]
FLOW = [sys.executable, "-m", "flows.inbox"]
WAVES = 3
TABLES = ("webinars", "people", "messages", "comments", "reactions", "theme_scores", "decisions", "mentions", "topics",
          "topic_assignments", "topic_history", "sources", "themes", "models")  # fmt: skip


def run(command: list[str], home: Path, inbox: Path) -> tuple[float, float]:
    """Return seconds and CPU seconds of a whole run; exit codes 0 and 1 are fine."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([*command, str(inbox)], env=environment(home), capture_output=True, text=True, cwd=ROOT)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - started, sum(after[:2]) - sum(before[:2])


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a run."""
    return {**os.environ, "CHATMINING_HOME": str(home)}


def content(home: Path) -> dict[str, list[tuple]]:
    """Return every row of the published tables."""
    with duckdb.connect(str(home / "published" / "chatmining.duckdb"), read_only=True) as db:
        return {table: db.execute(f"select * from {table} order by all").fetchall() for table in TABLES}


def vectors(home: Path) -> int:
    """Return how many vectors the working database keeps."""
    with duckdb.connect(str(home / "warehouse" / "chatmining.duckdb")) as db:
        return db.execute("select count(*) from vectors").fetchone()[0]


def new_home(folder: Path, name: str) -> Path:
    """Make a home with the season's one key: the same people, the same ids."""
    home = folder / name
    home.mkdir()
    (home / "key").write_bytes(b"k" * 32)
    return home


def undisturbed(season: Season, folder: Path) -> Path:
    """Run each wave once, checking counts and quarantine; print what it took."""
    home, inbox = new_home(folder, "calm"), folder / "inbox-calm"
    inbox.mkdir()
    for wave in range(WAVES):
        season.drop(inbox, wave)
        seconds, cpu = run(COMMAND, home, inbox)
        comments = len(content(home)["comments"])
        assert comments == season.expected(wave), (wave, comments, season.expected(wave))
        say(f"wave {wave + 1}: {comments} comments, {seconds:.0f} s, {cpu:.0f} s of CPU")
    notes = {note.name.removesuffix(".txt") for note in (home / "quarantine").rglob("*.txt")}
    assert notes == set(BROKEN), notes
    say(f"peak memory {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB, quarantine: the 5 broken")
    return home


def killed(season: Season, folder: Path, kills: int) -> Path:
    """Run the waves with runs killed at random moments before each one is let through."""
    home, inbox = new_home(folder, "killed"), folder / "inbox-killed"
    inbox.mkdir()
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
        run(COMMAND, home, inbox)
    return home


def scheduled(season: Season, folder: Path, kills: int) -> Path:
    """Run the waves by a schedule of a real server, the worker, the server or the run being killed meanwhile."""
    home, inbox = new_home(folder, "served"), folder / "inbox-served"
    inbox.mkdir()
    moments = random.Random(1)
    with served(home, inbox) as prefect:
        prefect.prefect("deployment", "schedule", "create", "inbox/nightly", "--interval", "20", "-y")
        for wave in range(WAVES):
            season.drop(inbox, wave)
            for _ in range(kills // WAVES + (wave < kills % WAVES)):
                time.sleep(moments.uniform(5, 40))
                _kill(prefect, moments.choice(("worker start", "server start", "prefect.engine")))
            until(lambda w=wave: _comments(home) == season.expected(w), 1800)
        until(lambda: len(list((home / "quarantine").rglob("*.txt"))) == len(BROKEN), 600)
    return home


def _kill(prefect: Served, word: str) -> None:
    say(f"  SIGKILL: {word}" if prefect.children(word) else f"  ({word}: none to kill)")
    prefect.kill(word)


def _comments(home: Path) -> int:
    try:
        return len(content(home)["comments"])
    except duckdb.Error:
        return 0


def overhead(home: Path, inbox: Path) -> None:
    """Time runs without news, plain and under Prefect."""
    for name, command in (("chatmining inbox", COMMAND), ("flows.inbox, no server", FLOW)):
        run(command, home, inbox)
        times = [run(command, home, inbox) for _ in range(5)]
        seconds, cpu = (statistics.median(column) for column in zip(*times, strict=True))
        say(f"no news, {name}: median of 5 {seconds:.2f} s, {cpu:.2f} s of CPU")


def compare(calm: Path, other: Path, name: str) -> None:
    """Assert that two seasons ended alike."""
    ours, theirs = content(calm), content(other)
    assert [table for table in TABLES if ours[table] != theirs[table]] == [], name
    assert vectors(calm) == vectors(other), name
    say(f"{name}: every table equal to the undisturbed season's ({sum(map(len, ours.values()))} rows)")


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)  # noqa: T201


def main() -> None:
    """Run what the environment asks for."""
    webinars, size = map(int, os.environ.get("CHATMINING_SEASON", "60x500").split("x"))
    kills = int(os.environ.get("CHATMINING_KILLS", "10"))
    season = Season(webinars, size)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        calm = undisturbed(season, folder)
        overhead(calm, folder / "inbox-calm")
        compare(calm, killed(season, folder, kills), f"{kills} runs killed")
        if "CHATMINING_SERVED" in os.environ:
            compare(calm, scheduled(season, folder, kills), f"by a schedule, {kills} kills")


if __name__ == "__main__":
    main()
