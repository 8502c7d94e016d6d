"""Topics of a thousand comments from a cold start, in processes of their own: `python -m tests.bench.cold [times]`."""

import json
import subprocess
import sys
import time

from tests.bench.planted import corpus

COMMENTS = 1000
PROGRAM = """
import json, resource, sys, time
texts = json.load(sys.stdin)
from chatmining.embed.usem3 import UniversalEncoder
from chatmining.nlp.phrases import phrases, vague
from chatmining.nlp.word_vectors import word_vectors
from chatmining.topics import Words, discover
encoder = UniversalEncoder()
vectors = encoder.encode(texts)
words = Words(phrases, vague, encoder.encode_together, word_vectors)
topics = discover(texts, [None] * len(texts), vectors, words).topics
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{len(topics)} topics, CPU {time.process_time():.1f} s, peak {peak:.0f} MB")
"""


def main() -> None:
    """Print a line a process: wall time from its start to its end, and what it says of itself."""
    texts = json.dumps(corpus("C*.jsonl")[::3][:COMMENTS])
    for _ in range(int(sys.argv[1]) if sys.argv[1:] else 5):
        started = time.perf_counter()
        command = [sys.executable, "-c", PROGRAM]
        told = subprocess.run(command, input=texts, capture_output=True, text=True, check=True).stdout.strip()
        print(f"wall {time.perf_counter() - started:.1f} s, {told}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
