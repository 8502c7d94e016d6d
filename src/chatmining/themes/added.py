"""A theme added from examples, as it reads comments: what learnt it is in `addition`."""

from dataclasses import dataclass

import numpy as np

from chatmining.themes.classifier import Floats, Vectors, sigmoid

FEWEST = 8  # examples that a theme is learnt from


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedTheme:
    """A head on the vectors of a space: weights, the calibrating sigmoid, the threshold, and what is known of it."""

    space: str
    weights: Floats
    bias: float
    slope: float
    intercept: float
    threshold: float
    examples: int
    others: int
    f1: float = 0.0
    low: float = 0.0
    high: float = 0.0
    average_precision: float = 0.0

    def probabilities(self, vectors: Vectors) -> Floats:
        """Return calibrated probabilities, shape (len(vectors),), six decimals."""
        logits = np.array([self.weights @ row for row in vectors.astype(np.float64)]) + self.bias
        return sigmoid(self.slope * logits + self.intercept).round(6)
