"""Group placed comments: neighbours smoothed together, then spherical k-means."""

import numpy as np
from numpy.typing import NDArray

from chatmining.topics.space import Floats, unit

Labels = NDArray[np.intp]

_NEIGHBOURS, _STEPS, _OWN = 10, 2, 0.5
_STARTS, _ROUNDS = 6, 60


def group(placed: Floats, groups: int, seed: int, starts: int = _STARTS) -> Floats:
    """Return the centres of `groups` groups: k-means finds them among smoothed comments, which say less by chance."""
    labels = spherical_kmeans(smoothed(placed), groups, seed, starts)
    found = np.unique(labels)
    return unit(np.stack([placed[labels == label].mean(axis=0) for label in found]))


def smoothed(placed: Floats) -> Floats:
    """Return each comment drawn towards its nearest neighbours: what UMAP's graph does, without its compiler."""
    count = min(_NEIGHBOURS, len(placed) - 1)
    if count < 1:
        return placed
    similarities = placed @ placed.T
    np.fill_diagonal(similarities, -np.inf)
    nearest = np.argpartition(-similarities, count - 1, axis=1)[:, :count]
    weights = np.maximum(np.take_along_axis(similarities, nearest, axis=1), 0.0)
    rows = placed
    for _ in range(_STEPS):
        rows = unit(_OWN * rows + (1 - _OWN) * unit(np.einsum("nk,nkd->nd", weights, rows[nearest])))
    return rows


def spherical_kmeans(rows: Floats, groups: int, seed: int, starts: int = _STARTS) -> Labels:
    """Return the best of several k-means by cosine (Dhillon & Modha 2001), started by k-means++."""
    random = np.random.default_rng(seed)
    best, best_score = np.zeros(len(rows), np.intp), -np.inf
    for _ in range(starts):
        labels, score = _descend(rows, _start(rows, groups, random))
        if score > best_score + 1e-9:
            best, best_score = labels, score
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


def _descend(rows: Floats, centres: Floats) -> tuple[Labels, float]:
    labels = np.full(len(rows), -1, np.intp)
    for _ in range(_ROUNDS):
        similarities = rows @ centres.T
        nearest = np.argmax(similarities, axis=1)
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        members = np.eye(len(centres))[labels]
        moved = unit(members.T @ rows)
        centres = np.where(members.any(axis=0)[:, None], moved, centres)
    return labels, float(np.max(rows @ centres.T, axis=1).sum())
