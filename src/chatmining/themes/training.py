"""Train the heads: regressions on all of the corpus, calibration and thresholds out of fold, webinars kept whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from chatmining.themes.classifier import Floats, Heads, ThemeClassifier, Vectors, sigmoid
from chatmining.themes.corpus import Labelled, matrix
from chatmining.themes.taxonomy import Taxonomy
from chatmining.themes.weighting import WORD_FEATURES, Weighting

_FOLDS = 5
_ON_VECTORS, _ON_WORDS = 1.0, 4.0  # inverse strengths of the penalty
_DOUBT = 0.6  # share of the threshold from which a comment without label is « incertain »


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSet:
    """Labelled comments with their vectors.

    `honest` holds, for each fold, vectors of an encoder that never saw the fold's comments: (fold rows, vectors of
    every comment); rows in no fold are learnt from alone. None for an encoder that was not trained on the corpus:
    then `vectors` serve everywhere.
    """

    rows: Sequence[Labelled]
    texts: Sequence[str]
    vectors: Vectors
    honest: Sequence[tuple[NDArray[np.intp], Vectors]] | None = None

    def folds(self) -> Iterator[tuple[NDArray[np.intp], Vectors]]:
        """Yield (rows held out, vectors to use for this fold), webinars kept whole."""
        if self.honest is not None:
            yield from self.honest
            return
        groups = [row.webinar for row in self.rows]
        for _, held_out in GroupKFold(_FOLDS).split(self.texts, groups=groups):
            yield held_out, self.vectors

    def tried(self) -> NDArray[np.bool_]:
        """Tell which rows some fold holds out: calibration and thresholds rest on them, shape (rows,)."""
        rows = np.zeros(len(self.rows), bool)
        for held_out, _ in self.folds():
            rows[held_out] = True
        return rows


def train(data: TrainingSet, taxonomy: Taxonomy, *, model_id: str, encoder_id: str) -> ThemeClassifier:
    """Return a calibrated classifier; the same data give the same classifier."""
    truth, sure = matrix(data.rows, taxonomy.labels)
    logits, tried = out_of_fold(data, truth, sure), data.tried()
    words = _words().fit(data.texts)
    features = words.transform(data.texts)
    rows = [
        _learnt(data.vectors[keep], features[np.flatnonzero(keep)], truth[keep, column])
        | _settled(logits[keep & tried, column], truth[keep & tried, column])
        for column, keep in enumerate(sure.T)
    ]
    heads = Heads(**{name: np.array([row[name] for row in rows]) for name in rows[0]})
    return ThemeClassifier(
        labels=taxonomy.labels,
        heads=heads,
        words=Weighting(tuple(words.get_feature_names_out()), words.idf_),
        model_id=model_id,
        encoder_id=encoder_id,
        themes_hash=taxonomy.hash,
        doubt=_DOUBT,
    )


def _learnt(vectors: Vectors, features: Any, truth: NDArray[np.bool_]) -> dict[str, Any]:
    """Learn one label's two regressions, on everything."""
    on_vectors, on_words = _regression(_ON_VECTORS).fit(vectors, truth), _regression(_ON_WORDS).fit(features, truth)
    return {
        "on_vectors": on_vectors.coef_[0],
        "on_words": on_words.coef_[0],
        "bias": on_vectors.intercept_[0] + on_words.intercept_[0],
    }


def _settled(logits: Floats, truth: NDArray[np.bool_]) -> dict[str, float]:
    """Learn one label's calibration and threshold on out-of-fold logits."""
    slope, intercept = _calibrate(logits, truth)
    threshold = best_threshold(sigmoid(slope * logits + intercept), truth)
    return {"slope": slope, "intercept": intercept, "threshold": threshold}


def out_of_fold(data: TrainingSet, truth: NDArray[np.bool_], sure: NDArray[np.bool_]) -> Floats:
    """Return mean logits of comments by heads that never saw their webinar, shape (rows, labels); 0 in no fold."""
    logits = np.zeros(truth.shape, np.float64)
    for held_out, vectors in data.folds():
        train_rows = np.setdiff1d(np.arange(len(data.rows)), held_out)
        words = _words().fit([data.texts[i] for i in train_rows])
        features = words.transform(data.texts)
        for column in range(truth.shape[1]):
            learn = train_rows[sure[train_rows, column]]
            on_vectors = _regression(_ON_VECTORS).fit(vectors[learn], truth[learn, column])
            on_words = _regression(_ON_WORDS).fit(features[learn], truth[learn, column])
            logits[held_out, column] = (
                on_vectors.decision_function(vectors[held_out]) + on_words.decision_function(features[held_out])
            ) / 2
    return logits


def best_threshold(probability: Floats, truth: NDArray[np.bool_]) -> float:
    """Return the threshold of highest F1 on out-of-fold probabilities."""
    grid = np.arange(0.2, 0.81, 0.01)
    scores = [_f1(probability >= threshold, truth) for threshold in grid]
    best = np.flatnonzero(np.array(scores) >= max(scores) - 1e-9)
    return round(float(grid[best[len(best) // 2]]), 2)


def _f1(predicted: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    hits = float((predicted & truth).sum())
    return 2 * hits / max(float(predicted.sum() + truth.sum()), 1.0)


def _calibrate(logits: Floats, truth: NDArray[np.bool_]) -> tuple[float, float]:
    model = LogisticRegression(C=1e6).fit(logits[:, None], truth)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=2000)


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(min_df=3, **WORD_FEATURES)
