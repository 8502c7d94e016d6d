"""Publish a read-only copy of the working database by atomic rename."""

import os
from pathlib import Path

import duckdb

from chatmining.store.connection import store_errors
from chatmining.store.migrations import migrate


def publish(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Copy every table, in the order of its key, to a new file, then rename it onto `target`.

    Readers of the file replaced go on undisturbed; a failure leaves `target` as it was. The same content gives
    the same rows in the same order.
    """
    with store_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        draft.unlink(missing_ok=True)
        try:
            _copy(connection, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
            draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)


def _copy(connection: duckdb.DuckDBPyConnection, draft: Path) -> None:
    with duckdb.connect(str(draft)) as fresh:
        migrate(fresh)
    escaped = str(draft).replace("'", "''")
    connection.execute(f"attach '{escaped}' as snapshot")  # ATTACH takes no bound parameter
    try:
        for (table,) in connection.execute(
            "select table_name from duckdb_tables() where database_name = current_database() and table_name <> "
            "'schema_migrations' order by table_name"
        ).fetchall():
            connection.execute(f"insert into snapshot.{table} select * from main.{table} order by all")
    finally:
        connection.execute("detach snapshot")
