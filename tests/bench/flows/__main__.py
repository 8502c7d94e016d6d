"""A season through the inbox: `python -m tests.bench.flows FOLDER [PART…]`, in parts that are done once each.

Parts: calm (each wave once), overhead (runs without news), killed (runs killed), scheduled (a real server, its worker,
its runs killed), together (several at once). CHATMINING_SEASON=60x395x10 gives the number of webinars, the messages of
each, and how many times longer the two huge ones are; CHATMINING_KILLS=50 how many SIGKILLs, CHATMINING_TOGETHER=20 how
many joint starts. What FOLDER holds of a part that was done is not done again; one that was cut short starts anew.
"""

import os
import shutil
import sys
import time
from pathlib import Path

from tests.bench.flows.runs import killed, overhead, say, together, undisturbed
from tests.bench.flows.scheduled import scheduled
from tests.bench.flows.state import compare, export
from tests.season import Season

PARTS = ("calm", "overhead", "killed", "scheduled", "together")


def main(folder: Path, parts: list[str]) -> None:
    """Do the parts that are not done yet, and compare each with the calm season."""
    webinars, size, huge = map(int, os.environ.get("CHATMINING_SEASON", "60x395x10").split("x"))
    season = Season(webinars, size, huge)
    for part in parts:
        mark = folder / f"{part}.done"
        if mark.exists():
            continue
        started = time.monotonic()
        for old in [folder / part, *folder.glob(f"{part}-*")]:
            shutil.rmtree(old, ignore_errors=True)
        _do(part, season, folder)
        mark.touch()
        say(f"{part}: {time.monotonic() - started:.0f} s in all")


def _do(part: str, season: Season, folder: Path) -> None:
    kills = int(os.environ.get("CHATMINING_KILLS", "50"))
    times = int(os.environ.get("CHATMINING_TOGETHER", "20"))
    if part == "calm":
        undisturbed(season, folder)
    elif part == "overhead":
        overhead(folder)
    elif part == "killed":
        killed(season, folder, kills)
        say(f"{kills} runs killed; {compare(folder, 'calm', 'killed')}")
    elif part == "scheduled":
        scheduled(season, folder, kills)
        say(f"by a schedule, {kills} kills; {compare(folder, 'calm', 'scheduled')}")
    elif part == "together":
        together(season, folder, times)
        states = [export(folder / f"together-{n}" / "home", folder / f"together-{n}" / "tables") for n in range(times)]
        assert all(state == states[0] for state in states)
        say(f"{times} joint starts: the same tables each time")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or list(PARTS))
