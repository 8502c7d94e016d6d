"""Parquet: read by batches, every column as texts, numbers or times."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from chatmining.errors import UnreadableFile
from chatmining.formats.source import Source
from chatmining.formats.table.cells import Cell, Row
from chatmining.formats.table.sheet import Sheet

_MAGIC = b"PAR1"
_BATCH = 4096


def is_parquet(source: Source) -> bool:
    """Tell whether the file is Parquet, be it damaged."""
    return source.head_bytes.startswith(_MAGIC)


def sheets(source: Source) -> Iterator[Sheet]:
    """Yield the one table of a Parquet file."""
    yield Sheet("parquet", partial(_rows, source))


def _rows(source: Source) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(source.path) as file:
            number = 1
            for batch in file.iter_batches(_BATCH):
                table = pa.Table.from_batches([batch]).flatten()
                if number == 1:
                    yield Row(1, table.column_names)
                for cells in zip(*map(_cells, table.columns), strict=True):
                    number += 1
                    yield Row(number, cells)
    except (pa.ArrowException, OSError, ValueError, ArithmeticError) as error:
        raise UnreadableFile("file_broken", file=source.path, line=1, found=str(error)[:80]) from error


def _cells(column: Any) -> list[Cell]:
    """Return a column's values; times finer than a microsecond are cut, lists and maps are left out."""
    import pyarrow as pa
    from pyarrow import types

    kind = column.type
    if types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    elif types.is_time(kind):
        column = column.cast(pa.time64("us"), safe=False)
    elif types.is_duration(kind):
        column = column.cast(pa.duration("us"), safe=False)
    elif types.is_decimal(kind):
        column = column.cast(pa.float64())
    elif types.is_binary(kind) or types.is_large_binary(kind):
        return [None if cell is None else cell.decode("utf-8", errors="replace") for cell in column.to_pylist()]
    elif types.is_nested(kind):
        return [None] * len(column)
    values: list[Cell] = column.to_pylist()
    return values
