"""Multi-label heads: logistic regressions on sentence vectors and on words, their mean logit calibrated."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatmining.themes.weighting import Weighting

Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model says of one comment: calibrated probabilities, labels, and the decision as a whole."""

    probabilities: dict[str, float]
    labels: tuple[str, ...]
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The numbers of the heads, one row a label: what scikit-learn learnt, kept as plain arrays."""

    on_vectors: Floats  # (labels, dimensions)
    on_words: Floats  # (labels, vocabulary)
    bias: Floats  # (labels,) the two regressions' intercepts added
    slope: Floats  # (labels,) of the calibrating sigmoid
    intercept: Floats  # (labels,) of the calibrating sigmoid
    threshold: Floats  # (labels,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeClassifier:
    """Labels comments; the rows of `heads` follow `labels`, whose last is noise."""

    labels: tuple[str, ...]
    heads: Heads
    words: Weighting
    model_id: str
    encoder_id: str
    themes_hash: str
    doubt: float

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> Floats:
        """Return calibrated probabilities (Platt 1999), shape (texts, labels), six decimals."""
        heads = self.heads
        # Row by row, so that a comment's neighbours cannot change its last decimal.
        on_vectors = np.array([heads.on_vectors @ row for row in vectors.astype(np.float64)])
        on_words = self.words.products(texts, heads.on_words)
        logits = (on_vectors.reshape(on_words.shape) + on_words + heads.bias) / 2
        return sigmoid(heads.slope * logits + heads.intercept).round(6)

    def predict(self, texts: Sequence[str], vectors: Vectors) -> list[Prediction]:
        """Return one prediction a text, in order; a text's own vector and words alone decide."""
        return [self.decide(row) for row in self.probabilities(texts, vectors)] if len(texts) else []

    def strongest(self, rows: Floats, owners: Sequence[int]) -> Floats:
        """Return the probabilities of whole texts from those of their parts, shape (texts, labels).

        A theme is as likely as in the part that says it best, noise as likely as in the part that is noise least.
        `owners` says which text each row is part of.
        """
        texts: Floats = np.zeros((max(owners, default=-1) + 1, len(self.labels)))
        np.maximum.at(texts, list(owners), rows)
        texts[:, -1] = 1.0
        np.minimum.at(texts[:, -1], list(owners), rows[:, -1])
        return texts

    def decide(self, row: Floats) -> Prediction:
        """Return what the probabilities of one text come to."""
        probabilities = {label: float(value) for label, value in zip(self.labels, row, strict=True)}
        passed = [label for label, met in zip(self.labels, row >= self.heads.threshold, strict=True) if met]
        *_, noise = self.labels
        if noise in passed and probabilities[noise] >= max(probabilities[label] for label in passed):
            return Prediction(probabilities, (noise,), "bruit")
        said = tuple(label for label in passed if label != noise)
        if said:
            return Prediction(probabilities, said, "themes")
        # A label that missed its threshold by little: nobody should read « none » there.
        doubtful = bool((row >= self.doubt * self.heads.threshold).any())
        return Prediction(probabilities, (), "incertain" if doubtful else "aucun")


def sigmoid(logits: Floats) -> Floats:
    """Return 1 / (1 + exp(-logits)) without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)), np.float64)
