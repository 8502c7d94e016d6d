"""Sentence vectors in a quarter of their size, with the bits that a first sort reads."""

from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from chatmining.embed.usem3 import UniversalEncoder
from chatmining.store.catalogue import current
from chatmining.store.queries import query

ENCODER = UniversalEncoder.encoder_id  # the one that search reads; the others' vectors are not published
_BATCH = 20_000
_WORDS = 8  # of 64 bits: encoders up to 512 dimensions


def pack_vectors(connection: duckdb.DuckDBPyConnection, *, fresh: bool) -> None:
    """Write into `snapshot` the vectors of its contents that it lacks; a fresh one gets their centre first."""
    if fresh:
        sample = connection.execute(query("sample_vectors"), {"encoder": ENCODER}).to_arrow_table()
        if sample.num_rows:
            centre = from_bytes(sample.column("vector").to_pylist()).mean(axis=0, dtype=np.float64)
            connection.execute(query("keep_centre"), {"encoder": ENCODER, "centre": centre.tolist()})
    cursor = connection.cursor()  # reads on while the other writes
    cursor.execute(f'use "{current(connection)}"')
    for encoder, centre in connection.execute(query("known_centres")).fetchall():
        cursor.execute(query("waiting_vectors"), {"encoder": encoder})
        for batch in cursor.to_arrow_reader(_BATCH):
            vectors = from_bytes(batch.column("vector").to_pylist())
            _write(connection, encoder, batch.column("content"), vectors, np.array(centre, np.float32))


def to_bytes(vector: NDArray[np.float32]) -> bytes:
    """Return a vector as the table `vectors` keeps it: single ones are read faster than from a column of lists."""
    return np.asarray(vector, "<f4").tobytes()


def from_bytes(kept: Sequence[Any]) -> NDArray[np.float32]:
    """Return kept vectors of one encoder, shape (len(kept), dimensions)."""
    return np.frombuffer(b"".join(kept), "<f4").reshape(len(kept), -1).astype(np.float32)


def signs(vectors: NDArray[np.float32], centre: NDArray[np.float32]) -> NDArray[np.uint64]:
    """Return the signs of vectors less `centre`, 64 dimensions a word: shape (len(vectors), 8)."""
    padded = np.zeros((len(vectors), 64 * _WORDS), bool)
    padded[:, : vectors.shape[1]] = vectors > centre
    return np.packbits(padded, axis=1, bitorder="little").view("<u8")


def _write(
    connection: duckdb.DuckDBPyConnection,
    encoder: str,
    contents: "pa.Array[Any]",
    vectors: NDArray[np.float32],
    centre: NDArray[np.float32],
) -> None:
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    rounded = np.rint(vectors / np.where(largest, largest, 1) * 127).astype(np.int8)
    offsets = np.arange(0, rounded.size + 1, rounded.shape[1], dtype=np.int32)
    columns = {"content": contents, "encoder_id": pa.array([encoder] * len(vectors))}
    columns |= {f"b{i}": pa.array(word) for i, word in enumerate(signs(vectors, centre).T)}
    columns["vector"] = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(rounded.ravel(), pa.int8()))
    connection.register("packed", pa.table(columns))
    try:
        connection.execute(query("keep_vectors"))
    finally:
        connection.unregister("packed")
