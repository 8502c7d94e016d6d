"""Multi-label heads: logistic regressions on sentence vectors and on words, averaged and calibrated."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatmining.themes.taxonomy import Taxonomy

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model says of one comment: calibrated probabilities, labels, and the decision as a whole."""

    probabilities: dict[str, float]
    labels: tuple[str, ...]
    decision: str


@dataclass(slots=True)
class Head:
    """One label: two logistic regressions, the sigmoid that calibrates their mean logit, the threshold."""

    on_vectors: Any
    on_words: Any
    slope: float
    intercept: float
    threshold: float

    def probability(self, vectors: NDArray[np.float32], words: Any) -> Floats:
        """Return calibrated probabilities (Platt 1999), shape (n,)."""
        return sigmoid(self.slope * self.logit(vectors, words) + self.intercept)

    def logit(self, vectors: NDArray[np.float32], words: Any) -> Floats:
        """Return the mean of the two regressions' logits."""
        vector_part = np.asarray(self.on_vectors.decision_function(vectors), np.float64)
        word_part = np.asarray(self.on_words.decision_function(words), np.float64)
        return (vector_part + word_part) / 2


@dataclass(slots=True)
class ThemeClassifier:
    """Labels comments; `heads` follow `labels`, whose last is noise."""

    labels: tuple[str, ...]
    heads: tuple[Head, ...]
    words: Any
    model_id: str
    encoder_id: str
    themes_hash: str
    doubt: float

    def predict(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> list[Prediction]:
        """Return one prediction a text, in order; a text's own vector and words alone decide."""
        if not len(texts):
            return []
        words = self.words.transform(texts)
        table = np.column_stack([head.probability(vectors, words) for head in self.heads]).round(6)
        return [self._decide(row) for row in table]

    def _decide(self, row: Floats) -> Prediction:
        probabilities = {label: float(value) for label, value in zip(self.labels, row, strict=True)}
        passed = [label for label, head in zip(self.labels, self.heads, strict=True) if self._passes(row, label, head)]
        *themes, noise = self.labels
        if noise in passed and probabilities[noise] >= max((probabilities[t] for t in passed), default=0.0):
            return Prediction(probabilities, (noise,), "bruit")
        said = tuple(theme for theme in themes if theme in passed)
        if said:
            return Prediction(probabilities, said, "themes")
        return Prediction(probabilities, (), "incertain" if self._doubtful(row) else "aucun")

    def _passes(self, row: Floats, label: str, head: Head) -> bool:
        return bool(row[self.labels.index(label)] >= head.threshold)

    def _doubtful(self, row: Floats) -> bool:
        """Tell whether a label missed its threshold by little: nobody should read « none » there."""
        return any(value >= self.doubt * head.threshold for value, head in zip(row, self.heads, strict=True))


def sigmoid(logits: Floats) -> Floats:
    """Return 1 / (1 + exp(-logits)) without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)), np.float64)


def expects(classifier: ThemeClassifier, taxonomy: Taxonomy) -> bool:
    """Tell whether the classifier was trained for these themes."""
    return classifier.themes_hash == taxonomy.hash
