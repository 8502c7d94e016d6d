"""Comments drawn towards their nearest neighbours: they say less by chance. What UMAP's graph does, uncompiled."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from chatmining.topics.space import Floats, unit

_STEPS, _OWN = 2, 0.5
_DECIMALS = 9  # beyond them, sums depend on how many rows are multiplied at once
_TIE = 1e-13  # of two neighbours as near, the first in the canonical order


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The comments a model was fitted on, as placed and after each step: shape (steps, n, k)."""

    layers: Floats
    count: int

    def smooth(self, placed: Floats) -> Floats:
        """Draw placed comments, shape (m, k), towards the fitted ones nearest to them.

        A fitted comment gets what it got at the fit, since it is its own nearest neighbour.
        """
        rows = placed
        if not len(placed):
            return rows
        nearest, weights = _nearest(placed, self.layers[0], self.count)
        for layer in self.layers:
            rows = _step(rows, layer, nearest, weights)
        return np.round(rows, _DECIMALS)


def fit_neighbours(placed: Floats, count: int) -> Neighbours:
    """Return what it takes to smooth `placed`, shape (n, k), and any later comment, over `count` neighbours."""
    count = min(count + 1, len(placed))  # itself is one of them
    nearest, weights = _nearest(placed, placed, count)
    layers = [placed]
    for _ in pairwise(range(_STEPS)):
        layers.append(_step(layers[-1], layers[-1], nearest, weights))
    return Neighbours(np.stack(layers), count)


def _nearest(rows: Floats, fitted: Floats, count: int) -> tuple[np.ndarray, Floats]:
    similarities = np.round(rows @ fitted.T, _DECIMALS) - _TIE * np.arange(len(fitted))
    nearest = np.sort(np.argpartition(-similarities, count - 1, axis=1)[:, :count], axis=1)
    return nearest, np.maximum(np.take_along_axis(similarities, nearest, axis=1), 0.0)


def _step(rows: Floats, layer: Floats, nearest: np.ndarray, weights: Floats) -> Floats:
    drawn = unit((weights[:, :, None] * layer[nearest]).sum(axis=1))
    return unit(_OWN * rows + (1 - _OWN) * drawn)
