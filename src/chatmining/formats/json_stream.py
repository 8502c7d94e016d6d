"""JSON read piece by piece: the items of a big file without the file in memory, damage told by its line."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from chatmining.errors import UnreadableFile
from chatmining.formats.source import Source

_GOES_ON = 2  # characters behind a number that may be its own: `1.` and `1e+` are cut in the middle
_LARGEST = 1 << 26  # no item of a chat is 64 million characters long
_SPACE = re.compile(r"[ \t\r\n\ufeff\x00]*")
_KEY = re.compile(r'(?<!\\)"(\w{1,60})"\s{0,9}:')
_DECODER = json.JSONDecoder(strict=False)  # some writers leave control characters in strings


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the outermost level: `key` and a value, or an item of the list under `key`."""

    line: int
    key: str
    value: Any


def entries(source: Source) -> Iterator[Entry]:
    """Stream the members of the outermost object or list, the lists among them item by item."""
    yield from _entries(_Reader(source.chunks(), source.path))


def opening(source: Source) -> list[Entry]:
    """Return what the beginning of the file holds whole, for a claim; nothing when it is not JSON."""
    return _opening(_beginning(source), source.path)


def keys(source: Source) -> frozenset[str]:
    """Return the names of members, at any level, in the beginning of a file that may be JSON."""
    text = _beginning(source)
    return frozenset(_KEY.findall(text)) if text[:1] in ("{", "[") else frozenset()


def first_sign(source: Source) -> str:
    """Return the first character of a file that may be JSON."""
    return _beginning(source)[:1]


def json_lines(source: Source) -> Iterator[tuple[int, Any]]:
    """Stream (line number, value) of JSON Lines, in constant memory.

    A damaged line is noted as unread; the last one means that the file was cut, and more of them than of good lines
    that it is something else: both raise UnreadableFile.
    """
    good, damaged, last = 0, 0, None
    for number, text in source.lines():
        if not text.strip():
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            damaged, last = damaged + 1, (number, text)
            if damaged > good:
                raise broken(source.path, number, text) from None
            source.unread.add(number)
            continue
        good, last = good + 1, None
        yield number, value
    if last:
        raise broken(source.path, *last)


def parse(text: str, path: Path, line: int = 1) -> Any:
    """Return the value of a whole JSON text."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise broken(path, line, text) from error


def broken(path: Path, line: int, found: str) -> UnreadableFile:
    """Return the error of a damaged or cut file."""
    return UnreadableFile("file_broken", file=path, line=line, found=found.strip()[:60])


def _beginning(source: Source) -> str:
    """Return the decoded head. Not `source.head`, which is empty when the first line is longer."""
    text = source.mended(source.head_bytes.decode(source.encoding, errors="ignore"))
    return text[_space(text, 0) :]


@lru_cache(maxsize=4)  # every JSON format asks about the same file
def _opening(text: str, path: Path) -> list[Entry]:
    found: list[Entry] = []
    if text[:1] not in ("{", "["):
        return found
    try:
        found.extend(_entries(_Reader(iter((text,)), path)))
    except UnreadableFile as error:  # the head of a longer file is cut: what came before the cut will do
        if error.code != "file_broken":
            raise
    return found


def _entries(reader: "_Reader") -> Iterator[Entry]:
    if reader.char() == "[":
        yield from _items(reader, "")
    else:
        reader.take("{")
        while reader.char() != "}":
            if reader.char() != '"':
                raise reader.broken()
            key = reader.value()
            reader.take(":")
            if reader.char() == "[":
                yield from _items(reader, key)
            else:
                yield Entry(reader.line, key, reader.value())
            if reader.char() != "}":
                reader.take(",")
        reader.take("}")
    if reader.char():
        raise reader.broken()


def _items(reader: "_Reader", key: str) -> Iterator[Entry]:
    reader.take("[")
    while reader.char() != "]":
        yield Entry(reader.line, key, reader.value())
        if reader.char() != "]":
            reader.take(",")
    reader.take("]")


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


class _Reader:
    """A window on the text that moves on as values are taken."""

    def __init__(self, chunks: Iterator[str], path: Path) -> None:
        self._chunks, self._path = chunks, path
        self._window, self._at, self._counted, self._line = "", 0, 0, 1

    @property
    def line(self) -> int:
        """Return the line of the place reached."""
        self._line += self._window.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def char(self) -> str:
        """Return the next character that is not white space, without taking it; nothing at the end."""
        while True:
            self._at = _space(self._window, self._at)
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._more():
                return ""

    def take(self, wanted: str) -> None:
        """Step over a character that has to be there."""
        if self.char() != wanted:
            raise self.broken()
        self._at += 1

    def value(self) -> Any:
        """Return the next value whole."""
        self.char()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise self.broken() from error
            except (ValueError, RecursionError) as error:  # a number or a nesting made to hurt
                raise self.broken() from error
            else:
                taken = end - self._at
                if end + _GOES_ON < len(self._window) or not self._more():  # the window may have moved
                    self._at += taken
                    return value

    def broken(self) -> UnreadableFile:
        """Return the error of a file damaged at the place reached."""
        return broken(self._path, self.line, self._window[self._at : self._at + 60])

    def _more(self) -> bool:
        """Widen the window, twofold so that one long value costs little; tell whether there was more."""
        line, rest = self.line, len(self._window) - self._at
        wanted, pieces = max(rest, 1), [self._window[self._at :]]
        if rest > _LARGEST:
            raise self.broken()
        self._window, self._at, self._counted, self._line = "", 0, 0, line
        while wanted > 0 and (piece := next(self._chunks, "")):
            pieces.append(piece)
            wanted -= len(piece)
        self._window = "".join(pieces)
        return len(pieces) > 1
