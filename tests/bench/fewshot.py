"""Few-shot learning on public French text: `python -m tests.bench.fewshot [vraidebat|sib200|grande]…`.

What is learnt goes through `theme add`'s own steps: `teaching.gather`, `addition.fit`. The test parts choose nothing.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import KFold
from sklearn.pipeline import make_union

from chatmining.embed import GENERAL_ENCODER, Encoder, load_encoder
from chatmining.teaching import Examples, gather
from chatmining.themes.addition import fit
from chatmining.themes.spaces import BOTH, GENERAL, OWN, spaces
from tests.samples import ROOT, SHARED

MODELS, BENCH = ROOT / "models", SHARED / "bench"
DRAWS = 5
NO_THEME = {"Idée marquée", "Z Autres"}  # « striking idea » and « others »
TESTED = 2000  # texts of vraidebat's test part that are read, to keep the run short


class Remembering:
    """An encoder that encodes each text once."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder_id, self.dimensions = encoder.encoder_id, encoder.dimensions
        self._encoder, self._known = encoder, {}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(new, self._encoder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts], np.float32)


def vraidebat(own: Encoder, general: Encoder) -> None:
    """Print macro-F1 on eight themes of short titles, 80/20, a few examples each."""
    texts, themes = _titles()
    order = np.random.default_rng(0).permutation(len(texts))
    train, test = np.split(order, [int(0.8 * len(texts))])
    test = test[:TESTED]
    tested = spaces(own.encode([texts[i] for i in test]), general.encode([texts[i] for i in test]))
    names = sorted(set(themes))
    truth = [themes[i] for i in test]
    print(f"vraidebat: {len(names)} themes, n = {len(test)}, most frequent theme {_macro(truth, _most(themes), names)}")  # noqa: T201
    for size in (8, 16, 50):
        scores: defaultdict[str, list[float]] = defaultdict(list)
        chosen: Counter[str] = Counter()
        for draw in range(DRAWS):
            rng = np.random.default_rng(draw)
            told = {t: rng.choice([i for i in train if themes[i] == t], size, replace=False) for t in names}
            shown = {t: [texts[i] for i in told[t]] for t in names}
            for kind in ("theme add", OWN, GENERAL, BOTH):
                columns = [_probabilities(t, shown, kind, tested, (own, general), chosen) for t in names]
                scores[kind].append(_macro(truth, np.array(names)[np.argmax(columns, axis=0)], names))
            words = [text for t in names for text in shown[t]]
            found = _tfidf(words, [t for t in names for _ in shown[t]], [texts[i] for i in test])
            scores["TF-IDF"].append(_macro(truth, found, names))
        _print(f"  {size} examples", scores, f"chosen {dict(chosen)}")


def _probabilities(theme, shown, kind, tested, encoders, chosen) -> np.ndarray:
    others = [text for t, texts in shown.items() if t != theme for text in texts]
    vectors, truth = gather(Examples(shown[theme], others), *encoders, MODELS)
    learnt = fit(vectors if kind == "theme add" else {kind: vectors[kind]}, truth)
    if kind == "theme add":
        chosen[learnt.space] += 1
    return learnt.probabilities(tested[learnt.space])


def _titles() -> tuple[list[str], list[str]]:
    """Return the titles that stand under one theme only, and their themes, without the theme of everything else."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    lines = (BENCH / "vraidebat" / "theme_text.tsv").read_text("utf-8").splitlines()[1:]
    for theme, text in (line.split("\t") for line in lines if line.count("\t") == 1):
        found[text].add(theme)
    single = sorted((text, *themes) for text, themes in found.items() if len(themes) == 1)
    kept = [(text, theme) for text, theme in single if theme != "expression-libre"]
    return [text for text, _ in kept], [theme for _, theme in kept]


def sib200(own: Encoder, general: Encoder) -> None:
    """Print accuracy by MTEB's protocol: 8 a label, logistic regression, 10 draws."""
    (x, y), (xt, yt) = (_sib(name) for name in ("train", "test"))
    tables = [spaces(own.encode(texts), general.encode(texts)) for texts in (x, xt)]
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for draw in range(10):
        rng = np.random.default_rng(draw)
        told = np.concatenate([rng.choice(np.flatnonzero(y == label), 8, replace=False) for label in sorted(set(y))])
        for space in tables[0]:
            model = LogisticRegression(max_iter=100).fit(tables[0][space][told], y[told])
            scores[space].append(accuracy_score(yt, model.predict(tables[1][space])))
        scores["TF-IDF"].append(accuracy_score(yt, _tfidf([x[i] for i in told], y[told], xt)))
    print(f"sib200: accuracy, n = {len(xt)}, most frequent label {np.mean(yt == Counter(y).most_common(1)[0][0]):.3f}")  # noqa: T201
    _print("  8 examples", scores, "published: multilingual MiniLM-L12 .710")


