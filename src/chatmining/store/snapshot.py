"""Publish a read-only copy of the working database by atomic rename."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from chatmining import __version__
from chatmining.store.connection import store_errors
from chatmining.store.packing import ENCODER
from chatmining.store.publication import build, same, update
from chatmining.store.queries import query, sql_digest

_LOOSE = 0.2  # beyond this share of comments put in since, the snapshot is made again, in order


def publish(connection: duckdb.DuckDBPyConnection, target: Path) -> bool:
    """Make `target` hold what the working database holds, in one rename; return False when it did already.

    What a run changed is put into a copy of the last snapshot; anything else makes it again from scratch. Readers of
    the file replaced go on undisturbed; a failure leaves `target` as it was.
    """
    with store_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        remove_drafts(target)
        changed, in_order = _compared(connection, target)
        if in_order < 0:
            return False
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            if changed is None or not _renewed(connection, target, draft, changed, in_order):
                draft.unlink(missing_ok=True)
                with _attached(connection, draft):
                    build(connection)
            draft.replace(target)
        finally:
            remove_drafts(target)
        return True


def remove_drafts(target: Path) -> None:
    """Remove what publishing left unfinished, killed runs' too; to be called by the one writer only."""
    for draft in target.parent.glob(f".{target.name}.*"):
        draft.unlink(missing_ok=True)


def _compared(connection: duckdb.DuckDBPyConnection, target: Path) -> tuple[list[str] | None, int]:
    """Return the webinars to renew and how many comments stand in order in `target`.

    None for all webinars; an empty list when only what belongs to no webinar differs; -1 when nothing does.
    """
    if not target.exists():
        return None, 0
    try:
        with _attached(connection, target, "(read_only)"):
            ((version, digest, comments, in_order),) = connection.execute(query("publication")).fetchall()
            if (version, digest) != (__version__, sql_digest()) or comments > in_order * (1 + _LOOSE):
                return None, 0
            if connection.execute(query("encoder_new"), {"encoder": ENCODER}).fetchall() == [(True,)]:
                return None, 0
            changed = [webinar for (webinar,) in connection.execute(query("changed_webinars")).fetchall()]
            return changed, -1 if not changed and same(connection) else in_order
    except duckdb.Error:
        return None, 0  # of an older version, or damaged: it is made again


def _renewed(
    connection: duckdb.DuckDBPyConnection, target: Path, draft: Path, changed: list[str], in_order: int
) -> bool:
    """Renew webinars in a copy of `target`; return False when that does not give all that is stored."""
    _copy(target, draft)
    with _attached(connection, draft):
        update(connection, changed, in_order)
        return same(connection)


def _copy(source: Path, target: Path) -> None:
    """Copy a file inside the kernel; a file system that can share blocks does so."""
    with source.open("rb") as read, target.open("wb") as written:
        while os.copy_file_range(read.fileno(), written.fileno(), 1 << 30):
            pass


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path, options: str = "") -> Iterator[None]:
    escaped = str(path).replace("'", "''")
    connection.execute(f"attach '{escaped}' as snapshot {options}")  # ATTACH takes no bound parameter
    try:
        yield
    finally:
        connection.execute("detach snapshot")
