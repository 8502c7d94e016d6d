"""Where topics are told apart: vectors centred, stripped of their common direction, reduced and partly whitened."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

COMMON = 1  # leading directions dropped: what all comments share, not what sets them apart
_DIMENSIONS = 50
_PER_COMMENT = 4  # no more directions than a quarter of the comments
_WHITENING = 0.25  # power of the eigenvalue divided out: 0 is PCA, 0.5 whitens
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Space:
    """A centre and the directions kept, scaled: all it takes to place a new vector."""

    mean: Floats
    directions: Floats

    def place(self, vectors: NDArray[np.float32]) -> Floats:
        """Return the vectors in this space, each of length 1; a vector at the centre stays 0."""
        return unit((unit(vectors) - self.mean) @ self.directions)


def fit_space(vectors: NDArray[np.float32], dimensions: int = _DIMENSIONS) -> Space:
    """Find the space of `vectors`: « all-but-the-top » (Mu & Viswanath 2018), then PCA partly whitened."""
    rows = unit(vectors)
    mean = rows.mean(axis=0)
    centred = rows - mean
    values, columns = np.linalg.eigh(centred.T @ centred / len(rows))
    order = np.argsort(-values, kind="stable")
    rank = int((values > _TINY).sum())
    common = COMMON if rank > 3 * COMMON else 0
    kept = order[common : common + max(1, min(dimensions, len(rows) // _PER_COMMENT, rank - common))]
    return Space(mean, _signed(columns[:, kept]) * np.maximum(values[kept], _TINY) ** -_WHITENING)


def unit(rows: NDArray[np.float32] | Floats) -> Floats:
    """Return the rows at length 1; rows of zeros, or of what is no number, become zeros."""
    safe = np.nan_to_num(np.asarray(rows, np.float64), posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(safe, axis=1, keepdims=True)
    return np.asarray(safe / np.where(lengths > _TINY, lengths, np.inf))


def _signed(columns: Floats) -> Floats:
    """Turn each direction so that its largest entry is positive: the sign of an eigenvector is arbitrary."""
    largest = np.argmax(np.abs(columns), axis=0)
    return np.asarray(columns * np.sign(columns[largest, np.arange(columns.shape[1])]))