def _sib(name: str) -> tuple[list[str], np.ndarray]:
    rows = [line.split("\t") for line in (BENCH / "sib200" / f"{name}.tsv").read_text("utf-8").splitlines()[1:]]
    return [text for _, _, text in rows], np.array([label for _, label, _ in rows])


def grande(own: Encoder, general: Encoder) -> None:
    """Print micro- and macro-F1 of the labels of one question's answers, 5 folds, one theme learnt a label."""
    texts, codes = _answers()
    labels = sorted(label for label, n in Counter(label for row in codes for label in row).items() if n >= 8)
    truth = np.array([[label in row for label in labels] for row in codes])
    vectors = spaces(own.encode(texts), general.encode(texts))
    found = {kind: np.zeros_like(truth) for kind in ("theme add", OWN, GENERAL, "TF-IDF")}
    for train, test in KFold(5, shuffle=True, random_state=0).split(texts):
        for column in range(len(labels)):
            if truth[train, column].sum() < 2:
                continue
            words = _tfidf([texts[i] for i in train], truth[train, column], [texts[i] for i in test])
            found["TF-IDF"][test, column] = words
            for kind in ("theme add", OWN, GENERAL):
                told = {s: v[train] for s, v in vectors.items() if kind in ("theme add", s)}
                learnt = fit(told, truth[train, column])
                found[kind][test, column] = learnt.probabilities(vectors[learnt.space][test]) >= learnt.threshold
    top = np.zeros_like(truth)
    top[:, truth.sum(0).argmax()] = True
    print(f"grande annotation: n = {len(texts)}, {len(labels)} labels")  # noqa: T201
    for kind, table in {"most frequent label": top, **found}.items():
        scores = [f1_score(truth, table, average=average, zero_division=0) for average in ("micro", "macro")]
        print(f"  {kind:<20} micro {scores[0]:.3f} macro {scores[1]:.3f}")  # noqa: T201


def _answers() -> tuple[list[str], list[set[str]]]:
    """Return the answers to the question most answered that bear a label, each once; a label has two votes."""
    rows = json.loads((BENCH / "grande_annotation" / "idees_marquantes.json").read_text("utf-8"))
    question = Counter(row["questionIndex"] for row in rows).most_common(1)[0][0]
    votes = {row["reponse"]: Counter(row["Categories"]) for row in rows if row["questionIndex"] == question}
    codes = {text: {c for c, n in counted.items() if n >= 2} - NO_THEME for text, counted in votes.items()}
    kept = [text for text in sorted(codes) if codes[text]]
    return kept, [codes[text] for text in kept]


def _tfidf(texts: Sequence[str], labels: Sequence[str], tested: Sequence[str]) -> np.ndarray:
    words = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
    )
    model = LogisticRegression(C=10, max_iter=2000).fit(words.fit_transform(texts), labels)
    return model.predict(words.transform(tested))


def _macro(truth: Sequence[str], found: Sequence[str], names: Sequence[str]) -> float:
    return round(float(f1_score(truth, np.broadcast_to(found, len(truth)), average="macro", labels=names)), 3)


def _most(themes: Sequence[str]) -> str:
    return Counter(themes).most_common(1)[0][0]


def _print(name: str, scores: dict[str, list[float]], note: str) -> None:
    shown = ", ".join(f"{kind} {np.mean(v):.3f} ± {np.std(v):.3f}" for kind, v in scores.items())
    print(f"{name}: {shown} ({note})")  # noqa: T201


BENCHES: dict[str, Callable[[Encoder, Encoder], None]] = {"vraidebat": vraidebat, "sib200": sib200, "grande": grande}

if __name__ == "__main__":
    encoders = [Remembering(load_encoder(name, MODELS)) for name in ("onnx", GENERAL_ENCODER)]
    for chosen in sys.argv[1:] or BENCHES:
        BENCHES[chosen](*encoders)
