"""Scores of out-of-fold probabilities at a threshold of one half."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score

from chatmining.embed.training.data import CORE, LABELS, Corpus


def score(
    corpus: Corpus, probabilities: NDArray[np.float32], rows: NDArray[np.int64] | None = None
) -> dict[str, object]:
    """F1 and average precision a label, macro-F1 of the three core themes; unsure cells left out."""
    chosen = np.arange(len(corpus)) if rows is None else rows
    table: dict[str, dict[str, float]] = {}
    for j, name in enumerate(LABELS):
        sure = chosen[corpus.mask[chosen, j] > 0]
        truth, found = corpus.labels[sure, j], probabilities[sure, j]
        table[name] = {
            "f1": round(float(f1_score(truth, found > 0.5)), 4),
            "average_precision": round(float(average_precision_score(truth, found)), 4),
        }
    macro = float(np.mean([table[name]["f1"] for name in LABELS[:CORE]]))
    return {"comments": len(chosen), "macro_f1_core": round(macro, 4), "labels": table}
