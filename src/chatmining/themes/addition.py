"""A theme of one's own from a few examples: one logistic regression on vectors.

Few examples cannot fix a scale, so the head is balanced, and calibrated on what cross-validation says of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from chatmining.themes.added import AddedTheme
from chatmining.themes.classifier import Floats, Vectors, sigmoid
from chatmining.themes.scores import average_precision, f1, interval
from chatmining.themes.spaces import OWN
from chatmining.themes.training import best_threshold

Bools = NDArray[np.bool_]
Folds = Sequence[tuple[NDArray[np.intp], Vectors]]

_STRENGTH = 10.0
_FOLDS = 5
_SEED = 0


def learn(spaces: Mapping[str, Vectors], truth: Bools) -> AddedTheme:
    """Learn a theme from vectors of comments and whether each is of it, in the space that serves it best.

    Scored by nested cross-validation (Varma and Simon 2006): each fold repeats all of it, choice of the space,
    calibration and threshold, without its own comments.
    """
    probability, predicted = np.zeros(len(truth)), np.zeros(len(truth), bool)
    for held_out in _folds(truth):
        known = np.setdiff1d(np.arange(len(truth)), held_out)
        fitted = fit({name: vectors[known] for name, vectors in spaces.items()}, truth[known])
        probability[held_out] = fitted.probabilities(spaces[fitted.space][held_out])
        predicted[held_out] = probability[held_out] >= fitted.threshold
    return _scored(fit(spaces, truth), truth, probability, predicted)


def fit(spaces: Mapping[str, Vectors], truth: Bools) -> AddedTheme:
    """Choose the space of highest average precision in cross-validation, the first on a tie; learn there, unscored."""
    folds = _folds(truth)
    logits = {name: _held_out(vectors, truth, [(fold, vectors) for fold in folds]) for name, vectors in spaces.items()}
    best = max(spaces, key=lambda name: average_precision(truth, logits[name]))
    return _fit(best, spaces[best], truth, logits[best], np.arange(len(truth)))


def learn_fine_tuned(vectors: Vectors, truth: Bools, folds: Folds) -> AddedTheme:
    """Learn a theme from vectors of an encoder that was itself trained on the comments.

    `folds` yields (rows held out, vectors of every row by an encoder that never saw those); calibration, threshold
    and score rest on the rows that some fold holds out.
    """
    logits = _held_out(vectors, truth, folds)
    tried = np.unique(np.concatenate([held_out for held_out, _ in folds]))
    learnt = _fit(OWN, vectors, truth, logits, tried)
    probability = sigmoid(learnt.slope * logits[tried] + learnt.intercept)
    return _scored(learnt, truth[tried], probability, probability >= learnt.threshold)


def _fit(space: str, vectors: Vectors, truth: Bools, logits: Floats, tried: NDArray[np.intp]) -> AddedTheme:
    """Learn from everything; calibrate and choose the threshold on logits of comments held out, rows `tried`."""
    slope, intercept = _calibrated(logits[tried], truth[tried])
    head = _regression().fit(vectors, truth)
    return AddedTheme(
        space=space,
        weights=np.asarray(head.coef_[0], np.float64),
        bias=float(head.intercept_[0]),
        slope=slope,
        intercept=intercept,
        threshold=best_threshold(sigmoid(slope * logits[tried] + intercept), truth[tried]),
        examples=int(truth.sum()),
        others=int((~truth).sum()),
    )


def _scored(learnt: AddedTheme, truth: Bools, probability: Floats, predicted: Bools) -> AddedTheme:
    low, high = interval(truth[:, None], predicted[:, None])
    precision = average_precision(truth, probability)
    return replace(learnt, f1=f1(truth, predicted), low=low, high=high, average_precision=precision)


def _folds(truth: Bools) -> list[NDArray[np.intp]]:
    split = StratifiedKFold(min(_FOLDS, int(truth.sum())), shuffle=True, random_state=_SEED)
    return [held_out for _, held_out in split.split(truth, truth)]


def _held_out(vectors: Vectors, truth: Bools, folds: Folds) -> Floats:
    logits = np.zeros(len(vectors))
    for held_out, space in folds:
        known = np.setdiff1d(np.arange(len(truth)), held_out)
        logits[held_out] = _regression().fit(space[known], truth[known]).decision_function(space[held_out])
    return logits


def _calibrated(logits: Floats, truth: Bools) -> tuple[float, float]:
    model = LogisticRegression(C=1.0).fit(logits[:, None], truth)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _regression() -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=2000)
