"""Scores of a multi-label classifier, with intervals: nothing without its n."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
DRAWS = 2000
_SEED = 0
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One label's scores; `low` and `high` bound F1 at 95 %."""

    label: str
    n: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    average_precision: float
    calibration_error: float
    always_yes: float


def score(label: str, truth: Bools, predicted: Bools, probability: Floats, sure: Bools) -> Score:
    """Score one label on the cells annotators agreed on."""
    t, p, q = truth[sure], predicted[sure], probability[sure]
    low, high = interval(t[:, None], p[:, None])
    return Score(
        label=label,
        n=int(t.sum()),
        precision=_ratio((t & p).sum(), p.sum()),
        recall=_ratio((t & p).sum(), t.sum()),
        f1=f1(t, p),
        low=low,
        high=high,
        average_precision=average_precision(t, q),
        calibration_error=calibration_error(t, q),
        always_yes=f1(t, np.ones_like(t)),
    )


def f1(truth: Bools, predicted: Bools) -> float:
    """Return the harmonic mean of precision and recall, 0 when there is nothing to find and nothing found."""
    return _ratio(2 * (truth & predicted).sum(), truth.sum() + predicted.sum())


def interval(truth: Bools, predicted: Bools, sure: Bools | None = None) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval (Efron 1979) of macro-F1, comments resampled."""
    keep = np.ones_like(truth) if sure is None else sure
    rng = np.random.default_rng(_SEED)
    hits, sizes = (truth & predicted & keep), (truth & keep).astype(int) + (predicted & keep)
    means = np.empty(DRAWS)
    for draw in range(DRAWS):
        rows = rng.integers(0, len(truth), len(truth))
        means[draw] = np.mean(2 * hits[rows].sum(0) / np.maximum(sizes[rows].sum(0), 1))
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def average_precision(truth: Bools, probability: Floats) -> float:
    """Return the area under the precision-recall steps."""
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(truth, probability)) if truth.any() else 0.0


def calibration_error(truth: Bools, probability: Floats) -> float:
    """Return the expected calibration error over ten equal-width bins (Naeini et al. 2015)."""
    bins = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(probability[bins == b].mean() - truth[bins == b].mean()) * (bins == b).sum()
        for b in range(_BINS)
        if (bins == b).any()
    ]
    return float(sum(gaps) / max(len(truth), 1))


def _ratio(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else 0.0
