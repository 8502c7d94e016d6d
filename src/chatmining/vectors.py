"""Sentence vectors kept by content: each text is encoded once by each encoder, whoever reads its vector."""

from collections.abc import Callable, Sequence

import duckdb
import numpy as np
from numpy.typing import NDArray

from chatmining import store
from chatmining.embed import Encoder
from chatmining.nlp.french import READ, anonymous

Vectors = NDArray[np.float32]
_CHUNK = 256  # texts between two signs of progress


def _quietly(_what: str, _done: int, _of: int) -> None:
    """Say nothing of the progress."""


def stored_vectors(
    connection: duckdb.DuckDBPyConnection,
    texts: Sequence[tuple[str, str]],
    encoder: Encoder,
    progress: Callable[[str, int, int], None] = _quietly,
) -> Vectors:
    """Return the vectors of (text, content hash) pairs, in order, shape (len(texts), dimensions).

    Only texts never seen are encoded, without the pseudonyms in them; their vectors are kept as they come.
    """
    known = _known(connection, encoder.encoder_id, sorted({key for _, key in texts}))
    missing = {key: text for text, key in texts if key not in known}
    order = sorted(missing)
    for start in range(0, len(order), _CHUNK):
        progress("encode", start, len(order))
        keys = order[start : start + _CHUNK]
        known |= zip(keys, encoder.encode([anonymous(missing[key][:READ]) for key in keys]), strict=True)
        new = [{"content_hash": k, "encoder_id": encoder.encoder_id, "vector": store.to_bytes(known[k])} for k in keys]
        store.write_rows(connection, {"vectors": new})
    progress("encode", len(order), len(order))
    return np.array([known[key] for _, key in texts], np.float32) if texts else np.zeros((0, 0), np.float32)


def _known(connection: duckdb.DuckDBPyConnection, encoder_id: str, hashes: Sequence[str]) -> dict[str, Vectors]:
    table = store.fetch_arrow(connection, "known_vectors", encoder=encoder_id, hashes=list(hashes))
    keys = [str(key) for key in table.column("content_hash").to_pylist()]
    return dict(zip(keys, store.from_bytes(table.column("vector").to_pylist()), strict=True)) if keys else {}
