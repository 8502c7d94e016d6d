"""The season by a schedule of a real server, whose worker, server and runs are killed meanwhile."""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.flows.runs import WAVES, say
from tests.bench.flows.state import comments, noted, place
from tests.flows.served import Served, served, until
from tests.season import BROKEN, Season

PARTS = ("server start", "worker start", "prefect.engine")
_LONGEST_S = 3600
_INTERVAL_S = 20


def scheduled(season: Season, folder: Path, kills: int) -> None:
    """Drop the waves, each after the one before is published, while `kills` SIGKILLs fall at random moments."""
    home, inbox = place(folder, "scheduled")
    moments = random.Random(1)
    with served(home, inbox) as prefect, watched(prefect) as memory:
        prefect.prefect("deployment", "schedule", "create", "inbox/nightly", "--interval", str(_INTERVAL_S), "-y")
        for wave in range(WAVES):
            started = time.monotonic()
            season.drop(inbox, wave)
            for _ in range(kills // WAVES + (wave < kills % WAVES)):
                time.sleep(moments.uniform(5, 40))
                _kill(prefect, moments.choice(PARTS))
            until(lambda w=wave: comments(home) == season.expected(w), _LONGEST_S)
            say(f"wave {wave + 1}: {comments(home)} comments after {time.monotonic() - started:.0f} s")
        until(lambda: noted(home) == set(BROKEN), 600)
        until(lambda: not prefect.children("prefect.engine"), 600)
    say("peak memory: " + ", ".join(f"{part} {peak / 1024:.0f} MB" for part, peak in memory.items()))


def _kill(prefect: Served, word: str) -> None:
    there = prefect.children(word)
    prefect.kill(word)
    say(f"  SIGKILL: {word}" if there else f"  ({word}: none to kill)")


@contextmanager
def watched(prefect: Served) -> Iterator[dict[str, int]]:
    """Lend the peaks of resident memory by part, in kB, looked at every two seconds."""
    peaks: dict[str, int] = defaultdict(int)
    over = threading.Event()

    def look() -> None:
        while not over.wait(2):
            for part in PARTS:
                peaks[part] = max([peaks[part], *map(_peak, prefect.children(part))])

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peaks
    finally:
        over.set()
        thread.join()


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
