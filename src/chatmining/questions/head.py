"""What asks for an answer, told from a comment's sentence vector and from what the word lists say of it.

The word lists know forms; half of the questions of a chat have none. The encoder learnt on annotated chats what asks;
the head weighs both, and was learnt on other chats, which the encoder never saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatmining.questions.detect import is_question

Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]
SIGNS = ("form", "mark", "last")  # a form of the word lists; a question mark; the mark comes last
ASKS = 0.5  # probability from which a comment asks


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionHead:
    """One linear layer on the vectors of the themes' encoder, shape (dimensions,), and on SIGNS."""

    on_vector: Floats
    on_signs: Floats
    bias: float

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> Floats:
        """Return the calibrated probability that each text asks for an answer, shape (texts,), six decimals."""
        # Row by row, so that a comment's neighbours cannot change its last decimal.
        on_vectors = np.array([self.on_vector @ row for row in vectors.astype(np.float64)])
        logits = on_vectors.reshape(len(texts)) + signs(texts) @ self.on_signs + self.bias
        return np.asarray((0.5 + 0.5 * np.tanh(logits / 2)).round(6), np.float64)


def signs(texts: Sequence[str]) -> Floats:
    """Return what the word lists and the marks say of texts, 0 or 1, shape (texts, SIGNS)."""
    said = [(is_question(text), "?" in text, text.rstrip().endswith("?")) for text in texts]
    return np.array(said, np.float64).reshape(len(texts), len(SIGNS))
