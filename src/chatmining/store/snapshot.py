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
        remove_drafts(target)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            _copy(connection, draft)
            draft.replace(target)
        finally:
            remove_drafts(target)


def remove_drafts(target: Path) -> None:
    """Remove what publishing left unfinished, killed runs' too; to be called by the one writer only."""
    with store_errors(target):
        for draft in target.parent.glob(f".{target.name}.*"):
            draft.unlink(missing_ok=True)


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
