"""Save and load the question head: numbers in JSON, metadata, model card."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from chatmining.artefacts import describe, metadata
from chatmining.errors import ModelError
from chatmining.questions.head import QuestionHead

_NUMBERS = "head.json"


def save(head: QuestionHead, folder: Path, card: dict[str, Any], readme: str) -> None:
    """Write the numbers, `metadata.json` and the model card to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = {
        "on_vector": head.on_vector.round(6).tolist(),
        "on_signs": head.on_signs.round(6).tolist(),
        "bias": round(head.bias, 6),
    }
    (folder / _NUMBERS).write_text(json.dumps(numbers) + "\n", "utf-8")
    known = {"kind": "questions", "model_id": folder.name, "encoder_id": head.encoder_id}
    describe(folder, known | card, readme)


def load(folder: Path, encoder_id: str) -> QuestionHead:
    """Read the head; raise ModelError when damaged or learnt on the vectors of another encoder."""
    known = metadata(folder)
    if known["encoder_id"] != encoder_id:
        raise ModelError("model_other_encoder", file=folder, found=known["encoder_id"], expected=encoder_id)
    try:
        numbers = json.loads((folder / _NUMBERS).read_text("utf-8"))
        return QuestionHead(
            on_vector=np.array(numbers["on_vector"], np.float64),
            on_signs=np.array(numbers["on_signs"], np.float64),
            bias=float(numbers["bias"]),
            encoder_id=encoder_id,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("model_damaged", file=folder, found=error) from error
