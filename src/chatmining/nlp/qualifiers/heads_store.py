"""Save and load the mention heads: plain arrays, the tokens, metadata, model card. Nothing is unpickled."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from chatmining.artefacts import describe, metadata
from chatmining.errors import ModelError
from chatmining.nlp.qualifiers.heads import MentionHeads, Weights, vectoriser

_ARRAYS, _TOKENS = "heads.npz", "tokens.json"


def save(heads: MentionHeads, folder: Path, card: dict[str, Any], readme: str) -> None:
    """Write the arrays, the tokens, `metadata.json` and the model card to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: np.asarray(array, np.float32) for name, array in asdict(heads.weights).items()}
    np.savez_compressed(folder / _ARRAYS, allow_pickle=False, idf=heads.tokens.idf_.astype(np.float32), **arrays)
    terms = sorted(heads.tokens.vocabulary_, key=heads.tokens.vocabulary_.__getitem__)
    (folder / _TOKENS).write_text(json.dumps(terms, ensure_ascii=False), "utf-8")
    known = {"kind": "mentions", "model_id": folder.name, "encoder_id": heads.encoder_id}
    describe(folder, known | card, readme)


def load(folder: Path, encoder_id: str) -> MentionHeads:
    """Read the heads; raise ModelError when damaged or learnt on the vectors of another encoder."""
    known = metadata(folder)
    if known["encoder_id"] != encoder_id:
        raise ModelError("model_other_encoder", file=folder, found=known["encoder_id"], expected=encoder_id)
    try:
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            numbers = {name: arrays[name].astype(np.float64) for name in arrays.files}
        terms = json.loads((folder / _TOKENS).read_text("utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError("model_damaged", file=folder, found=error) from error
    tokens = vectoriser(terms)
    tokens.idf_ = numbers.pop("idf")
    return MentionHeads(Weights(**numbers), tokens, encoder_id)
