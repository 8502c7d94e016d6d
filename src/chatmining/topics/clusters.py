"""Spherical k-means: groups by cosine, the same for the same comments."""

import numpy as np
from numpy.typing import NDArray

from chatmining.topics.space import Floats, unit

Labels = NDArray[np.intp]

_ROUNDS = 60


def centres_of_groups(rows: Floats, groups: int, seed: int, starts: int) -> Floats:
    """Return the centres of the best of `starts` k-means by cosine (Dhillon & Modha 2001), one a row."""
    random = np.random.default_rng(seed)
    best, best_score = rows[:1], -np.inf
    for _ in range(starts):
        centres, score = _descend(rows, _start(rows, groups, random))
        if score > best_score + 1e-9:
            best, best_score = centres, score
    return best


def _start(rows: Floats, groups: int, random: np.random.Generator) -> Floats:
    """Choose first centres far from one another (k-means++, Arthur & Vassilvitskii 2007)."""
    chosen = [int(random.integers(len(rows)))]
    distances = 1 - rows @ rows[chosen[0]]
    while len(chosen) < groups:
        weights = np.maximum(distances, 0.0)
        total = float(weights.sum())
        if total <= 1e-9:
            break  # every comment stands on a centre already
        chosen.append(int(random.choice(len(rows), p=weights / total)))
        distances = np.minimum(distances, 1 - rows @ rows[chosen[-1]])
    return rows[chosen]


def _descend(rows: Floats, centres: Floats) -> tuple[Floats, float]:
    labels = np.full(len(rows), -1, np.intp)
    for _ in range(_ROUNDS):
        nearest = np.argmax(rows @ centres.T, axis=1)
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        members = np.eye(len(centres))[labels]
        centres = np.where(members.any(axis=0)[:, None], unit(members.T @ rows), centres)
    return centres, float(np.max(rows @ centres.T, axis=1).sum())
