"""Vectors of ordinary comments, shipped with the encoder: what a new theme is told apart from."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chatmining.themes.classifier import Vectors

_FILE = "background.npy"


def background(models: Path, encoder_id: str) -> Vectors:
    """Return the background vectors of an encoder, in a fixed shuffled order; none where none is shipped."""
    path = models / "background" / encoder_id / _FILE
    if not path.is_file():
        return np.zeros((0, 0), np.float32)
    return np.asarray(np.load(path, allow_pickle=False), np.float32)


def drawn(count: int, *, size: int, seed: int) -> NDArray[np.intp]:
    """Return which `size` of `count` comments make a background, drawn by `seed`."""
    return np.random.default_rng(seed).permutation(count)[:size]


def save(models: Path, encoder_id: str, vectors: Vectors) -> None:
    """Keep the vectors in half precision."""
    path = models / "background" / encoder_id / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, vectors.astype(np.float16), allow_pickle=False)
