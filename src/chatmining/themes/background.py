"""Vectors of ordinary comments, shipped with the encoder: what a new theme is told apart from."""

from pathlib import Path

import numpy as np

from chatmining.themes.classifier import Vectors

_FILE = "background.npy"


def background(models: Path, encoder_id: str) -> Vectors:
    """Return the background vectors of an encoder, in a fixed shuffled order; none where none is shipped."""
    path = models / "background" / encoder_id / _FILE
    if not path.is_file():
        return np.zeros((0, 0), np.float32)
    return np.asarray(np.load(path, allow_pickle=False), np.float32)


def save(models: Path, encoder_id: str, vectors: Vectors, *, size: int, seed: int) -> None:
    """Keep `size` of the vectors, drawn by `seed`, in half precision."""
    path = models / "background" / encoder_id / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    drawn = np.random.default_rng(seed).permutation(len(vectors))[:size]
    np.save(path, vectors[drawn].astype(np.float16), allow_pickle=False)
