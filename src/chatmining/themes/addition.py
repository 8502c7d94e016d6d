"""A theme of one's own from a few examples: one logistic regression on the frozen vectors.

Few examples cannot fix a scale, so the head is balanced, and calibrated on what cross-validation says of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from chatmining.themes.classifier import Floats, Vectors, sigmoid
from chatmining.themes.scores import average_precision, f1, interval
from chatmining.themes.training import best_threshold

Folds = Sequence[tuple[NDArray[np.intp], Vectors]]

FEWEST = 8
_STRENGTH = 10.0
_FOLDS = 5
_SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedTheme:
    """A head on sentence vectors: weights, the calibrating sigmoid, the threshold, and what is known of it."""

    weights: Floats
    bias: float
    slope: float
    intercept: float
    threshold: float
    examples: int
    others: int
    f1: float
    low: float
    high: float
    average_precision: float

    def probabilities(self, vectors: Vectors) -> Floats:
        """Return calibrated probabilities, shape (len(vectors),), six decimals."""
        logits = np.array([self.weights @ row for row in vectors.astype(np.float64)]) + self.bias
        return sigmoid(self.slope * logits + self.intercept).round(6)


def learn(vectors: Vectors, truth: NDArray[np.bool_], folds: Folds | None = None) -> AddedTheme:
    """Learn a theme from vectors of comments and whether each is of it; score it by cross-validation.

    `folds` yields (rows held out, vectors to use for this fold) where the encoder itself was trained on the comments.
    """
    logits = _held_out(vectors, truth, _folds(vectors, truth) if folds is None else folds)
    slope, intercept = _calibrated(logits, truth)
    probability = sigmoid(slope * logits + intercept)
    threshold = best_threshold(probability, truth)
    predicted = probability >= threshold
    low, high = interval(truth[:, None], predicted[:, None])
    head = _regression().fit(vectors, truth)
    return AddedTheme(
        weights=np.asarray(head.coef_[0], np.float64),
        bias=float(head.intercept_[0]),
        slope=slope,
        intercept=intercept,
        threshold=threshold,
        examples=int(truth.sum()),
        others=int((~truth).sum()),
        f1=f1(truth, predicted),
        low=low,
        high=high,
        average_precision=average_precision(truth, probability),
    )


def few_shot(vectors: Vectors, classes: Sequence[int]) -> LogisticRegression:
    """Learn several exclusive themes at once from their examples, as `learn` learns one."""
    return _regression().fit(vectors, np.asarray(classes))


def _folds(vectors: Vectors, truth: NDArray[np.bool_]) -> Folds:
    split = StratifiedKFold(min(_FOLDS, int(truth.sum())), shuffle=True, random_state=_SEED)
    return [(held_out, vectors) for _, held_out in split.split(vectors, truth)]


def _held_out(vectors: Vectors, truth: NDArray[np.bool_], folds: Folds) -> Floats:
    logits = np.zeros(len(truth))
    for held_out, space in folds:
        known = np.setdiff1d(np.arange(len(truth)), held_out)
        logits[held_out] = _regression().fit(space[known], truth[known]).decision_function(space[held_out])
    return logits


def _calibrated(logits: Floats, truth: NDArray[np.bool_]) -> tuple[float, float]:
    model = LogisticRegression(C=1.0).fit(logits[:, None], truth)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _regression() -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=2000)
