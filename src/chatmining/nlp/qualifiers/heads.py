"""Linear heads on a comment's sentence vector and tokens: which themes it mentions, how they are meant, whose they are.

The word lists decide from single cues; the heads weigh the whole comment, which is how « trois ans plus tard on est
une de plus à l'accueil » comes to say « overcome ». Both have a say in each mention: the heads' log probability, and
how often the word lists say what they say when each qualifier is true, counted on comments they were not written on
(naive Bayes; for observers of known error rates, Dawid and Skene 1979).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from chatmining.nlp.qualifiers.vocabulary import THEMES
from chatmining.records import Holder, Qualifier

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]
QUALIFIERS, HOLDERS = tuple(Qualifier), tuple(Holder)
VECTOR_SCALE = 2.0  # a vector of length 1 beside tokens of length 1
_HEADS_SAY = 2.0  # weight of the heads beside the word lists
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Telling:
    """What the heads say of one comment."""

    mentioned: dict[str, float]  # theme -> probability that the comment mentions it, in whatever way
    qualifiers: Floats  # (qualifiers,) probabilities
    holders: Floats  # (holders,) probabilities


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One linear layer a question; rows of the three layers follow THEMES, QUALIFIERS and HOLDERS."""

    mentioned: Floats  # (themes, dimensions + tokens + 1), the bias last
    qualifiers: Floats  # (qualifiers, dimensions + tokens + 1)
    holders: Floats  # (holders, dimensions + tokens + 1)
    qualifier_lists: Floats  # (said by the word lists, true): log P(said | true)
    holder_lists: Floats  # (said by the word lists, true): log P(said | true)


@dataclass(frozen=True, slots=True)
class MentionHeads:
    """The heads, the tokens they know, and the encoder whose vectors they read."""

    weights: Weights
    tokens: "TfidfVectorizer"
    encoder_id: str

    def tell(self, comments: Sequence[list[str]], vectors: Vectors) -> list[Telling]:
        """Return what the heads say of comments given as `features`, with vectors of shape (comments, dimensions)."""
        if not comments:
            return []
        found = {field.name: self._logits(field.name, comments, vectors) for field in fields(Weights)[:3]}
        return [
            Telling(
                mentioned=dict(zip(THEMES, (0.5 + 0.5 * np.tanh(mentioned / 2)).round(6).tolist(), strict=True)),
                qualifiers=_softmax(qualifiers),
                holders=_softmax(holders),
            )
            for mentioned, qualifiers, holders in zip(*found.values(), strict=True)
        ]

    def mentioned(self, comments: Sequence[list[str]], vectors: Vectors) -> Floats:
        """Return the probabilities that comments mention each theme, shape (comments, themes)."""
        return np.array([list(telling.mentioned.values()) for telling in self.tell(comments, vectors)])

    def qualifier(self, telling: Telling, said: Qualifier) -> Qualifier:
        """Return the qualifier of a mention of which the word lists say `said`."""
        return QUALIFIERS[_settle(telling.qualifiers, self.weights.qualifier_lists[QUALIFIERS.index(said)])]

    def holder(self, telling: Telling, said: Holder) -> Holder:
        """Return whose a mention is of which the word lists say `said`."""
        return HOLDERS[_settle(telling.holders, self.weights.holder_lists[HOLDERS.index(said)])]

    def _logits(self, question: str, comments: Sequence[list[str]], vectors: Vectors) -> Floats:
        layer: Floats = getattr(self.weights, question)
        size = vectors.shape[1]
        # Row by row, so that a comment's neighbours cannot change its last decimal.
        on_vectors = np.array([layer[:, :size] @ row for row in vectors.astype(np.float64) * VECTOR_SCALE])
        on_tokens: Floats = self.tokens.transform(comments) @ layer[:, size:-1].T
        return on_vectors + on_tokens + layer[:, -1]


def vectoriser(vocabulary: Sequence[str] | None = None) -> "TfidfVectorizer":
    """Return the weighting of tokens: sublinear counts, inverse document frequency, length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=2, vocabulary=vocabulary)


def _settle(heads: Floats, lists: Floats) -> int:
    return int(np.argmax(_HEADS_SAY * np.log(heads + _TINY) + lists))


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum(), np.float64)
