"""From annotated chats to promoted question heads: what asks for an answer, and what answers it."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from chatmining import artefacts
from chatmining.answer_learning import ROLES, Lesson, learn
from chatmining.embed import GENERAL_ENCODER, Encoder, load_encoder
from chatmining.nlp.french import anonymous
from chatmining.privacy import Masker, Pseudonymiser
from chatmining.questions import head_store
from chatmining.questions.chats import Annotated, read_asked, read_chats
from chatmining.questions.head import QuestionHead, signs
from chatmining.questions.head_store import Heads
from chatmining.questions.pairs import Said

_SCALE = 5.0  # vectors of length 1 beside signs of 0 or 1
_HARD = 0.5  # weight of a judged comment: they were picked for being hard, a chat is as it comes
_LIBRARIES = ("scikit-learn", "numpy")


def train_questions(corpus: Path, models: Path, *, unseen: Collection[str], encoder: str, day: date) -> str:
    """Learn from the chats and judged comments of `corpus` (the project's data/corpus), save, promote; return the id.

    What asks is learnt on the chats of the hands `unseen` by the encoder, which knows the questions of the others by
    heart; what answers on all, since the encoder was never told.
    """
    own, general = load_encoder(encoder, models), load_encoder(GENERAL_ENCODER, models)
    chats = sorted((corpus / "questions").glob("*.jsonl"))
    lessons = [_lesson(path, own, general) for path in chats]
    fresh = [lesson for lesson in lessons if lesson.hand in unseen]
    judged = read_asked(corpus / "asked.jsonl")
    answers, scores = learn(lessons)
    heads = Heads(asks=_learn_what_asks(fresh, judged, own), answers=answers)
    learnt_from = hashlib.sha256(repr(([lesson.chat for lesson in lessons], judged)).encode()).hexdigest()[:16]
    digest = hashlib.sha256(repr((learnt_from, own.encoder_id, general.encoder_id)).encode()).hexdigest()[:8]
    model_id = f"{day.isoformat()}-{digest}"
    card = {
        "created_at": day.isoformat(),
        "encoder": encoder,
        "encoder_id": own.encoder_id,
        "general_id": general.encoder_id,
        "chats": [path.stem for path in chats],
        "messages": {"asks": _messages(fresh), "answers": _messages(lessons), "judged": len(judged)},
        "other_hands": scores,
        "packages": {name: version(name) for name in _LIBRARIES},
    }
    head_store.save(heads, models / "questions" / model_id, card, _readme(model_id, card))
    artefacts.promote(models, "questions", model_id)
    return model_id


def _lesson(path: Path, own: Encoder, general: Encoder) -> Lesson:
    (chat,) = read_chats([path])
    said = stored(chat)
    texts = [anonymous(message.text) for message in said]
    return Lesson(path.stem[:-1], chat, said, own.encode(texts), general.encode(texts))


def _messages(lessons: Sequence[Lesson]) -> int:
    return sum(len(lesson.chat) for lesson in lessons)


def stored(chat: Sequence[Annotated]) -> list[Said]:
    """Return a chat as the store holds it: names out of the texts, pseudonyms in."""
    key = Pseudonymiser(b"k" * 32)
    masker = Masker({message.person for message in chat}, key)
    return [
        Said(
            id=m.id,
            person=key.person_id(m.person),
            role=ROLES[m.role],
            offset=m.offset,
            text=masker.mask(m.text),
            reply_to=m.reply_to,
            question=m.question,
        )
        for m in chat
    ]


def _learn_what_asks(lessons: Sequence[Lesson], judged: Sequence[tuple[str, bool]], own: Encoder) -> QuestionHead:
    said = [message for lesson in lessons for message in lesson.said]
    vectors = np.vstack([*(lesson.own for lesson in lessons), own.encode([anonymous(text) for text, _ in judged])])
    texts = [message.text for message in said] + [text for text, _ in judged]
    truth = [message.question for message in said] + [asks for _, asks in judged]
    weights = np.repeat([1.0, _HARD], [len(said), len(judged)])
    rows = np.hstack([vectors * _SCALE, signs(texts)])
    learnt = LogisticRegression(C=1.0, max_iter=1000).fit(rows, truth, sample_weight=weights)
    found, width = learnt.coef_[0], vectors.shape[1]
    return QuestionHead(on_vector=found[:width] * _SCALE, on_signs=found[width:], bias=float(learnt.intercept_[0]))


def _readme(model_id: str, card: dict[str, Any]) -> str:
    alone, crowded = card["other_hands"]["as_they_came"], card["other_hands"]["all_at_once"]
    return f"""# Question heads {model_id}

Say with what probability a message of a chat asks for an answer, beside the word lists of `questions/words.toml`, and
with what probability a later message gives it.

- Asks: one linear layer on sentence vectors (`{card["encoder"]}`) and three signs of form, learnt from
  {card["messages"]["asks"]} messages of chats that the encoder never saw
  and {card["messages"]["judged"]} comments judged alone.
- Answers: one linear layer on two sentence vectors, one on signs of a question and a message, learnt from
  {card["messages"]["answers"]} messages. On each hand, learnt on the others ({alone["questions"]} questions given):
  F1 of answered {alone["answered_f1"]}, of unanswered {alone["unanswered_f1"]}; with the chats of a hand all at once
  {crowded["answered_f1"]} and {crowded["unanswered_f1"]}; « always answered » {alone["always_answered_f1"]}. The
  threshold was chosen there.
- All chats were written for this project, none collected. Scores on chats by other writers: `docs/report.md`.
- Not for: deciding about a person.
"""
