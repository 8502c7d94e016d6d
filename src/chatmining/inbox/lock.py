"""One run at a time, and a sentence that says whose turn it is: `flock`, which a killed process gives back."""

import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from chatmining.errors import StoreError
from chatmining.store import store_errors

_LOOK_AGAIN_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a lock: process, machine, since when (ISO, UTC)."""

    pid: int
    host: str
    since: str


@contextmanager
def only_one(path: Path, patience: float, waiting: Callable[[Holder], None]) -> Iterator[None]:
    """Hold the lock at `path`, waiting for it up to `patience` seconds; `waiting` is told once who holds it.

    Raises StoreError: still held after that time, the folder cannot be written, or the disk is full.
    """
    with ExitStack() as stack:
        with store_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = stack.enter_context(path.open("a+b", buffering=0))
            _acquire(stream, path, patience, waiting)
            _sign(stream)
        yield
        stream.truncate(0)


def _acquire(stream: FileIO, path: Path, patience: float, waiting: Callable[[Holder], None]) -> None:
    deadline = time.monotonic() + patience
    told = False
    while True:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            holder = _read(path)
            if time.monotonic() >= deadline:
                raise StoreError(
                    "inbox_busy", file=path, found=holder.pid, host=holder.host, since=holder.since
                ) from None
            if not told:
                waiting(holder)
                told = True
            time.sleep(_LOOK_AGAIN_S)


def _sign(stream: FileIO) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    stream.truncate(0)
    stream.write(json.dumps(asdict(Holder(pid=os.getpid(), host=socket.gethostname(), since=since))).encode())


def _read(path: Path) -> Holder:
    """Return who signed; the holder may be about to sign."""
    try:
        return Holder(**json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError):
        return Holder(pid=0, host="?", since="?")
