"""The project's own sentence encoder: onnxruntime and tokenizers, nothing else."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["OnnxEncoder"]

# Every call of the network has one of these shapes, whatever the batch: a kernel that splits its work by
# shape then does the same arithmetic for a text wherever it stands, and its vector is the same to the bit.
LENGTHS = (8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 48, 56, 64, 80, 96, 128, 160, 192, 256)
ROWS = 8
MAX_TOKENS = LENGTHS[-1]
OVERLAP = 32  # word pieces that a part shares with the one before, lest a sentence be cut in two for both
START, PAD, END = 0, 1, 2  # ids of <s>, <pad>, </s>
WORKERS = 2
CHUNK = 4096  # texts tokenized at a time, to bound memory

Floats = NDArray[np.float32]


class OnnxEncoder:
    """Turns texts into unit vectors; a text's vector depends on nothing but the text."""

    def __init__(self, encoder_id: str, dimensions: int, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self.encoder_id = encoder_id
        self.dimensions = dimensions
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path) -> OnnxEncoder:
        """Load `encoder.onnx`, `tokenizer.json` and `metadata.json` from a model folder."""
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
        options = SessionOptions()
        options.intra_op_num_threads = 1  # the parallelism is over batches, see `encode`
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS, stride=OVERLAP)
        return cls(metadata["id"], int(metadata["dimensions"]), session, tokenizer)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 a text: shape (len(texts), dimensions)."""
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        with ThreadPoolExecutor(WORKERS) as pool:
            for start in range(0, len(texts), CHUNK):
                chunk = list(texts[start : start + CHUNK])
                ids = [encoding.ids for encoding in self._tokenizer.encode_batch_fast(chunk)]
                batches = list(_batches(ids))
                for rows, found in zip(batches, pool.map(partial(self._run, ids), batches), strict=True):
                    vectors[start + np.array(rows)] = found
        return vectors

    def beyond(self, text: str) -> list[str]:
        """Return what `encode` does not read of a text, in overlapping parts that it does read."""
        if len(text) <= MAX_TOKENS - 2:  # a word piece is one character at least
            return []
        parts = self._tokenizer.encode(text).overflowing
        return [text[part.offsets[1][0] : part.offsets[-2][1]] for part in parts]

    def _run(self, ids: list[list[int]], rows: list[int]) -> Floats:
        block = np.full((ROWS, _bucket(len(ids[rows[0]]))), PAD, np.int64)
        block[:, :2] = START, END  # rows that hold no text are empty texts, not padding alone
        for line, row in enumerate(rows):
            block[line, : len(ids[row])] = ids[row]
        found: Floats = self._session.run(None, {"ids": block})[0]
        return found[: len(rows)]


def _batches(ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield indices of texts that share a padded length, at most ROWS at a time."""
    same_length: defaultdict[int, list[int]] = defaultdict(list)
    for i, tokens in enumerate(ids):
        same_length[_bucket(len(tokens))].append(i)
    for length in sorted(same_length, reverse=True):
        rows = same_length[length]
        yield from (rows[i : i + ROWS] for i in range(0, len(rows), ROWS))


def _bucket(length: int) -> int:
    return next(width for width in LENGTHS if width >= length)
