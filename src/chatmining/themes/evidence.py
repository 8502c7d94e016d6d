"""The words that made a decision, found by deletion: take them out and the label falls.

A comment is cut into clauses. The clause whose removal lowers the label's probability most is evidence; while the label
still stands without it, the next one is too. A long clause that falls alone is narrowed to the few neighbouring words
that suffice. Erasure as explanation: Li, Monroe and Jurafsky (2016), « Understanding neural networks through
representation erasure ».
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
Spans = tuple[Span, ...]
Score = Callable[[Sequence[str]], NDArray[np.float64]]  # texts -> probabilities (texts, labels)

_CLAUSE = re.compile(r"[^.!?;:,()\n…]+(?:[.!?;:,)\n…]+|$)|\n+")
_WORD = re.compile(r"[\w'’-]+")
_NARROW = 6  # a clause of at most this many words is evidence as it stands
_WINDOW = 4
_STRIDE = 2  # half the texts to read, for an edge that is off by a word at most
_MOST = 3  # clauses; what needs more is said by the comment as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A comment, the column of the label whose evidence is wanted, and the probability under which it falls."""

    text: str
    column: int
    threshold: float


def find_evidence(questions: Sequence[Question], score: Score) -> list[Spans]:
    """Return, for each question, the spans text[start:end] without which the label falls, in the order of the text.

    Where it does not fall without the three clauses that lower it most, those are returned all the same. At most
    four calls of `score`, each with all the texts of a round.
    """
    found: list[Spans] = [() for _ in questions]
    clauses = [_clauses(question.text) for question in questions]
    standing = list(range(len(questions)))
    for _ in range(_MOST):
        wider = [[(*found[i], clause) for clause in clauses[i] if clause not in found[i]] for i in standing]
        best, left = _most_missed([questions[i] for i in standing], wider, score)
        for i, spans in zip(standing, best, strict=True):
            found[i] = spans
        standing = [
            i
            for i, probability in zip(standing, left, strict=True)
            if probability >= questions[i].threshold and len(found[i]) < len(clauses[i])
        ]
    return [tuple(sorted(spans)) for spans in _narrowed(questions, found, score)]


def _narrowed(questions: Sequence[Question], found: Sequence[Spans], score: Score) -> list[Spans]:
    """Put a few words in the place of a clause that stands alone, where the label falls without them already."""
    windows = [
        [(window,) for window in _windows(question.text, spans[0])] if len(spans) == 1 else [spans]
        for question, spans in zip(questions, found, strict=True)
    ]
    best, left = _most_missed(questions, windows, score)
    return [
        narrow if probability < question.threshold else wide
        for question, wide, narrow, probability in zip(questions, found, best, left, strict=True)
    ]


def _most_missed(
    questions: Sequence[Question], candidates: Sequence[Sequence[Spans]], score: Score
) -> tuple[list[Spans], list[float]]:
    """Return the candidate of each question whose removal leaves the label least likely, and how likely that is.

    The first wins a tie. A candidate without rival is not tried: it counts as decisive.
    """
    tried = [(q, spans) for q, rivals in zip(questions, candidates, strict=True) if len(rivals) > 1 for spans in rivals]
    texts = list(dict.fromkeys(_without(q.text, spans) for q, spans in tried))  # labels of one comment share many
    scored = dict(zip(texts, score(texts), strict=True)) if texts else {}
    remaining = {(q, spans): float(scored[_without(q.text, spans)][q.column]) for q, spans in tried}
    ranked = [
        min((remaining.get((q, spans), 0.0), rank, spans) for rank, spans in enumerate(rivals))
        for q, rivals in zip(questions, candidates, strict=True)
    ]
    return [spans for *_, spans in ranked], [probability for probability, *_ in ranked]


def _without(text: str, spans: Spans) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def _clauses(text: str) -> list[Span]:
    spans = [_trimmed(text, match.span()) for match in _CLAUSE.finditer(text)]
    return [span for span in spans if _WORD.search(text, *span)] or [(0, len(text))]


def _windows(text: str, clause: Span) -> list[Span]:
    """Return runs of a few words within a clause; the clause alone when it is short."""
    words = [match.span() for match in _WORD.finditer(text, *clause)]
    if len(words) <= _NARROW:
        return [clause]
    starts = [*range(0, len(words) - _WINDOW, _STRIDE), len(words) - _WINDOW]
    return [(words[i][0], words[i + _WINDOW - 1][1]) for i in starts]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
