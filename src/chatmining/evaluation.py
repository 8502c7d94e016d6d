"""Score the promoted theme model on labelled files, beside always-yes and TF-IDF."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatmining.home import Home
from chatmining.reader import Reader
from chatmining.themes import scores
from chatmining.themes.classifier import Prediction
from chatmining.themes.corpus import Labelled, matrix, read_labelled
from chatmining.words import say

_WORST = 20


def evaluate_files(paths: Sequence[Path], home: Home) -> dict[str, Any]:
    """Return scores per label, macro-F1 of the themes, baselines, confusions and worst errors.

    Cells in `unsure` are not scored. Added themes are scored when the file's labels name them.
    """
    reader = Reader(home)
    rows = read_labelled(paths)
    named = {label for row in rows for label in row.labels}
    core = reader.classifier.labels
    labels = (*core, *(theme for theme in reader.added if theme in named))
    truth, sure = matrix(rows, labels)
    texts = [row.text for row in rows]
    predictions = reader.predict(texts, reader.encode(texts))
    predicted = np.array([[label in p.labels for label in labels] for p in predictions], bool)
    probability = np.array([[p.probabilities[label] for label in labels] for p in predictions])
    by_label = [
        scores.score(label, truth[:, i], predicted[:, i], probability[:, i], sure[:, i])
        for i, label in enumerate(labels)
    ]
    themes = slice(0, len(core) - 1)  # the last of the model's own labels is noise
    low, high = scores.interval(truth[:, themes], predicted[:, themes], sure[:, themes])
    return {
        "file": ", ".join(str(path) for path in paths),
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
        "confusions": _confusions(rows, predictions),
        "worst": _worst(rows, labels, truth, sure, probability),
    }


def _confusions(rows: Sequence[Labelled], predictions: Sequence[Prediction]) -> list[list[Any]]:
    """Return (what annotators said, what the model said, comments), most frequent first, errors only."""
    pairs: Counter[tuple[str, str]] = Counter()
    for row, prediction in zip(rows, predictions, strict=True):
        said, found = row.labels - row.unsure, set(prediction.labels) - row.unsure
        for label in said - found:
            pairs[label, "+".join(sorted(found)) or prediction.decision] += 1
        for label in found - said:
            if not said:
                pairs["aucun", label] += 1
    return [[true, found, n] for (true, found), n in pairs.most_common()]


def _worst(
    rows: Sequence[Labelled],
    labels: Sequence[str],
    truth: NDArray[np.bool_],
    sure: NDArray[np.bool_],
    probability: NDArray[np.float64],
) -> list[dict[str, Any]]:
    """Return the comments on which the model was most sure and wrong, to be read."""
    gap = np.where(sure, np.abs(probability - truth), 0.0)
    order = np.argsort(-gap, axis=None, kind="stable")[:_WORST]
    return [
        {
            "id": rows[i].id,
            "label": labels[j],
            "truth": bool(truth[i, j]),
            "probability": float(probability[i, j]),
            "text": rows[i].text,
        }
        for i, j in zip(*np.unravel_index(order, gap.shape), strict=True)
    ]


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
    written.append(say("evaluation_confusions", language))
    written += [f"    {true} → {found} : {n}" for true, found, n in report["confusions"][:8]]
    written.append(say("evaluation_worst", language))
    written += [f"    {w['id']} {w['label']} {w['probability']:.2f} : {w['text']}" for w in report["worst"]]
    return written
