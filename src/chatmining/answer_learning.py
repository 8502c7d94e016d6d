"""From annotated chats to the heads that tell what answers a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler

from chatmining.questions.answering import AnswerHead, answered, pairs_of
from chatmining.questions.chats import Annotated
from chatmining.questions.pairs import SIGNS, Floats, Said, Vectors

Truths = NDArray[np.bool_]
ROLES = {"animation": "host", "intervenant": "speaker", "participant": "attendee"}
_WEAK = 0.003  # inverse strength of the penalty: 896 numbers a message, some thousand messages
_FREE = 0.1  # the same for 26 signs, some ten thousand pairs
_THRESHOLDS = np.linspace(0.1, 0.9, 81)


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated chat as the store would hold it, the vectors of its messages, and whose hand wrote it."""

    hand: str
    chat: Sequence[Annotated]
    said: Sequence[Said]
    own: Vectors
    general: Vectors

    def gives(self) -> Truths:
        """Return which messages answer any question."""
        answering = {identifier for message in self.chat for identifier in message.answered_by}
        return np.array([message.id in answering for message in self.chat])

    def is_answered(self) -> Truths:
        """Return which questions get an answer in the chat."""
        return np.array([bool(message.answered_by) for message in self.chat if message.question], bool)


def learn(lessons: Sequence[Lesson]) -> tuple[AnswerHead, dict[str, Any]]:
    """Return the head learnt on all lessons, and what it scores on each hand when learnt on the others.

    The second regression must see the first one's verdict as it is on messages of a hand never seen, and the threshold
    rests on what both say of such a hand. Each hand's chats are learnt from alone and all at once: in a crowded chat a
    question has more messages after it that answer others.
    """
    hands = sorted({lesson.hand for lesson in lessons})
    crowded = [_at_once([lesson for lesson in lessons if lesson.hand == hand]) for hand in hands]
    apart = {hand: _messages([lesson for lesson in lessons if lesson.hand != hand]) for hand in hands}
    rows = [(lesson, *_rows(lesson, apart[lesson.hand])) for lesson in (*lessons, *crowded)]
    unseen = {hand: _pairs([row for row in rows if row[0].hand != hand], apart[hand]) for hand in hands}
    told = [_told(kind, unseen) for kind in (lessons, crowded)]
    threshold = max(_THRESHOLDS, key=lambda value: sum(_scores(*kind, value)["answered_f1"] for kind in told))
    head = _pairs(rows, _messages(lessons))
    card = {name: _scores(*kind, threshold) for name, kind in zip(("as_they_came", "all_at_once"), told, strict=True)}
    return replace(head, threshold=round(float(threshold), 2)), card


def _at_once(lessons: Sequence[Lesson]) -> Lesson:
    """Return the chats of one hand as if they had been held in one room, message by message in time."""
    order = sorted((said.offset, k, i) for k, lesson in enumerate(lessons) for i, said in enumerate(lesson.said))
    return Lesson(
        lessons[0].hand,
        [lessons[k].chat[i] for _, k, i in order],
        [lessons[k].said[i] for _, k, i in order],
        np.array([lessons[k].own[i] for _, k, i in order]),
        np.array([lessons[k].general[i] for _, k, i in order]),
    )


def _told(lessons: Sequence[Lesson], heads: Mapping[str, AnswerHead]) -> tuple[Truths, Floats]:
    """Return which questions are answered, and the probability that heads learnt on other hands give."""
    truth = np.concatenate([lesson.is_answered() for lesson in lessons])
    return truth, np.concatenate([_likely(lesson, heads[lesson.hand]) for lesson in lessons])


def _scores(truth: Truths, likely: Floats, threshold: float) -> dict[str, float]:
    found = likely >= threshold
    return {
        "questions": len(truth),
        "answered_f1": round(float(f1_score(truth, found)), 3),
        "unanswered_f1": round(float(f1_score(~truth, ~found)), 3),
        "always_answered_f1": round(float(f1_score(truth, np.ones_like(truth))), 3),
    }


def _messages(lessons: Sequence[Lesson]) -> AnswerHead:
    """Learn what looks like an answer; the rest of the head stays empty."""
    vectors = np.vstack([np.hstack([lesson.own, lesson.general]) for lesson in lessons])
    weights, bias = _regress(vectors, np.concatenate([lesson.gives() for lesson in lessons]), _WEAK)
    width = lessons[0].own.shape[1]
    return AnswerHead(
        on_own=weights[:width],
        on_general=weights[width:],
        gives_bias=bias,
        on_signs=np.zeros(len(SIGNS)),
        bias=0.0,
        threshold=0.5,
    )


def _rows(lesson: Lesson, head: AnswerHead) -> tuple[Floats, Truths]:
    """Return the signs of all pairs of a chat, and which pairs are a question and its answer."""
    signs, truth = [np.zeros((0, len(SIGNS)))], []
    for pairs, _ in pairs_of(lesson.said, lesson.own, lesson.general, head):
        signs.append(pairs.signs)
        truth += [lesson.said[pairs.message].id in lesson.chat[j].answered_by for j in pairs.questions]
    return np.vstack(signs), np.array(truth, bool)


def _pairs(rows: Sequence[tuple[Lesson, Floats, Truths]], messages: AnswerHead) -> AnswerHead:
    """Learn which question is answered, beside what looks like an answer."""
    weights, bias = _regress(np.vstack([row[1] for row in rows]), np.concatenate([row[2] for row in rows]), _FREE)
    return replace(messages, on_signs=weights, bias=bias)


def _likely(lesson: Lesson, head: AnswerHead) -> Floats:
    """Return the probability that each question of a chat is answered."""
    found = answered(pairs_of(lesson.said, lesson.own, lesson.general, head), len(lesson.said))
    return found[[message.question for message in lesson.chat]]


def _regress(rows: Floats | Vectors, truth: Truths, strength: float) -> tuple[Floats, float]:
    """Return weights and bias of a logistic regression on standardised columns, for the columns as they are."""
    scale = StandardScaler().fit(rows)
    learnt = LogisticRegression(C=strength, max_iter=3000).fit(scale.transform(rows), truth)
    weights = learnt.coef_[0] / scale.scale_
    return weights, float(learnt.intercept_[0] - weights @ scale.mean_)
