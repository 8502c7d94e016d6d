"""Parquet: types as in the database, lists and maps included."""

from pathlib import Path

from pyarrow.parquet import ParquetWriter

from chatmining.exports.comments import Comments, Written


def write(comments: Comments, target: Path) -> Written:
    """Write every column as it is stored."""
    n = 0
    with ParquetWriter(target, comments.batches.schema, compression="zstd") as writer:
        for batch in comments.batches:
            writer.write_batch(batch)
            n += batch.num_rows
    return Written(n)
