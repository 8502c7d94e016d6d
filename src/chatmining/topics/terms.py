"""The phrases that set topics apart: BERTopic's c-TF-IDF on topics already found."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from chatmining.topics.clusters import Labels

_TERMS = 60

Weights = dict[int, list[tuple[str, float]]]  # by topic, (phrase, weight), best first


def weigh(keys: Sequence[Sequence[str]], labels: Labels) -> Weights:
    """Return the phrases of each topic with their weight, best first; a topic without phrases is left out.

    `keys` holds the phrases of each comment. The weights are those that BERTopic gives to topics it is told (its
    « manual topic modeling »): frequent phrases weigh less by BM25 and by their square root.
    """
    said: dict[int, Counter[str]] = {}
    for of_text, label in zip(keys, labels.tolist(), strict=True):
        if label >= 0 and of_text:
            said.setdefault(label, Counter()).update(of_text)
    if not said:
        return {}
    topics, phrases = sorted(said), sorted({key for counts in said.values() for key in counts})
    matrix = _weights([said[topic] for topic in topics], phrases)
    return {topic: _best(matrix[[row]], phrases) for row, topic in enumerate(topics)}


def _weights(said: Sequence[Counter[str]], phrases: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    column = {key: place for place, key in enumerate(phrases)}
    rows = [row for row, counts in enumerate(said) for _ in counts]
    columns = [column[key] for counts in said for key in counts]
    values = [float(n) for counts in said for n in counts.values()]
    matrix = csr_matrix((values, (rows, columns)), shape=(len(said), len(phrases)))
    formula = class_tf_idf()(bm25_weighting=True, reduce_frequent_words=True)
    return formula.fit(matrix).transform(matrix.copy())


def _best(row: Any, phrases: Sequence[str]) -> list[tuple[str, float]]:
    found = ((phrases[place], float(weight)) for place, weight in zip(row.indices, row.data, strict=True) if weight > 0)
    return sorted(found, key=lambda pair: (-round(pair[1], 12), pair[0]))[:_TERMS]


@cache
def class_tf_idf() -> Any:
    """Return BERTopic's class, by its file: the package imports what would cost each start a second for nothing.

    What is left to import, scikit-learn, takes 0.9 s the first time.
    """
    package = find_spec("bertopic")
    assert package is not None and package.submodule_search_locations
    path = Path(package.submodule_search_locations[0]) / "vectorizers" / "_ctfidf.py"
    spec = spec_from_file_location("bertopic.vectorizers._ctfidf", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ClassTfidfTransformer
