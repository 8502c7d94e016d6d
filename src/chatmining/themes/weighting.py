"""TF-IDF of words and pairs of words, as scikit-learn learnt it, without the two seconds that its import takes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_TOKEN = re.compile(r"\b\w+\b|[?!]")
# The same features for the vectorizer that learns them.
WORD_FEATURES = {"ngram_range": (1, 2), "sublinear_tf": True, "token_pattern": f"(?u){_TOKEN.pattern}"}


@dataclass(frozen=True, slots=True)
class Weighting:
    """What `TfidfVectorizer(**WORD_FEATURES)` learnt: its terms, and the inverse document frequency of each."""

    terms: tuple[str, ...]
    idf: Floats
    _place: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_place", {term: i for i, term in enumerate(self.terms)})

    def products(self, texts: Sequence[str], weights: Floats) -> Floats:
        """Return the products of weights, shape (labels, terms), with the vector of each text, shape (texts, labels).

        A vector holds 1 + log(count) times the inverse document frequency, and has length 1.
        """
        rows = [self._product(text, weights) for text in texts]
        return np.array(rows, np.float64).reshape(len(texts), len(weights))

    def _product(self, text: str, weights: Floats) -> Floats:
        tokens = _TOKEN.findall(text.lower())
        said = Counter([*tokens, *map(" ".join, pairwise(tokens))])
        known = sorted((self._place[term], count) for term, count in said.items() if term in self._place)
        if not known:
            return np.zeros(len(weights))
        at = np.array([place for place, _ in known])
        values = (1.0 + np.log([count for _, count in known])) * self.idf[at]
        return np.asarray(weights[:, at] @ (values / np.sqrt(values @ values)), np.float64)
