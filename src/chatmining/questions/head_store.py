"""Save and load the question heads: numbers in JSON, metadata, model card."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from chatmining.artefacts import describe, metadata
from chatmining.errors import ModelError
from chatmining.questions.answering import AnswerHead
from chatmining.questions.head import QuestionHead

_NUMBERS = "head.json"


class Heads(NamedTuple):
    """What tells questions from the rest, and what tells their answers."""

    asks: QuestionHead
    answers: AnswerHead


def save(heads: Heads, folder: Path, card: dict[str, Any], readme: str) -> None:
    """Write the numbers, six decimals, `metadata.json` and the model card to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = {name: _plain(asdict(head)) for name, head in heads._asdict().items()}
    (folder / _NUMBERS).write_text(json.dumps(numbers) + "\n", "utf-8")
    describe(folder, {"kind": "questions", "model_id": folder.name} | card, readme)


def load(folder: Path, encoder_id: str, general_id: str) -> Heads:
    """Read the heads; raise ModelError when damaged or learnt on the vectors of other encoders."""
    known = metadata(folder)
    expected = (encoder_id, general_id)
    if (found := (known["encoder_id"], known["general_id"])) != expected:
        raise ModelError("model_other_encoder", file=folder, found=", ".join(found), expected=", ".join(expected))
    try:
        numbers = json.loads((folder / _NUMBERS).read_text("utf-8"))
        return Heads(QuestionHead(**_arrays(numbers["asks"])), AnswerHead(**_arrays(numbers["answers"])))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("model_damaged", file=folder, found=error) from error


def _plain(numbers: dict[str, Any]) -> dict[str, Any]:
    return {name: np.round(value, 6).tolist() for name, value in numbers.items()}


def _arrays(numbers: dict[str, Any]) -> dict[str, Any]:
    return {name: np.array(v, np.float64) if isinstance(v, list) else float(v) for name, v in numbers.items()}
