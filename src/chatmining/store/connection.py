"""Open the working database for its one writer, or the snapshot for any reader."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from chatmining.errors import StoreError
from chatmining.store.migrations import migrate

# No extension is ever fetched: what is needed comes from pinned packages.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# DuckDB draws a bar on standard output, where answers go, once a query takes two seconds.
_QUIET = "set TimeZone = 'UTC'; set enable_progress_bar = false;"
_HOLDER = re.compile(r"PID (\d+)")


@contextmanager
def open_writer(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open, migrate and lend the working database; close it whatever happens.

    Raises StoreError: another process holds it, the disk is full, the folder is read-only, the file is damaged.
    """
    with store_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _connect(path)
        try:
            connection.execute(_QUIET)
            migrate(connection)
            yield connection
        finally:
            connection.close()


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open or make the working database; one that a full disk cut short while it was made would never open."""
    made_here = not path.exists()
    try:
        return duckdb.connect(str(path), config=_CONFIG)
    except duckdb.Error as error:
        if made_here and _explained(path, error).code == "disk_full":
            path.unlink(missing_ok=True)
        raise


@contextmanager
def open_reader(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published snapshot read-only, with no access to any other file."""
    if not path.exists():
        raise StoreError("snapshot_missing", file=path)
    with store_errors(path):
        connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
        try:
            connection.execute(f"{_QUIET} set enable_external_access = false; set lock_configuration = true;")
            yield connection
        finally:
            connection.close()


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn what DuckDB and the system say into one sentence for the user."""
    try:
        yield
    except duckdb.Error as error:
        raise _explained(path, error) from error
    except OSError as error:
        code = "disk_full" if error.errno in (errno.EFBIG, errno.ENOSPC, errno.EDQUOT) else "home_unwritable"
        raise StoreError(code, file=path, found=error.strerror) from error


def _explained(path: Path, error: duckdb.Error) -> StoreError:
    said = str(error)
    if "Conflicting lock" in said or "Could not set lock" in said:
        holder = _HOLDER.search(said)
        return StoreError("database_locked", file=path, found=holder.group(1) if holder else "?")
    if any(sign in said for sign in ("No space left", "File too large", "Disk quota", "could not allocate")):
        return StoreError("disk_full", file=path, found=_first_line(said))
    if any(sign in said for sign in ("Read-only file system", "Permission denied", "Cannot open file")):
        return StoreError("home_unwritable", file=path, found=_first_line(said))
    if isinstance(error, duckdb.IOException | duckdb.InternalException | duckdb.FatalException):
        return StoreError("database_damaged", file=path, found=_first_line(said))
    return StoreError("query_refused", file=path, found=_first_line(said))


def _first_line(said: str) -> str:
    return said.strip().split("\n", 1)[0][:300]
