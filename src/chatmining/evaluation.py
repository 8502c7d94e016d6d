"""Score the promoted theme model on a labelled file, beside always-yes and TF-IDF."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatmining.home import Home
from chatmining.reader import Reader
from chatmining.themes import scores
from chatmining.themes.corpus import Labelled, matrix, read_labelled
from chatmining.words import say


def evaluate_file(path: Path, home: Home) -> dict[str, Any]:
    """Return scores per label, macro-F1 of the themes, and the baselines; unsure cells are not scored."""
    reader = Reader(home)
    rows = read_labelled([path])
    labels = reader.classifier.labels
    truth, sure = matrix(rows, labels)
    texts = [row.text for row in rows]
    predictions = reader.predict(texts, reader.encode(texts))
    predicted = np.array([[label in p.labels for label in labels] for p in predictions], bool)
    probability = np.array([[p.probabilities[label] for label in labels] for p in predictions])
    by_label = [
        scores.score(label, truth[:, i], predicted[:, i], probability[:, i], sure[:, i])
        for i, label in enumerate(labels)
    ]
    themes = slice(0, len(labels) - 1)  # the last label is noise
    low, high = scores.interval(truth[:, themes], predicted[:, themes], sure[:, themes])
    return {
        "file": str(path),
        "n": len(rows),
        "model": reader.model_id,
        "labels": [asdict(s) for s in by_label],
        "macro_f1": float(np.mean([s.f1 for s in by_label[themes]])),
        "macro_low": low,
        "macro_high": high,
        "baselines": {
            "always_yes": float(np.mean([s.always_yes for s in by_label[themes]])),
            "tfidf": _tfidf(home, rows, truth[:, themes], sure[:, themes], labels[themes]),
        },
    }


def _tfidf(
    home: Home,
    rows: list[Labelled],
    truth: NDArray[np.bool_],
    sure: NDArray[np.bool_],
    labels: tuple[str, ...],
) -> float | None:
    """Return the macro-F1 of TF-IDF and logistic regression at 0.5, learnt on the corpus; None without it."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    learn = read_labelled(sorted((home.models.parent / "data" / "corpus" / "train").glob("*.jsonl")))
    if not learn:
        return None
    known, known_sure = matrix(learn, labels)
    found = []
    for i in range(len(labels)):
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
            LogisticRegression(C=10, max_iter=2000),
        )
        keep = known_sure[:, i]
        model.fit([row.text for row, k in zip(learn, keep, strict=True) if k], known[keep, i])
        predicted = np.asarray(model.predict([row.text for row in rows]), bool)
        found.append(scores.f1(truth[sure[:, i], i], predicted[sure[:, i]]))
    return float(np.mean(found))


def lines(report: dict[str, Any], language: str) -> list[str]:
    """Return the report as lines of text."""
    words = {name: f"{value:.2f}" for name, value in report.items() if isinstance(value, float)}
    written = [
        say(
            "evaluation_title",
            language,
            file=report["file"],
            n=report["n"],
            model=report["model"],
            draws=scores.DRAWS,
        )
    ]
    for row in report["labels"]:
        shown = {name: f"{value:.2f}" if isinstance(value, float) else value for name, value in row.items()}
        shown |= {"ap": shown["average_precision"], "ece": f"{row['calibration_error']:.3f}"}
        written.append(say("evaluation_row", language, **shown))
    written.append(
        say(
            "evaluation_macro",
            language,
            f1=words["macro_f1"],
            low=words["macro_low"],
            high=words["macro_high"],
        )
    )
    tfidf = report["baselines"]["tfidf"]
    shown_tfidf = "-" if tfidf is None else f"{tfidf:.2f}"
    written.append(
        say(
            "evaluation_baselines",
            language,
            yes=f"{report['baselines']['always_yes']:.2f}",
            tfidf=shown_tfidf,
        )
    )
    return written
