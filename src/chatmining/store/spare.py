"""The snapshot replaced by the last publication, kept to be renewed: the next one then copies nothing.

A copy of a large snapshot takes as long as the disk writes it, however few webinars changed. Two files take turns
instead: readers have one, the other lags behind by a publication. It is written to only when no process has it open,
which the system tells (a lease, see fcntl(2)); where that cannot be known the last snapshot is copied.
"""

import fcntl
import os
import shutil
from contextlib import suppress
from pathlib import Path

import duckdb

from chatmining.store.queries import query


def spare_of(connection: duckdb.DuckDBPyConnection) -> Path | None:
    """Return where the spare stands: beside the working database, out of readers' sight; None for one in memory."""
    ((path,),) = connection.execute(query("database_path")).fetchall()
    return Path(f"{path}.spare") if path else None


def take(spare: Path, draft: Path) -> bool:
    """Rename the spare to `draft` when nobody reads it any more; return whether that was done."""
    if not spare.exists() or not _is_free(spare):
        return False
    with suppress(OSError):  # on another file system than the snapshot's
        spare.rename(draft)
        return True
    return False


def keep(spare: Path, replaced: Path) -> None:
    """Let the snapshot about to be replaced be the spare: one file with two names until then."""
    spare.unlink(missing_ok=True)
    with suppress(OSError):  # a file system without such names
        os.link(replaced, spare)


def prepare(spare: Path, snapshot: Path) -> None:
    """Copy a snapshot made from scratch, whole on disk before it is the spare; without room there is none."""
    part = Path(f"{spare}.part")
    try:
        shutil.copyfile(snapshot, part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(spare)
    except OSError:
        part.unlink(missing_ok=True)


def _is_free(path: Path) -> bool:
    """Tell whether no process, this one included, has the file open or may reach it by another name."""
    if not hasattr(fcntl, "F_SETLEASE"):  # Linux alone has leases
        return False
    with path.open("rb") as held:
        try:
            fcntl.fcntl(held, fcntl.F_SETLEASE, fcntl.F_WRLCK)  # refused while the file is open elsewhere
        except OSError:
            return False
        return os.fstat(held.fileno()).st_nlink == 1
