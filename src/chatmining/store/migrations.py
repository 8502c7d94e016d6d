"""Numbered migrations: each file and its ledger row in one transaction."""

import duckdb

from chatmining.errors import StoreError
from chatmining.store.queries import SQL, script


def available() -> list[tuple[int, str, str]]:
    """Return (number, name, SQL) of every packaged migration, in order."""
    names = sorted(entry.name for entry in SQL.joinpath("migrations").iterdir() if entry.name.endswith(".sql"))
    return [(int(name[:4]), name[5:-4], SQL.joinpath("migrations", name).read_text("utf-8")) for name in names]


def migrate(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the database to the newest schema and views; return its version.

    Raises StoreError when the database is newer than the program.
    """
    migrations = available()
    applied = _version(connection)
    if applied > migrations[-1][0]:
        raise StoreError("database_newer", found=applied, expected=migrations[-1][0])
    pending = [migration for migration in migrations if migration[0] > applied]
    for number, name, sql in pending:
        _apply(connection, number, name, sql)
    if pending:
        connection.execute(script("views"))
    return migrations[-1][0]


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    connection.execute(script("ledger"))
    row = connection.execute("select coalesce(max(version), 0) from schema_migrations").fetchone()
    return int(row[0]) if row else 0


def _apply(connection: duckdb.DuckDBPyConnection, number: int, name: str, sql: str) -> None:
    connection.execute("begin")
    try:
        connection.execute(sql)
        connection.execute("insert into schema_migrations values ($version, $name)", {"version": number, "name": name})
        connection.execute("commit")
    except duckdb.Error:
        connection.execute("rollback")
        raise
