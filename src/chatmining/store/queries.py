"""Named queries of `sql/queries.sql` and `sql/report.sql`, parameters always bound."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa

_FILES = ("queries.sql", "report.sql")
_NAME = re.compile(r"^-- (\w+) --$", re.MULTILINE)


@cache
def _queries() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in _FILES:
        parts = _NAME.split(files(__package__).joinpath("sql", name).read_text("utf-8"))[1:]
        found |= zip(parts[::2], parts[1::2], strict=True)
    return found


def query(name: str) -> str:
    """Return the SQL of the query called `name`."""
    return _queries()[name]


def fetch(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Run the query called `name` and return its rows."""
    return connection.execute(query(name), parameters or None).fetchall()


def fetch_arrow(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> pa.Table:
    """Run the query called `name` and return its rows as Arrow: for vectors, that Python lists would slow down."""
    return connection.execute(query(name), parameters or None).to_arrow_table()
