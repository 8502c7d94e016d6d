"""Search scored on thirty questions written without sight of the program: `python -m tests.search.score`.

Each question has the comments that answer it (2 on the point, 1 in part) out of 300. nDCG at 10 of each way of
searching, with 95 % intervals by resampling the questions.
"""

import json
import math
import tempfile
from pathlib import Path

import numpy as np
from tests import synthetic
from tests.samples import ROOT

from chatmining import store
from chatmining.home import Home
from chatmining.prepare import content_hash
from chatmining.reader import Reader
from chatmining.search import Question, find

DATA = ROOT / "tests" / "data" / "search"
WAYS = ("words", "meaning", "both")
DRAWS = 2000


def lines(name: str) -> list[dict]:
    """Return the objects of a file of the blind set."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def publish(folder: Path, reader: Reader) -> Path:
    """Publish the 300 comments, with their vectors."""
    corpus = lines("corpus.jsonl")
    texts = [comment["text"] for comment in corpus]
    tables = {name: rows.to_pylist() for name, rows in synthetic.webinar(0, synthetic.Size(len(corpus))).items()}
    for comment, row, decision in zip(corpus, tables["comments"], tables["decisions"], strict=True):
        row |= {"comment_id": comment["id"], "text": comment["text"], "content_hash": content_hash(comment["text"])}
        decision["comment_id"] = comment["id"]
    vectors = zip(texts, reader.encode(texts).tolist(), strict=True)
    tables["vectors"] = [
        {"content_hash": content_hash(text), "encoder_id": reader.encoder_id, "vector": vector}
        for text, vector in vectors
    ]
    with store.open_writer(folder / "work.duckdb") as connection:
        for table in ("webinars", "people", "comments", "decisions", "vectors", "runs"):
            store.write_rows(connection, {table: tables[table]})
        store.publish(connection, folder / "snapshot.duckdb")
    return folder / "snapshot.duckdb"


def ndcg(found: list[str], relevant: dict[str, int], depth: int = 10) -> float:
    """Return the discounted gain of a list over that of the best list (Järvelin and Kekäläinen, 2002)."""

    def gain(grades: list[int]) -> float:
        return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades[:depth]))

    return gain([relevant.get(comment, 0) for comment in found]) / gain(sorted(relevant.values(), reverse=True))


def scores() -> dict[str, list[float]]:
    """Return nDCG at 10 of each question, by way of searching."""
    reader = Reader(Home(ROOT / "data", ROOT / "models"))
    scored: dict[str, list[float]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder, store.open_reader(publish(Path(folder), reader)) as connection:
        for asked in lines("queries.jsonl"):
            for way in WAYS:
                hits = find(connection, Question(text=asked["query"], most=10), way, reader.encode, reader.encoder_id)
                scored[way].append(ndcg([hit.comment_id for hit in hits], asked["relevant"]))
    return scored


def main() -> None:
    """Print one line a way."""
    draw = np.random.default_rng(0)
    scored = {way: np.array(values) for way, values in scores().items()}
    for way, values in scored.items():
        means = values[draw.integers(0, len(values), (DRAWS, len(values)))].mean(axis=1)
        low, high = np.quantile(means, [0.025, 0.975])
        print(f"{way:<8} n={len(values)} nDCG@10 {values.mean():.3f} [{low:.3f} ; {high:.3f}]")  # noqa: T201


if __name__ == "__main__":
    main()
