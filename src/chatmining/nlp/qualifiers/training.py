"""Learn the mention heads from contrast cases and from labelled comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from chatmining.nlp.qualifiers import read_comments
from chatmining.nlp.qualifiers.cases import Case
from chatmining.nlp.qualifiers.heads import (
    HOLDERS,
    QUALIFIERS,
    VECTOR_SCALE,
    Floats,
    MentionHeads,
    Vectors,
    Weights,
    vectoriser,
)
from chatmining.nlp.qualifiers.vocabulary import THEMES
from chatmining.records import Mention

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_MENTIONED, _MEANT = 3.0, 10.0  # inverse strengths of the penalty
_CASE_WEIGHT = 5.0  # a contrast case beside a labelled comment, of which there are several times as many


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What is learnt from: `known` cases the word lists were written on, `blind` ones they were not, other comments.

    `labels` are the themes of `comments`; vectors are those of known, blind and comments, in this order.
    """

    known: Sequence[Case]
    blind: Sequence[Case]
    comments: Sequence[str]
    labels: Sequence[frozenset[str]]
    vectors: Vectors

    @property
    def cases(self) -> list[Case]:
        """Every case, those of the word lists first."""
        return [*self.known, *self.blind]

    @property
    def texts(self) -> list[str]:
        """Every text, in the order of the vectors."""
        return [*(case.text for case in self.cases), *self.comments]


def train(lesson: Lesson, encoder_id: str) -> MentionHeads:
    """Return the heads; the same lesson gives the same heads."""
    tokens = [read.features for read in read_comments(lesson.texts)]
    cases = lesson.cases
    words = vectoriser().fit(tokens[: len(cases)])
    rows = _stack(lesson.vectors, words.transform(tokens))
    weights = Weights(
        mentioned=_mentioned(lesson, rows),
        qualifiers=_meant(rows, [case.qualifier for case in cases], QUALIFIERS),
        holders=_meant(rows, [case.holder for case in cases], HOLDERS),
        **_lists(lesson.blind),
    )
    return MentionHeads(weights, words, encoder_id)


def _stack(vectors: Vectors, words: Any) -> "csr_matrix":
    from scipy.sparse import csr_matrix, hstack

    rows: csr_matrix = hstack([csr_matrix(vectors.astype(np.float64) * VECTOR_SCALE), words]).tocsr()
    return rows


def _mentioned(lesson: Lesson, rows: "csr_matrix") -> Floats:
    """Learn, theme by theme, whether a comment mentions it in whatever way."""
    themes = [{case.theme} for case in lesson.cases] + [set(labels) for labels in lesson.labels]
    weight = np.array([_CASE_WEIGHT] * len(lesson.cases) + [1.0] * len(lesson.comments))
    layers = []
    for theme in THEMES:
        model = _regression(_MENTIONED).fit(rows, [theme in said for said in themes], sample_weight=weight)
        layers.append(np.append(model.coef_[0], model.intercept_[0]))
    return np.array(layers)


def _meant(rows: "csr_matrix", said: Sequence[Any], answers: tuple[Any, ...]) -> Floats:
    """Learn one question whose answer is one of `answers`, on the rows that have one."""
    known = [i for i, answer in enumerate(said) if answer is not None]
    truth = [answers.index(said[i]) for i in known]
    model = _regression(_MEANT, class_weight="balanced").fit(rows[known], truth)
    return np.column_stack([model.coef_, model.intercept_])


def _lists(blind: Sequence[Case]) -> dict[str, Floats]:
    """Count what the word lists say of cases they were not written on."""
    said = [
        (case, mention)
        for case, read in zip(blind, read_comments([case.text for case in blind]), strict=True)
        if (mention := mention_of(case, read.mentions))
    ]
    qualifiers = [(mention.qualifier, case.qualifier) for case, mention in said if case.qualifier]
    holders = [(mention.holder, case.holder) for case, mention in said if case.holder]
    return {"qualifier_lists": _rates(qualifiers, QUALIFIERS), "holder_lists": _rates(holders, HOLDERS)}


def mention_of(case: Case, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention of the case's theme that shares most characters with it, or else the first of the theme."""
    mine = [mention for mention in mentions if mention.theme == case.theme]
    return max(mine, key=lambda m: max(0, min(m.end, case.end) - max(m.start, case.start)), default=None)


def _rates(pairs: Sequence[tuple[Any, Any]], answers: tuple[Any, ...]) -> Floats:
    """Return log P(said | true), one added to each count, shape (said, true)."""
    counts: NDArray[np.float64] = np.ones((len(answers), len(answers)))
    for said, true in pairs:
        counts[answers.index(said), answers.index(true)] += 1
    return np.asarray(np.log(counts / counts.sum(axis=0)), np.float64)


def _regression(strength: float, **options: Any) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, max_iter=1000, **options)
