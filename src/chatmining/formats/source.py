"""An input file: opened, sniffed and decoded once, whatever the format."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from chatmining.errors import UnreadableFile

HEAD_BYTES = 65_536
_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SIGNATURES = (
    (b"\x89PNG", "image PNG"),
    (b"\xff\xd8\xff", "image JPEG"),
    (b"GIF8", "image GIF"),
    (b"%PDF", "PDF"),
    (b"RIFF", "audio ou vidéo"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"\x1f\x8b", "archive gzip"),
)


@dataclass(frozen=True)
class Source:
    """A readable, non-empty file. Formats look at `head` to claim it and stream `lines` to read it."""

    path: Path

    @classmethod
    def open(cls, path: Path) -> "Source":
        """Check that `path` can be read; raise UnreadableFile with its reason otherwise."""
        if not path.exists():
            raise UnreadableFile("file_missing", file=path)
        if path.is_dir():
            raise UnreadableFile("file_is_folder", file=path)
        source = cls(path)
        if not source.head_bytes.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
            raise UnreadableFile("file_empty", file=path)
        return source

    @cached_property
    def head_bytes(self) -> bytes:
        """Return the first 64 KiB as they are; nothing for a folder (an export may be one)."""
        if self.path.is_dir():
            return b""
        try:
            with self.path.open("rb") as stream:
                return stream.read(HEAD_BYTES)
        except PermissionError as error:
            raise UnreadableFile("file_denied", file=self.path) from error

    @cached_property
    def is_zip(self) -> bool:
        """Tell whether the file is a zip archive (XLSX and ODS are zips too)."""
        return self.head_bytes.startswith(b"PK\x03\x04")

    @cached_property
    def binary(self) -> str | None:
        """Return what kind of binary file this is, or None for text."""
        for signature, name in _SIGNATURES:
            if self.head_bytes.startswith(signature):
                return name
        if self.is_zip:
            return "archive zip"
        if self.encoding.startswith("utf-16"):
            return None
        odd = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in self.head_bytes)
        return "données binaires" if odd > 0.1 * len(self.head_bytes) else None

    @cached_property
    def encoding(self) -> str:
        """Return the encoding: by byte order mark, strict UTF-8, UTF-16 without mark, cp1252 in the end.

        A file cut in the middle of its last character is still UTF-8.
        """
        for bom, name in _BOMS:
            if self.head_bytes.startswith(bom):
                return name
        if b"\x00" in self.head_bytes[:200]:
            evens, odds = self.head_bytes[0:400:2].count(0), self.head_bytes[1:400:2].count(0)
            if max(evens, odds) > 60 and min(evens, odds) == 0:
                return "utf-16-le" if odds > evens else "utf-16-be"
        return "utf-8" if self.path.is_dir() or self._is_utf8() else "cp1252"

    def _is_utf8(self) -> bool:
        decoder = codecs.getincrementaldecoder("utf-8")()
        with self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    return False
        return True

    @cached_property
    def head(self) -> str:
        """Return the decoded first 64 KiB, whole lines only when the file is longer."""
        text = self.head_bytes.decode(self.encoding, errors="replace").lstrip("\ufeff")
        return text if len(self.head_bytes) < HEAD_BYTES else text[: text.rfind("\n") + 1]

    def lines(self) -> Iterator[tuple[int, str]]:
        """Stream (line number from 1, line without its line feed).

        Lines end at a line feed alone: a bare CR, U+2028 and their like occur inside messages. A CR before the
        line feed is kept, NUL bytes are dropped.
        """
        with self.path.open(encoding=self.encoding, errors="replace", newline="\n") as stream:
            for number, line in enumerate(stream, start=1):
                text = line[:-1] if line.endswith("\n") else line
                yield (
                    number,
                    text.lstrip("\ufeff").replace("\x00", "") if number == 1 else text.replace("\x00", ""),
                )
