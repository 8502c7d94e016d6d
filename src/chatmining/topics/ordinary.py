"""Where small topics are looked for: what comments of chats usually have in common weighs little there."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from chatmining.topics.space import Floats, Space, unit

FILE = "ordinary.npz"  # made by `python -m tests.bench.topics ordinary`
WHITENING = {"sentences": 0.4, "words": 0.25}
_WORDS = 0.7  # what words weigh beside sentences

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ordinary:
    """The main directions of ordinary comments, of their sentence vectors and of those of their words."""

    sentences: Space
    words: Space

    def place(self, vectors: Vectors, words: Vectors) -> Floats:
        """Return comments by their sentence vectors (n, 512) and word vectors (n, 300), each of length 1.

        A comment whose words are unknown is placed by its sentence alone.
        """
        known = words.any(axis=1, keepdims=True)
        return unit(np.hstack([self.sentences.place(vectors), _WORDS * known * self.words.place(words)]))


@cache
def ordinary() -> Ordinary:
    """Read what is shipped: fitted on 7,712 comments of our corpus, none of them of those the bench plants among."""
    with as_file(files(__package__).joinpath(FILE)) as path, np.load(path, allow_pickle=False) as stored:
        spaces = [
            Space(stored[f"{part}_mean"].astype(np.float64), stored[f"{part}_directions"].astype(np.float64))
            for part in WHITENING
        ]
    return Ordinary(*spaces)
