"""An input file: opened, sniffed and decoded once, whatever the format."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from chatmining.errors import UnreadableFile
from chatmining.formats.clean_text import composed, one_byte_encoding
from chatmining.formats.mojibake import is_broken, repair

HEAD_BYTES = 65_536
_CHUNK = 1 << 18
_ODD_IN_NOISE, _ODD_IN_TEXT = 0.1, 0.3  # share of control bytes: random bytes are hardly ever valid UTF-8
_LONGEST_CLUSTER = 4096  # characters in a row none of which is ASCII
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SIGNATURES = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"%PDF", "pdf"),
    (b"RIFF", "media"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"\x1f\x8b", "gzip"),
)


@dataclass(frozen=True)
class Source:
    """A readable, non-empty file. Formats look at `head` to claim it and stream `lines` to read it.

    Reading it notes in `unread` the numbers of the lines that no record holds.
    """

    path: Path
    unread: set[int] = field(default_factory=set, compare=False, repr=False)

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
        """Return what kind of binary file this is (a word of `binary_…` in words/messages), or None for text."""
        for signature, name in _SIGNATURES:
            if self.head_bytes.startswith(signature):
                return name
        if self.is_zip:
            return "zip"
        if self.encoding.startswith("utf-16"):
            return None
        odd = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in self.head_bytes)
        most = _ODD_IN_NOISE if self.encoding in ("cp1252", "mac_roman") else _ODD_IN_TEXT
        return "data" if odd > most * len(self.head_bytes) else None

    @cached_property
    def encoding(self) -> str:
        """Return the encoding: by byte order mark, strict UTF-8, UTF-16 without mark, cp1252 or old Macs' in the end.

        A file cut in the middle of its last character is still UTF-8.
        """
        for bom, name in _BOMS:
            if self.head_bytes.startswith(bom):
                return name
        if b"\x00" in self.head_bytes[:200]:
            evens, odds = self.head_bytes[0:400:2].count(0), self.head_bytes[1:400:2].count(0)
            if max(evens, odds) > 60 and min(evens, odds) == 0:
                return "utf-16-le" if odds > evens else "utf-16-be"
        return "utf-8" if self.path.is_dir() or self._is_utf8() else one_byte_encoding(self.head_bytes)

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
        text = self._decoded_head.replace("\r", "\n") if self.line_end == "\r" else self._decoded_head
        if len(self.head_bytes) == HEAD_BYTES:
            text = text[: text.rfind("\n") + 1]
        return self.mended(text)

    @cached_property
    def _decoded_head(self) -> str:
        return self.head_bytes.decode(self.encoding, errors="replace").lstrip("\ufeff")

    @cached_property
    def line_end(self) -> str:
        """Return what ends a line: a line feed, or a bare CR where the head has nothing else (old Macs)."""
        return "\r" if "\r" in self._decoded_head and "\n" not in self._decoded_head else "\n"

    @cached_property
    def _is_mojibake(self) -> bool:
        return not self.binary and is_broken(self._decoded_head)

    def mended(self, text: str) -> str:
        """Return a piece of the file: é as one character (macOS writes two), no NUL, UTF-8 read twice undone."""
        if text.isascii():
            return text.replace("\x00", "")
        text = repair(text) if self._is_mojibake else text
        return composed(text).replace("\x00", "")

    def lines(self) -> Iterator[tuple[int, str]]:
        """Stream (line number from 1, line without its end).

        Lines end at a line feed alone: a bare CR, U+2028 and their like occur inside messages. A CR before the
        line feed is kept.
        """
        end = self.line_end
        with self.path.open(encoding=self.encoding, errors="replace", newline=end) as stream:
            for number, line in enumerate(stream, start=1):
                text = self.mended(line.removesuffix(end))
                yield number, text.lstrip("\ufeff") if number == 1 else text

    def chunks(self) -> Iterator[str]:
        """Stream the text in mended pieces, cut where no character is made of both sides."""
        held = ""
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as stream:
            while chunk := stream.read(_CHUNK):
                whole = held + chunk
                cut = len(whole) - 1 if chunk.isascii() else _last_ascii(whole)
                held = whole[cut:]
                if cut:
                    yield self.mended(whole[:cut])
        yield self.mended(held)


def _last_ascii(text: str) -> int:
    """Return the place of the last ASCII character among the last few, before which a text may be cut."""
    places = range(len(text) - 1, max(0, len(text) - _LONGEST_CLUSTER), -1)
    return next((place for place in places if text[place].isascii()), len(text))
