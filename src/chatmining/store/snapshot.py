"""Publish a read-only copy of the working database by atomic rename."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

import duckdb

from chatmining import __version__
from chatmining.store.connection import store_errors
from chatmining.store.packing import ENCODER
from chatmining.store.publication import build, same, update
from chatmining.store.queries import query, sql_digest
from chatmining.store.spare import keep, prepare, spare_of, take

_ROWS = 30_720  # rows written together: the last ones of each table are written again at each publication
_LOOSE = 0.2  # beyond this share of comments put in since, the snapshot is made again, in order


@dataclass(frozen=True, slots=True)
class _Lag:
    """What a snapshot lacks: the webinars to renew, with how many comments stand in order in it; or nothing at all.

    No webinar is to be renewed when only what belongs to no webinar differs.
    """

    changed: list[str]
    in_order: int
    nothing: bool


def publish(connection: duckdb.DuckDBPyConnection, target: Path) -> bool:
    """Make `target` hold what the working database holds, in one rename; return False when it did already.

    What a run changed is put into the spare, or into a copy of the last snapshot; anything else makes it again from
    scratch. Readers of the file replaced go on undisturbed; a failure leaves `target` as it was.
    """
    with store_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        remove_drafts(target)
        lag = _lag(connection, target)
        if lag and lag.nothing:
            return False
        draft, spare = target.with_name(f".{target.name}.{os.getpid()}"), spare_of(connection)
        try:
            if not lag or not _renewed(connection, target, draft, spare):
                _made(connection, draft, spare)
            elif spare:
                keep(spare, target)
            draft.replace(target)
        finally:
            remove_drafts(target)
        return True


def remove_drafts(target: Path) -> None:
    """Remove what publishing left unfinished, killed runs' too; to be called by the one writer only."""
    for draft in target.parent.glob(f".{target.name}.*"):
        draft.unlink(missing_ok=True)


def _lag(connection: duckdb.DuckDBPyConnection, snapshot: Path) -> _Lag | None:
    """Return what `snapshot` lacks; None when it cannot be brought up to date."""
    if not snapshot.exists():
        return None
    try:
        with _attached(connection, snapshot, "(read_only)"):
            ((version, digest, comments, in_order),) = connection.execute(query("publication")).fetchall()
            if (version, digest) != (__version__, sql_digest()) or comments > in_order * (1 + _LOOSE):
                return None
            if connection.execute(query("encoder_new"), {"encoder": ENCODER}).fetchall() == [(True,)]:
                return None
            changed = [webinar for (webinar,) in connection.execute(query("changed_webinars")).fetchall()]
            return _Lag(changed, in_order, nothing=not changed and same(connection))
    except duckdb.Error:
        return None  # of an older version, or damaged: it is made again


def _renewed(connection: duckdb.DuckDBPyConnection, target: Path, draft: Path, spare: Path | None) -> bool:
    """Renew webinars in the spare or in a copy of `target`; return False when that does not give all that is stored."""
    lag = _lag(connection, draft) if spare and take(spare, draft) else None
    if not lag:
        copyfile(target, draft)
        lag = _lag(connection, draft)
    if not lag:
        return False
    with _attached(connection, draft):
        update(connection, lag.changed, lag.in_order)
        connection.execute("checkpoint snapshot")  # an error here would be lost in what detaching does
        return same(connection)


def _made(connection: duckdb.DuckDBPyConnection, draft: Path, spare: Path | None) -> None:
    """Make a snapshot from scratch, and a spare of it."""
    for path in (draft, spare):
        if path:
            path.unlink(missing_ok=True)
    with _attached(connection, draft):
        build(connection)
        connection.execute("checkpoint snapshot")
    if spare:
        prepare(spare, draft)


@contextmanager
def _attached(
    connection: duckdb.DuckDBPyConnection, path: Path, options: str = f"(row_group_size {_ROWS})"
) -> Iterator[None]:
    escaped = str(path).replace("'", "''")
    connection.execute(f"attach '{escaped}' as snapshot {options}")  # ATTACH takes no bound parameter
    try:
        yield
    finally:
        connection.execute("detach snapshot")
