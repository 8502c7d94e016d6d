"""What lies in the folder, and whether it is whole: nothing there is ours, so nothing is moved or changed."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatmining.errors import BadInput, StoreError
from chatmining.formats.file_tree import Tree
from chatmining.formats.sidecar import SIDECAR
from chatmining.formats.slack import root_of
from chatmining.pipeline import content_digest

# Copies under way, by the names that browsers, sync clients and copy tools give them.
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".temp", ".icloud", ".!sync")
# What platforms save beside a chat, and what systems leave in every folder.
_BESIDE = (".mp4", ".m4a", ".mp3", ".wav", ".webm", ".mov", ".mkv", ".m3u", ".conf", ".png", ".jpg", ".jpeg", ".gif",
           ".pdf", ".pptx", ".docx", ".ini", ".db", ".lnk")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A file, or a folder that is one export; `size` in bytes, `changed_ns` its newest time."""

    path: Path
    size: int
    changed_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was seen of a folder: drops, oldest first, and how many files were passed over."""

    drops: tuple[Drop, ...]
    passed_over: int


def look(folder: Path) -> Sight:
    """Return what lies in `folder`, its sub-folders included.

    The oldest comes first, so that a run that was missed changes nothing in the order of things.
    Raises BadInput when there is no such folder, StoreError when it cannot be read to the end.
    """
    if not folder.is_dir():
        raise BadInput("inbox_missing", file=folder)
    drops, passed_over = [], 0
    try:
        for path in _entries(folder):
            if _passed_over(path):
                passed_over += path.name != SIDECAR
            elif drop := measure(path):
                drops.append(drop)
    except OSError as error:
        raise StoreError("inbox_unreachable", file=folder, found=error.strerror) from error
    drops.sort(key=lambda drop: (drop.changed_ns, str(drop.path)))
    return Sight(drops=tuple(drops), passed_over=passed_over)


def _entries(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if not path.is_dir():
            yield path
        elif not path.is_symlink() and not path.name.startswith("."):
            if root_of(Tree(path)) == "":
                yield path
            else:
                yield from _entries(path)


def _passed_over(path: Path) -> bool:
    name = path.name.lower()
    return name.startswith((".", "~$")) or name == SIDECAR or name.endswith((*_UNFINISHED, *_BESIDE))


def measure(path: Path) -> Drop | None:
    """Return size and time of what is at `path`, or None when it has gone."""
    try:
        files = [child for child in path.rglob("*") if child.is_file()] if path.is_dir() else [path]
        stats = [file.stat() for file in files]
    except FileNotFoundError:
        return None
    return Drop(path=path, size=sum(s.st_size for s in stats), changed_ns=max(s.st_mtime_ns for s in stats))


def whole(drops: Sequence[Drop], settle: float, sleep: Callable[[float], None]) -> set[Drop]:
    """Return the drops whose size and time stay the same for `settle` seconds: nobody is writing them."""
    if not drops:
        return set()
    sleep(settle)
    return {drop for drop in drops if _unchanged(drop)}


def _unchanged(drop: Drop) -> bool:
    try:
        return measure(drop.path) == drop
    except OSError:
        return False


def key_of(drop: Drop) -> str:
    """Return the digest of the content and of the `webinar.toml` beside it: either may bring news."""
    digest = content_digest(drop.path)
    sidecar = drop.path.parent / SIDECAR
    if not sidecar.is_file():
        return digest
    return hashlib.sha256(digest.encode() + sidecar.read_bytes()).hexdigest()
