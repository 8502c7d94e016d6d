"""The files of a folder or of a zip, alike: none outside its place, no zip that swells."""

import stat
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from chatmining.errors import UnreadableFile, Wording

_MOST_BYTES = 2 << 30
_MOST_MEMBERS = 50_000
_MOST_EXPANSION = 300  # text shrinks tenfold, monotonous text fiftyfold, bombs a thousandfold
_SMALL = 1 << 24
_COPY = 1 << 20
_NOT_FILES = frozenset(("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".."))
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError, KeyError,
)  # fmt: skip


@dataclass(frozen=True)
class Tree:
    """The files below a folder or in a zip, by their path in it."""

    path: Path

    @cached_property
    def names(self) -> list[str]:
        """Return the paths of the files, in order; links and the system's own files are left out."""
        found = self._in_folder() if self.path.is_dir() else [entry.filename for entry in self._entries]
        return sorted(name for name in found if not _NOT_FILES & set(name.replace("\\", "/").split("/")))

    def read(self, name: str) -> bytes:
        """Return the content of one file."""
        if self.path.is_dir():
            return (self.path / name).read_bytes()
        try:
            with zipfile.ZipFile(self.path) as archive:
                return archive.read(name)
        except _DAMAGE as error:
            raise self._broken(name) from error

    def extract(self, name: str, folder: Path) -> Path:
        """Return where the file is on the disk; a member of a zip is copied into `folder`, whatever its path."""
        if self.path.is_dir():
            return self.path / name
        target = folder / (Path(name.replace("\\", "/")).name or "file")
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(name) as member, target.open("wb") as copy:
                while piece := member.read(_COPY):
                    copy.write(piece)
        except _DAMAGE as error:
            raise self._broken(name) from error
        return target

    def _in_folder(self) -> list[str]:
        files = (path for path in self.path.rglob("*") if path.is_file() and not path.is_symlink())
        root = self.path.resolve()
        return [path.relative_to(self.path).as_posix() for path in files if path.resolve().is_relative_to(root)]

    @cached_property
    def _entries(self) -> list[zipfile.ZipInfo]:
        """Return the zip's files, after a look at what they would weigh."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                entries = archive.infolist()
        except _DAMAGE as error:
            raise self._broken(type(error).__name__) from error
        weight = sum(entry.file_size for entry in entries)
        allowed = max(_SMALL, self.path.stat().st_size * _MOST_EXPANSION)
        if len(entries) > _MOST_MEMBERS or weight > min(_MOST_BYTES, allowed):
            raise self._broken(Wording(("damage_swells",), {"n": len(entries), "size": weight >> 20}))
        files = (entry for entry in entries if entry.filename and not entry.filename.endswith("/"))
        return [entry for entry in files if not stat.S_ISLNK(entry.external_attr >> 16)]

    def _broken(self, found: str | Wording) -> UnreadableFile:
        return UnreadableFile(
            "file_broken", file=self.path, line=1, found=found if isinstance(found, Wording) else found[:60]
        )
