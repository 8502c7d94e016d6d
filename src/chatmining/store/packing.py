"""Sentence vectors in a quarter of their size, with the few coordinates that a first sort reads."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from chatmining.embed.usem3 import UniversalEncoder
from chatmining.store.catalogue import current
from chatmining.store.queries import SQL, query

ENCODER = UniversalEncoder.encoder_id  # the one that search reads; the others' vectors are not published
LEXICON = Path(str(SQL.joinpath("lexicon.parquet")))  # made by `chatmining.store.lexicon`
_BATCH = 20_000
_AXES = 128
_ROOM = 1.2  # a vector may reach farther along an axis than those the axis was found on


def pack_vectors(connection: duckdb.DuckDBPyConnection, *, fresh: bool) -> None:
    """Write into `snapshot` the vectors that its contents lack; a fresh one gets their axes first, and the lexicon."""
    if fresh:
        connection.execute(query("keep_lexicon"), {"file": str(LEXICON)})
        sample = connection.execute(query("sample_vectors"), {"encoder": ENCODER}).to_arrow_table()
        if sample.num_rows:
            _keep_axes(connection, axes(from_bytes(sample.column("vector").to_pylist())))
    known = connection.execute(query("known_axes"), {"encoder": ENCODER}).fetchall()
    if not known:
        return
    directions = np.array([direction for (direction,) in known], np.float32)
    cursor = connection.cursor()  # reads on while the other writes
    cursor.execute(f'use "{current(connection)}"')
    cursor.execute(query("waiting_vectors"), {"encoder": ENCODER})
    for batch in cursor.to_arrow_reader(_BATCH):
        _write(connection, batch.column("content"), from_bytes(batch.column("vector").to_pylist()), directions)


def to_bytes(vector: NDArray[np.float32]) -> bytes:
    """Return a vector as the table `vectors` keeps it: single ones are read faster than from a column of lists."""
    return np.asarray(vector, "<f4").tobytes()


def from_bytes(kept: Sequence[Any]) -> NDArray[np.float32]:
    """Return kept vectors of one encoder, shape (len(kept), dimensions)."""
    return np.frombuffer(b"".join(kept), "<f4").reshape(len(kept), -1).astype(np.float32)


def axes(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the directions that keep most of the vectors' products: shape (128, dimensions).

    They are the first right singular vectors, each long enough for products of about 127 at most.
    """
    whole = vectors.astype(np.float64)
    _, found = np.linalg.eigh(whole.T @ whole)
    directions = found.T[::-1][:_AXES]
    reached = np.abs(whole @ directions.T).max(axis=0)
    lengths = 127 / (_ROOM * np.maximum(reached, 1e-3))
    return np.asarray(directions * lengths[:, None], np.float32)


def _keep_axes(connection: duckdb.DuckDBPyConnection, directions: NDArray[np.float32]) -> None:
    columns = {"encoder_id": pa.array([ENCODER] * _AXES), "axis": pa.array(range(1, _AXES + 1), pa.int32())}
    _insert(connection, "axes_found", pa.table({**columns, "direction": fixed_lists(directions)}), "keep_axes")


def _write(
    connection: duckdb.DuckDBPyConnection,
    contents: "pa.Array[Any]",
    vectors: NDArray[np.float32],
    directions: NDArray[np.float32],
) -> None:
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    rounded = np.rint(vectors / np.where(largest, largest, 1) * 127).astype(np.int8)
    near = np.clip(np.rint(vectors @ directions.T), -127, 127).astype(np.int8)
    columns = {"content": contents, "encoder_id": pa.array([ENCODER] * len(vectors))}
    packed = pa.table({**columns, "near": fixed_lists(near), "vector": fixed_lists(rounded)})
    _insert(connection, "packed", packed, "keep_vectors")


def fixed_lists(rows: NDArray[Any]) -> "pa.Array[Any]":
    """Return the rows of a matrix as a column of lists of one length."""
    return pa.FixedSizeListArray.from_arrays(pa.array(np.ascontiguousarray(rows).ravel()), rows.shape[1])


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table, insertion: str) -> None:
    connection.register(name, rows)
    try:
        connection.execute(query(insertion))
    finally:
        connection.unregister(name)
