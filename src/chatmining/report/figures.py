"""Numbers that know where they come from: every answer of the database is kept with the query that gave it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from chatmining import store


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of an answer: `place` is « answer.row.column »."""

    place: str
    value: Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What a named query answered; rows are lists of values that JSON can hold."""

    number: int
    query: str
    parameters: dict[str, Any]
    columns: tuple[str, ...]
    rows: list[list[Any]]

    def __iter__(self) -> Iterator["Row"]:
        """Iterate over the rows."""
        return (Row(self, rank) for rank in range(len(self.rows)))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def first(self) -> "Row | None":
        """Return the first row, if any."""
        return Row(self, 0) if self.rows else None

    def where(self, **wanted: Any) -> list["Row"]:
        """Return the rows whose columns hold these values."""
        return [row for row in self if all(row.value(name) == value for name, value in wanted.items())]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer: `row["n"]` is a Figure, `row.value("n")` the bare value."""

    answer: Answer
    rank: int

    def __getitem__(self, column: str) -> Figure:
        """Return the cell of `column`."""
        return Figure(f"{self.answer.number}.{self.rank}.{column}", self.value(column))

    def value(self, column: str) -> Any:
        """Return the bare value of `column`."""
        return self.answer.rows[self.rank][self.answer.columns.index(column)]


@dataclass(slots=True)
class Ledger:
    """Asks the snapshot and keeps every answer that the page may show."""

    db: duckdb.DuckDBPyConnection
    answers: list[Answer] = field(default_factory=list)

    def ask(self, query: str, **parameters: Any) -> Answer:
        """Run a named query and keep its answer."""
        columns, rows = run(self.db, query, parameters)
        answer = Answer(len(self.answers), query, parameters, tuple(columns), rows)
        self.answers.append(answer)
        return answer


def run(db: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """Return (columns, rows) of a named query, its values as JSON holds them."""
    result = db.execute(store.query(query), parameters or None)
    columns = [column[0] for column in result.description or ()]
    return columns, [[plain(value) for value in row] for row in result.fetchall()]


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: dates in ISO, texts without what could drive a screen."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    return value


_HIDDEN = dict.fromkeys(
    [*range(0, 9), *range(11, 32), *range(127, 160), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    "\N{REPLACEMENT CHARACTER}",
) | dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def visible(text: str) -> str:
    """Return `text` with control and bidirectional marks replaced one for one: places in the text stay true."""
    return text.translate(_HIDDEN)
