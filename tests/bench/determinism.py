"""5,000 comments in two orders and two processes, the same to the bit: `python -m tests.bench.determinism`."""

import hashlib
import json
import subprocess
import sys

import numpy as np

from chatmining.home import Home
from chatmining.reader import Reader
from tests.samples import ROOT

COMMENTS = 5000


def comments(n: int) -> list[str]:
    """Return n comments of the corpus; each time round, a digit more, so that no two are the same."""
    paths = sorted((ROOT / "data" / "corpus").glob("t*/[A-E]*.jsonl"))
    texts = [json.loads(line)["text"] for path in paths for line in path.read_text("utf-8").splitlines()]
    order = np.random.default_rng(1).permutation(len(texts))
    return [texts[order[i % len(texts)]] + " !" * (i // len(texts)) for i in range(n)]


def digest(n: int, seed: int) -> str:
    """Return a digest of everything said of n comments read in the order that `seed` draws, put back in place."""
    reader = Reader(Home(ROOT / "data" / "shipped", ROOT / "models"))
    texts = comments(n)
    order = np.random.default_rng(seed).permutation(n)
    shuffled = [texts[i] for i in order]
    vectors = reader.encode(shuffled)
    found = dict(zip(order.tolist(), reader.predict(shuffled, vectors), strict=True))
    said = hashlib.sha256(vectors[np.argsort(order)].tobytes())
    said.update(repr([found[i] for i in range(n)]).encode())
    return said.hexdigest()


def elsewhere(n: int, seed: int) -> str:
    """Return `digest` as another process finds it."""
    run = [sys.executable, "-m", "tests.bench.determinism", str(n), str(seed)]
    return subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(digest(int(sys.argv[1]), int(sys.argv[2])))  # noqa: T201
    else:
        first, second = digest(COMMENTS, 1), elsewhere(COMMENTS, 2)
        print(f"{COMMENTS} comments, two orders, two processes: {'identical' if first == second else 'DIFFERENT'}")  # noqa: T201
