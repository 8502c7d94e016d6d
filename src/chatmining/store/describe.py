"""`docs/schema.md`, made from the comments of the database: `python -m chatmining.store.describe > docs/schema.md`."""

import sys
import tempfile
from itertools import groupby
from pathlib import Path

import duckdb

from chatmining.store.connection import open_reader, open_writer
from chatmining.store.queries import fetch
from chatmining.store.snapshot import publish

# The table that each key belongs to: how tables are joined, since DuckDB's foreign keys would forbid updates.
_KEYS = {
    "webinar_id": "webinars",
    "comment_id": "comments",
    "message_id": "messages",
    "topic_id": "topics",
    "theme": "themes",
    "registry_id": "topic_registry",
    "run_id": "runs",
    "batch_id": "batches",
}
_HEAD = """# What the published database holds

Made from the comments of the database (`python -m chatmining.store.describe`); the same texts are in
`duckdb_tables()`, `duckdb_views()`, `duckdb_columns()` and `duckdb_functions()`. The tables of the schema `published`
are the views' answers and the index of search; ask the views and macros instead.
"""


def describe(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the page of an open snapshot: diagram, tables, views, macros."""
    columns = {
        name: list(rows) for name, rows in groupby(fetch(connection, "schema_columns"), key=lambda row: str(row[0]))
    }
    parts = [_HEAD, _diagram(connection, columns)]
    for title, kind in (("Tables", "schema_tables"), ("Views", "schema_views")):
        parts.append(f"## {title}\n")
        for name, said in fetch(connection, kind):
            lines = [f"| {column} | {type_} | {text} |" for _, column, type_, text in columns[name]]
            parts.append(
                "\n".join([f"### {name}\n\n{said}\n", "| column | type | |", "| --- | --- | --- |", *lines, ""])
            )
    parts.append("## Macros\n")
    parts += [f"- `{name}({', '.join(given)})`: {said}" for name, given, said in fetch(connection, "schema_macros")]
    return "\n".join(parts) + "\n"


def _diagram(connection: duckdb.DuckDBPyConnection, columns: dict[str, list[tuple[str, ...]]]) -> str:
    tables = [name for name, _ in fetch(connection, "schema_tables")]
    links = [
        f"    {_KEYS[column]} ||--o{{ {table} : {column}"
        for table in tables
        for _, column, *_ in columns[table]
        if _KEYS.get(column, table) != table
    ]
    return "\n".join(["```mermaid", "erDiagram", *links, "```", ""])


def page() -> str:
    """Return the page of an empty database, migrated and published."""
    with tempfile.TemporaryDirectory() as folder:
        work, snapshot = Path(folder, "work.duckdb"), Path(folder, "snapshot.duckdb")
        with open_writer(work) as connection:
            publish(connection, snapshot)
        with open_reader(snapshot) as connection:
            return describe(connection)


if __name__ == "__main__":
    sys.stdout.write(page())
