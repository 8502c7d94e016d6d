"""Cold start, classification and processing, as whole processes: `python -m tests.bench.speed`."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from tests.samples import ROOT, WEBINAR

COMMENTS = 10_000
RUNS = 3


def timed(arguments: list[str], environment: dict[str, str], runs: int = RUNS) -> tuple[float, float]:
    """Return (median seconds, peak memory in MB of the largest child so far) of a whole process."""
    seconds = []
    for _ in range(runs):
        started = time.monotonic()
        subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
        seconds.append(time.monotonic() - started)
    return statistics.median(seconds), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print one line a measure."""
    command = ["-c", "from chatmining.cli import main; main()"]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "CHATMINING_HOME": folder}
        texts = [json.loads(line)["text"] for line in (ROOT / "data/corpus/train/C5.jsonl").open(encoding="utf-8")]
        batch = Path(folder) / "comments.jsonl"
        lines = (json.dumps({"id": i, "text": text}) for i, text in enumerate(islice(cycle(texts), COMMENTS)))
        batch.write_text("\n".join(lines), "utf-8")
        one = Path(folder) / "one.txt"
        one.write_text("bonjour\n", "utf-8")
        measures = {
            "--help": [*command, "--help"],
            "classify 1": [*command, "classify", str(one)],
            "process (nothing new)": [*command, "process", str(WEBINAR)],
            f"classify {COMMENTS}": [*command, "classify", str(batch)],
        }
        for name, arguments in measures.items():
            median, memory = timed(arguments, environment, 1 if str(COMMENTS) in name else RUNS)
            rate = f", {COMMENTS / median:.0f} comments/s" if str(COMMENTS) in name else ""
            print(f"{name:<24} {median:6.2f} s{rate}, peak {memory:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
