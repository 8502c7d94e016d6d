"""What a database is made of, and which one names mean."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from chatmining.store.queries import query


@contextmanager
def using(connection: duckdb.DuckDBPyConnection, catalogue: str) -> Iterator[None]:
    """Let names without a database mean those of `catalogue`."""
    before = current(connection)
    connection.execute(f'use "{catalogue}"')
    try:
        yield
    finally:
        connection.execute(f'use "{before}"')


def current(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the name of the database that unqualified names mean."""
    ((name,),) = connection.execute("select current_database()").fetchall()
    return str(name)


def tables(connection: duckdb.DuckDBPyConnection, catalogue: str) -> list[str]:
    """Return the names of the tables of `catalogue` that a snapshot holds as they are: all but `vectors`."""
    return [name for (name,) in connection.execute(query("tables"), {"catalogue": catalogue}).fetchall()]


def definitions(connection: duckdb.DuckDBPyConnection, catalogue: str) -> list[str]:
    """Return the statements that make each of these tables in a snapshot.

    No key is made there: nothing but whole webinars is ever written, and keys would be a third of the file.
    """
    rows = connection.execute(query("table_columns"), {"catalogue": catalogue}).fetchall()
    made = []
    for table, said, columns in rows:
        lines = [f"{c['name']} {c['type']}{'' if c['nullable'] else ' not null'}" for c in columns]
        comments = [_comment(f"column {table}.{c['name']}", c["said"]) for c in columns]
        made += [f"create table {table} ({', '.join(lines)});", _comment(f"table {table}", said), *comments]
    return made


def read_from_table(connection: duckdb.DuckDBPyConnection, view: str) -> str:
    """Return the statements that make `view` read `published.<view>`, its comments kept."""
    rows = connection.execute(query("view_columns"), {"view": view}).fetchall()
    ((said,),) = connection.execute(query("view_comment"), {"view": view}).fetchall()
    columns = ", ".join(name for name, _ in rows)
    made = [f"create or replace view {view} as select {columns} from published.{view};"]
    made += [_comment(f"view {view}", said), _comment(f"table published.{view}", said)]
    for name, text in rows:
        made += [_comment(f"column {view}.{name}", text), _comment(f"column published.{view}.{name}", text)]
    return "\n".join(made)


def _comment(what: str, text: str | None) -> str:
    escaped = (text or "").replace("'", "''")
    return f"comment on {what} is '{escaped}';"
