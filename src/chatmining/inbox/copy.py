"""A copy of our own while a file is read: what is hashed is what is stored, and a share may go meanwhile."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from chatmining.errors import ChatminingError, StoreError, UnreadableFile
from chatmining.formats.sidecar import SIDECAR
from chatmining.inbox.look import Drop, measure
from chatmining.store import store_errors

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def copied(drop: Drop, inbox: Path, place: Path) -> Iterator[Path]:
    """Lend a copy under the names that identify the webinar; it is gone afterwards.

    A file at the top of the inbox gets a folder of its own name: the inbox's name says nothing of a webinar.
    Raises UnreadableFile when the file goes or changes meanwhile, StoreError when there is no room.
    """
    with ExitStack() as stack:
        with store_errors(place):
            folder = stack.enter_context(TemporaryDirectory(dir=place))
        parent = drop.path.stem if drop.path.parent == inbox else drop.path.parent.name
        copy = Path(folder) / parent / drop.path.name
        try:
            _copy(drop.path, copy)
            changed = measure(drop.path) != drop
        except OSError as error:
            raise explained(error, drop.path) from error
        if changed:
            raise UnreadableFile("file_changing", file=drop.path)
        yield copy


def _copy(path: Path, copy: Path) -> None:
    copy.parent.mkdir()
    sidecar = path.parent / SIDECAR
    if sidecar.is_file():
        shutil.copyfile(sidecar, copy.parent / SIDECAR)
    if path.is_dir():
        shutil.copytree(path, copy, copy_function=shutil.copyfile)
    else:
        shutil.copyfile(path, copy)


def explained(error: OSError, path: Path) -> ChatminingError:
    """Return what the system's refusal means for the file at `path`."""
    if error.errno in _FULL:
        return StoreError("disk_full", file=path, found=error.strerror)
    if isinstance(error, PermissionError):
        return UnreadableFile("file_denied", file=path)
    return UnreadableFile("file_unreachable", file=path, found=error.strerror or type(error).__name__)


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """Lend an empty folder for copies; what a killed run left there goes first."""
    with store_errors(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
