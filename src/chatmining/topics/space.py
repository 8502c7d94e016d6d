"""Where topics are told apart: vectors centred, then reduced to their main directions (PCA), partly whitened or not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Space:
    """A centre, shape (d,), and the directions kept, scaled, shape (d, k): all it takes to place a new vector."""

    mean: Floats
    directions: Floats

    def place(self, vectors: NDArray[np.float32]) -> Floats:
        """Return the vectors in this space, each of length 1; a vector at the centre stays 0."""
        return unit((unit(vectors) - self.mean) @ self.directions)


def fit_space(vectors: NDArray[np.float32], dimensions: int, whitening: float = 0.0) -> Space:
    """Find the main directions of `vectors`, shape (n, d); each is divided by its eigenvalue to the power `whitening`.

    At 0 distances are those of PCA; at 0.25 what few comments share weighs more.
    """
    rows = unit(vectors)
    mean = rows.mean(axis=0)
    centred = rows - mean
    values, columns = np.linalg.eigh(centred.T @ centred / len(rows))
    order = np.argsort(-values, kind="stable")
    kept = order[: max(1, min(dimensions, int((values > _TINY).sum())))]
    return Space(mean, _signed(columns[:, kept]) * np.maximum(values[kept], _TINY) ** -whitening)


def unit(rows: NDArray[np.float32] | Floats) -> Floats:
    """Return the rows at length 1; rows of zeros, or of what is no number, become zeros."""
    safe = np.nan_to_num(np.asarray(rows, np.float64), posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(safe, axis=1, keepdims=True)
    return np.asarray(safe / np.where(lengths > _TINY, lengths, np.inf))


def _signed(columns: Floats) -> Floats:
    """Turn each direction so that its largest entry is positive: the sign of an eigenvector is arbitrary."""
    largest = np.argmax(np.abs(columns), axis=0)
    return np.asarray(columns * np.sign(columns[largest, np.arange(columns.shape[1])]))
