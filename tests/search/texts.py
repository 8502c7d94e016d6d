"""A published webinar that says what a test writes, each text with a vector of its own."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tests import synthetic

from chatmining import store


def toward(text: str) -> np.ndarray:
    """Return a vector that only this text has."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
    vector = np.random.default_rng(seed).normal(size=synthetic.DIMENSIONS).astype(np.float32)
    return vector / np.linalg.norm(vector)


def publish(texts: Sequence[str], folder: Path) -> Path:
    """Store the texts as the comments of one webinar and return its snapshot."""
    with store.open_writer(folder / "work.duckdb") as connection:
        tables = {name: rows.to_pylist() for name, rows in synthetic.webinar(0, synthetic.Size(len(texts))).items()}
        for row, text in zip(tables["comments"], texts, strict=True):
            row |= {"text": text, "content_hash": text}
        tables["vectors"] = [
            {"content_hash": text, "encoder_id": synthetic.ENCODER, "vector": store.to_bytes(toward(text))}
            for text in texts
        ]
        store.write_rows(connection, tables)
        store.publish(connection, folder / "snapshot.duckdb")
    return folder / "snapshot.duckdb"
