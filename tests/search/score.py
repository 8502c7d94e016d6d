"""Search scored on thirty questions written without sight of the program: `python -m tests.search.score`.

Each question has the comments that answer it (2 on the point, 1 in part) out of 300. nDCG at 10 of each way of
searching, with 95 % intervals by resampling the questions. `python -m tests.search.score tuning` scores the forty
questions that the search was tuned on, about comments of five webinars of the training corpus.
"""

import json
import math
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tests import synthetic
from tests.samples import ROOT

from chatmining import store
from chatmining.embed.usem3 import UniversalEncoder
from chatmining.prepare import content_hash
from chatmining.search import Question, find
from chatmining.vectors import stored_vectors

DATA = ROOT / "tests" / "data" / "search"
TRAINING = ROOT / "data" / "corpus" / "train"
WAYS = ("words", "meaning", "both")
DRAWS = 2000


def lines(path: Path) -> list[dict]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def comments(asked: list[dict], blind: bool) -> list[dict]:
    """Return the comments searched: the blind set's, or the training webinars that the tuning questions are about."""
    if blind:
        return lines(DATA / "corpus.jsonl")
    rows = [row for path in sorted(TRAINING.glob("*.jsonl")) for row in lines(path)]
    named = {comment for question in asked for comment in question["relevant"]}
    webinars = {row["webinar"] for row in rows if row["id"] in named}
    return [row for row in rows if row["webinar"] in webinars]


def publish(folder: Path, encoder: UniversalEncoder, corpus: list[dict]) -> Path:
    """Publish the comments, with their vectors."""
    keys = [(comment["text"], content_hash(comment["text"])) for comment in corpus]
    tables = {name: rows.to_pylist() for name, rows in synthetic.webinar(0, synthetic.Size(len(corpus))).items()}
    for comment, row, decision in zip(corpus, tables["comments"], tables["decisions"], strict=True):
        row |= {"comment_id": comment["id"], "text": comment["text"], "content_hash": content_hash(comment["text"])}
        decision["comment_id"] = comment["id"]
    with store.open_writer(folder / "work.duckdb") as connection:
        for table in ("webinars", "people", "comments", "decisions", "runs"):
            store.write_rows(connection, {table: tables[table]})
        stored_vectors(connection, keys, encoder)
        store.publish(connection, folder / "snapshot.duckdb")
    return folder / "snapshot.duckdb"


def ndcg(found: list[str], relevant: dict[str, int], depth: int = 10) -> float:
    """Return the discounted gain of a list over that of the best list (Järvelin and Kekäläinen, 2002)."""

    def gain(grades: list[int]) -> float:
        return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades[:depth]))

    return gain([relevant.get(comment, 0) for comment in found]) / gain(sorted(relevant.values(), reverse=True))


def scores(name: str) -> dict[str, list[float]]:
    """Return nDCG at 10 of each question of a file, by way of searching."""
    encoder, blind = UniversalEncoder(), name == "queries"
    questions = lines(DATA / f"{name}.jsonl")
    scored: dict[str, list[float]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        snapshot = publish(Path(folder), encoder, comments(questions, blind))
        with store.open_reader(snapshot) as connection:
            for asked in questions:
                for way in WAYS:
                    question = Question(text=asked["query"], most=10)
                    hits = find(connection, question, way, encoder.encode, encoder.encoder_id)
                    scored[way].append(ndcg([hit.comment_id for hit in hits], asked["relevant"]))
    return scored


def told(what: str, values: np.ndarray) -> str:
    """Return a mean with its interval, by resampling the questions."""
    draw = np.random.default_rng(0)
    means = values[draw.integers(0, len(values), (DRAWS, len(values)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return f"{what:<18} n={len(values)} nDCG@10 {values.mean():.3f} [{low:.3f} ; {high:.3f}]"


def main(files: Sequence[str]) -> None:
    """Print one line a way, then what both gain on each."""
    by_file = [scores(name) for name in files]
    scored = {way: np.concatenate([found[way] for found in by_file]) for way in WAYS}
    for way, values in scored.items():
        print(told(way, values))  # noqa: T201
    for way in WAYS[:2]:
        print(told(f"both - {way}", scored["both"] - scored[way]))  # noqa: T201


if __name__ == "__main__":
    main(["tuning", "tuning2"] if sys.argv[1:] == ["tuning"] else ["queries"])
