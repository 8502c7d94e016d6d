"""From annotated chats that the encoder never saw to a promoted question head."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from chatmining import artefacts
from chatmining.embed import load_encoder
from chatmining.errors import ModelError
from chatmining.nlp.french import anonymous
from chatmining.privacy import Masker, Pseudonymiser
from chatmining.questions import head_store
from chatmining.questions.chats import Annotated, read_chats
from chatmining.questions.head import Floats, QuestionHead, signs

_ASKED = "asked"
_LIBRARIES = ("scikit-learn", "numpy")


def train_questions(chats: Sequence[Path], models: Path, *, encoder: str, day: date) -> str:
    """Weigh what the encoder and the word lists say on `chats`, save, promote; return the id.

    The encoder's own layer for questions keeps its direction: it was learnt on thousands of messages, the weights here
    on hundreds.
    """
    backend = load_encoder(encoder, models)
    direction = _direction(artefacts.folder(models, "encoder", backend.encoder_id) / "head.json")
    said = [(message, text) for chat in read_chats(chats) for message, text in zip(chat, masked(chat), strict=True)]
    texts, truth = [text for _, text in said], [message.question for message, _ in said]
    logits = backend.encode([anonymous(text) for text in texts]) @ direction
    rows = np.column_stack([logits, signs(texts)])
    learnt = LogisticRegression(C=1.0, max_iter=1000).fit(rows, truth)
    slope, *on_signs = learnt.coef_[0]
    head = QuestionHead(
        on_vector=slope * direction,
        on_signs=np.array(on_signs),
        bias=float(learnt.intercept_[0]),
        encoder_id=backend.encoder_id,
    )
    learnt_from = hashlib.sha256(repr(said).encode()).hexdigest()[:16]
    digest = hashlib.sha256(repr((learnt_from, backend.encoder_id)).encode()).hexdigest()[:8]
    model_id = f"{day.isoformat()}-{digest}"
    card = {
        "created_at": day.isoformat(),
        "encoder": encoder,
        "chats": [path.stem for path in chats],
        "messages": len(texts),
        "packages": {name: version(name) for name in _LIBRARIES},
    }
    head_store.save(head, models / "questions" / model_id, card, _readme(model_id, card))
    artefacts.promote(models, "questions", model_id)
    return model_id


def masked(chat: Sequence[Annotated]) -> list[str]:
    """Return the texts as the store holds them, names out."""
    masker = Masker({message.person for message in chat}, Pseudonymiser(b"k" * 32))
    return [masker.mask(message.text) for message in chat]


def _direction(file: Path) -> Floats:
    """Return the weights of the encoder's own layer for questions, shape (dimensions,)."""
    try:
        head = json.loads(file.read_text("utf-8"))
        return np.array(head["coef"][head["labels"].index(_ASKED)], np.float64)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError("model_damaged", file=file, found=error) from error


def _readme(model_id: str, card: dict[str, Any]) -> str:
    return f"""# Question head {model_id}

Says with what probability a message of a chat asks for an answer, beside the word lists of `questions/words.toml`.

- One linear layer on sentence vectors (`{card["encoder"]}`) and three signs of form.
- Learnt from {card["messages"]} messages of chats that the encoder never saw, all written for this project, none
  collected. Scores on chats by other writers: `docs/report.md`.
- Not for: deciding about a person.
"""
