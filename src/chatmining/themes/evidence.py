"""The words that made a decision, found by deletion: take them out and the label falls.

A comment is cut into clauses; the clause whose removal lowers the label's probability most is the evidence, and is
narrowed to the fewest neighbouring words that still carry it. Erasure as explanation: Li, Monroe and Jurafsky (2016),
« Understanding neural networks through representation erasure ».
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
Score = Callable[[Sequence[str]], NDArray[np.float64]]  # texts -> probabilities (texts, labels)

_CLAUSE = re.compile(r"[^.!?;:,()\n…]+(?:[.!?;:,)\n…]+|$)|\n+")
_WORD = re.compile(r"[\w'’-]+")
_NARROW = 6  # a clause of at most this many words is evidence as it stands
_WINDOW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A comment, and the column of the label whose evidence is wanted."""

    text: str
    column: int


def find_evidence(questions: Sequence[Question], score: Score) -> list[Span]:
    """Return, for each question, the span text[start:end] whose removal lowers the label most.

    Two rounds, each one call of `score`: all clauses of all comments, then windows within the clauses found.
    """
    clauses = [_clauses(question.text) for question in questions]
    found = _most_missed(questions, clauses, score)
    windows = [_windows(question.text, span) for question, span in zip(questions, found, strict=True)]
    return _most_missed(questions, windows, score)


def _most_missed(questions: Sequence[Question], candidates: Sequence[Sequence[Span]], score: Score) -> list[Span]:
    """Return the candidate of each question whose removal leaves the label least likely; first wins a tie."""
    tried = [(q, span) for q, spans in zip(questions, candidates, strict=True) if len(spans) > 1 for span in spans]
    left = score([_without(q.text, span) for q, span in tried]) if tried else np.zeros((0, 1))
    remaining = {(q, span): float(row[q.column]) for (q, span), row in zip(tried, left, strict=True)}
    return [
        min(spans, key=lambda span, q=q: remaining[q, span]) if len(spans) > 1 else spans[0]  # type: ignore[misc]
        for q, spans in zip(questions, candidates, strict=True)
    ]


def _without(text: str, span: Span) -> str:
    return " ".join(f"{text[: span[0]]} {text[span[1] :]}".split())


def _clauses(text: str) -> list[Span]:
    """Return the spans of clauses that hold a word, without the space around them; the whole text if none does."""
    spans = [_trimmed(text, match.span()) for match in _CLAUSE.finditer(text)]
    return [span for span in spans if _WORD.search(text, *span)] or [(0, len(text))]


def _windows(text: str, clause: Span) -> list[Span]:
    """Return runs of a few words within a clause; the clause alone when it is short."""
    words = [match.span() for match in _WORD.finditer(text, *clause)]
    if len(words) <= _NARROW:
        return [clause]
    return [(words[i][0], words[i + _WINDOW - 1][1]) for i in range(len(words) - _WINDOW + 1)]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
