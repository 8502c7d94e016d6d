"""Link questions to what answers them in the chat, and to one another when they ask nearly the same thing.

An answer is told by a reply mark, by the asker's name, by coming at once, or by its meaning; each link keeps its sign.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatmining.questions.vocabulary import fold, pattern

Vectors = NDArray[np.float32]
_WINDOW = 1800.0  # seconds after a question in which an answer is looked for
_AT_ONCE = 100.0  # seconds in which a short « oui », « non », « nous aussi » answers what stands just before
_CLOSE = 0.60  # cosine above which a message speaks of what was asked
_SPEAKERS_BONUS = 0.08  # speakers and hosts are there to answer
_FADES = 0.06  # what the cosine loses in `_WINDOW`
_SAME = 0.86  # cosine above which two questions ask nearly the same
_NAMED = re.compile(r"p_[a-z2-7]{12}")
_SHORT_ANSWER = re.compile(r"^(oui|non|pas encore|chez nous|nous|si|exactement|ca depend|aucun|jamais|toujours|pareil|moi)\b")
_ANSWERERS = ("host", "speaker", "moderator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A comment as linking sees it, in the order of the chat; `offset` in seconds."""

    id: str
    person: str | None
    role: str
    offset: float
    text: str
    reply_to: str | None
    question: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A comment that answers a question; `sign` is reply, name, time or meaning."""

    question: str
    answer: str
    sign: str


def answers(said: Sequence[Said], vectors: Vectors) -> list[Link]:
    """Return the links from later comments to questions; `vectors` has one row of length 1 for each comment."""
    near = vectors @ vectors.T
    links = []
    for i, comment in enumerate(said):
        open_questions = [
            j for j in range(i) if said[j].question and comment.offset - said[j].offset <= _WINDOW
        ]
        found = _answered(said, near, i, open_questions)
        if found is not None:
            links.append(Link(question=said[found[0]].id, answer=comment.id, sign=found[1]))
    return links


def _answered(said: Sequence[Said], near: Vectors, i: int, asked: Sequence[int]) -> tuple[int, str] | None:
    comment, folded = said[i], fold(said[i].text)
    if pattern("no_answer").search(folded):
        return None
    for j in range(i):
        if comment.reply_to == said[j].id and said[j].question:
            return j, "reply"
    if comment.question and comment.role not in _ANSWERERS:
        return None
    named = set(_NAMED.findall(comment.text[:40]))
    theirs = [j for j in asked if said[j].person in named and said[j].person != comment.person]
    if theirs:
        return max(theirs, key=lambda j: near[i, j] + 0.01 * j), "name"
    if named or comment.question:
        return None
    return _at_once(said, i, asked, folded) or _by_meaning(said, near, i, asked)


def _at_once(said: Sequence[Said], i: int, asked: Sequence[int], folded: str) -> tuple[int, str] | None:
    """A short answer just after a question, nothing but other such answers between."""
    before = [j for j in asked if said[i].offset - said[j].offset <= _AT_ONCE and said[j].person != said[i].person]
    if before and (_SHORT_ANSWER.match(folded) or (said[before[-1]].role in _ANSWERERS and len(folded.split()) <= 12)):
        return before[-1], "time"
    return None


def _by_meaning(said: Sequence[Said], near: Vectors, i: int, asked: Sequence[int]) -> tuple[int, str] | None:
    bonus = _SPEAKERS_BONUS if said[i].role in _ANSWERERS else 0.0
    scores = {
        j: float(near[i, j]) + bonus - _FADES * (said[i].offset - said[j].offset) / _WINDOW
        for j in asked
        if said[j].person != said[i].person
    }
    best = max(scores, key=lambda j: (scores[j], j), default=None)
    return (best, "meaning") if best is not None and scores[best] >= _CLOSE else None


def groups(said: Sequence[Said], vectors: Vectors) -> dict[str, str]:
    """Return, for each question, the first question that asks nearly the same (itself when none does)."""
    near = vectors @ vectors.T
    first: dict[str, str] = {}
    asked = [i for i, comment in enumerate(said) if comment.question]
    for place, i in enumerate(asked):
        best = max(asked[:place], key=lambda j: (near[i, j], -j), default=None)
        same = best is not None and near[i, best] >= _SAME
        first[said[i].id] = first[said[best].id] if same and best is not None else said[i].id
    return first
