"""What every format writes: the comments of the snapshot, batch by batch."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from chatmining.store import fetch, query

_BATCH = 10_000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments in the order of webinars and time, read once; `themes` are those that have a probability."""

    batches: pa.RecordBatchReader
    themes: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """Yield one dictionary a comment: `themes` a list, `probabilities` a dictionary."""
        for batch in self.batches:
            for row in batch.to_pylist():
                yield row | {"probabilities": dict(row["probabilities"] or ())}

    def flat_columns(self) -> list[str]:
        """Return the columns of a table without lists: one column of probabilities a theme."""
        names = [name for name in self.batches.schema.names if name not in ("probabilities", "text")]
        return [*names, *(f"p_{theme}" for theme in self.themes), "text"]

    def flat_rows(self) -> Iterator[list[Any]]:
        """Yield the values of `flat_columns`: themes joined by « | », moments as UTC text."""
        for row in self.rows():
            row |= {f"p_{theme}": row["probabilities"].get(theme) for theme in self.themes}
            row["themes"] = "|".join(row["themes"])
            if isinstance(row["said_at"], datetime):
                row["said_at"] = row["said_at"].strftime("%Y-%m-%d %H:%M:%S")
            row["date"] = None if row["date"] is None else str(row["date"])
            yield [row[name] for name in self.flat_columns()]


@dataclass(frozen=True, slots=True)
class Written:
    """How many comments were written, how many were cut to fit, how many could not be written."""

    comments: int
    cut: int = 0
    left_out: int = 0


def read(connection: duckdb.DuckDBPyConnection, webinar: str | None) -> Comments:
    """Return the comments of `webinar`, or all."""
    themes = tuple(theme for (theme,) in fetch(connection, "scored_themes", webinar=webinar))
    result = connection.execute(query("export_comments"), {"webinar": webinar})
    return Comments(result.to_arrow_reader(_BATCH), themes)
