"""Labelled comments for training, and how they are split."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LABELS = ("crainte", "formation", "equipement", "bruit", "financement", "opportunite", "usagers")
CORE = 3


@dataclass(frozen=True)
class Corpus:
    """Comments in file order, one column a label; ``mask`` weighs the cells, 0 where the annotator was unsure."""

    ids: list[str]
    texts: list[str]
    webinars: list[str]
    writers: list[str]
    labels: NDArray[np.float32]
    mask: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, chosen: NDArray[np.bool_]) -> Corpus:
        """Return the comments for which `chosen` is true."""
        at = np.flatnonzero(chosen)
        ids, texts, webinars, writers = (
            [values[i] for i in at] for values in (self.ids, self.texts, self.webinars, self.writers)
        )
        return Corpus(ids, texts, webinars, writers, self.labels[at], self.mask[at])


def load_corpus(paths: Sequence[Path]) -> Corpus:
    """Read JSONL files, in the order given."""
    rows: list[dict[str, Any]] = []
    writers: list[str] = []
    for path in paths:
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        rows += found
        writers += [path.stem] * len(found)
    labels = np.array([[name in row["labels"] for name in LABELS] for row in rows], np.float32)
    unsure = np.array([[name in row.get("unsure", ()) for name in LABELS] for row in rows])
    return Corpus(
        ids=[row["id"] for row in rows],
        texts=[row["text"] for row in rows],
        webinars=[row["webinar"] for row in rows],
        writers=writers,
        labels=labels,
        mask=(~unsure).astype(np.float32),
    )


def data_hash(paths: Sequence[Path]) -> str:
    """SHA-256 over the files' bytes, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
