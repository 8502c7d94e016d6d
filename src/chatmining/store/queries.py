"""Named queries of `sql/`, parameters always bound, and whole scripts."""

import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa

SQL = files(__package__).joinpath("sql")
_FILES = ("queries", "report", "derive")
_NAME = re.compile(r"^-- (\w+) --$", re.MULTILINE)


@cache
def _queries() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in _FILES:
        parts = _NAME.split(script(file))[1:]
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


@cache
def script(file: str) -> str:
    """Return the whole of `sql/<file>.sql`."""
    return SQL.joinpath(f"{file}.sql").read_text("utf-8")


@cache
def sql_digest() -> str:
    """Return a digest of all the program's SQL: a snapshot made by another one is made again."""
    texts = [entry.read_bytes() for entry in sorted(SQL.iterdir(), key=lambda e: e.name) if entry.is_file()]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]
