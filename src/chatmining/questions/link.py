"""Link questions to what answers them in the chat, and to one another when they ask nearly the same thing.

What answers is learnt (`answering.py`); each link keeps the sign by which a reader can follow it: a reply mark, the
asker's name, coming at once, or its meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from chatmining.questions.answering import LINKED, AnswerHead, answered, pairs_of
from chatmining.questions.pairs import Said, Vectors
from chatmining.questions.vocabulary import fold, pattern

_AT_ONCE = 100.0  # seconds in which a short answer (« oui », « pas encore ») answers what stands just before
_SAME = 0.6  # cosine from which two questions ask nearly the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A comment that answers a question; `sign` is reply, name, time or meaning."""

    question: str
    answer: str
    sign: str


def answers(said: Sequence[Said], own: Vectors, general: Vectors, head: AnswerHead) -> list[Link]:
    """Return the links from later comments to questions; vectors have one row of length 1 for each comment."""
    found = pairs_of(said, own, general, head)
    likely = answered(found, len(said)) >= head.threshold
    best: dict[int, float] = {}
    for pairs, probabilities in found:
        for j, p in zip(pairs.questions.tolist(), probabilities.tolist(), strict=True):
            best[j] = max(best.get(j, 0.0), p)
    return [
        Link(question=said[j].id, answer=said[pairs.message].id, sign=_sign(said, pairs.message, j))
        for pairs, probabilities in found
        for j, p in zip(pairs.questions.tolist(), probabilities.tolist(), strict=True)
        if likely[j] and p >= min(LINKED, best[j])
    ]


def _sign(said: Sequence[Said], i: int, j: int) -> str:
    message, question = said[i], said[j]
    if message.reply_to == question.id:
        return "reply"
    if question.person and question.person != message.person and question.person in message.text:
        return "name"
    at_once = i == j + 1 and message.offset - question.offset <= _AT_ONCE
    return "time" if at_once and pattern("short_answer").match(fold(message.text)) else "meaning"


def groups(said: Sequence[Said], vectors: Vectors) -> dict[str, str]:
    """Return, for each question, the first question that asks nearly the same (itself when none does)."""
    first: dict[str, str] = {}
    asked = [i for i, comment in enumerate(said) if comment.question]
    near = vectors[asked] @ vectors[asked].T if asked else vectors
    for place, i in enumerate(asked):
        best = max(range(place), key=lambda j: (float(near[place, j]), -j), default=None)
        same = best is not None and near[place, best] >= _SAME
        first[said[i].id] = first[said[asked[best]].id] if same and best is not None else said[i].id
    return first
