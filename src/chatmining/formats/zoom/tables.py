"""The tables inside Zoom's CSV reports: header rows found by content, several sections in one file."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache
from typing import Final

from chatmining.errors import UnreadableFile
from chatmining.formats.source import Source
from chatmining.formats.table.clocks import zone_in
from chatmining.formats.zoom.words import words

DELIMITERS: Final = (",", ";", "\t")
_HEAD_ROWS: Final = 200
LONGEST_ROW: Final = 200_000  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """A row below a header row: its line, its section's title, its cells by known column and as they are."""

    line: int
    section: str
    named: dict[str, str]
    header: tuple[str, ...]
    cells: tuple[str, ...]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the columns that a name in lower case may stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for column, names in words()["reports"]["columns"].items():
        for name in names:
            found[name] = (*found.get(name, ()), column)
    return found


def columns(cells: Iterable[str]) -> dict[str, int]:
    """Return the known columns of a row and their places; a time zone in brackets is not part of the name."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = cell.strip().casefold()
        for column in _names().get(name) or _names().get(name.partition(" (")[0], ()):
            found.setdefault(column, place)
    return found


def zone_of(row: Row, column: str) -> tzinfo | None:
    """Return the time zone that the name of a column says: `Submitted Time (America/Los_Angeles)`."""
    place = columns(row.header).get(column)
    return None if place is None else zone_in(row.header[place])


def _delimiter(text: str) -> str:
    """Return the delimiter that finds the most known columns in a row."""
    best, most = DELIMITERS[0], 0
    for delimiter in DELIMITERS:
        for line in text.split("\n")[:_HEAD_ROWS]:
            size = len(columns(line[:4_000].replace('"', "").split(delimiter)))
            if size > most:
                best, most = delimiter, size
    return best


def _cells(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (first line, cells); a row that never ends is a quotation mark left open, not a reason to read on."""
    size = before = 0

    def bounded() -> Iterator[str]:
        nonlocal size
        for line in lines:
            size += len(line)
            if size > LONGEST_ROW:
                raise csv.Error("quotation mark left open")
            yield line

    reader = csv.reader(bounded(), delimiter=delimiter)
    for cells in reader:
        yield before + 1, cells
        size, before = 0, reader.line_num


def _tables(rows: Iterable[tuple[int, list[str]]], needed: frozenset[str]) -> Iterator[Row]:
    section, header, places = "", (), {}  # type: str, tuple[str, ...], dict[str, int]
    for line, cells in rows:
        filled = [cell for cell in cells if cell.strip()]
        found = columns(cells) if len(cells) >= len(needed) else {}
        if needed <= found.keys():
            header, places = tuple(cells), found
        elif not filled or (len(filled) == 1 and places.get("question") != 0):
            section, header, places = (filled[0].strip() if filled else section), (), {}
        elif places:
            named = {column: tidy(cells[place]) for column, place in places.items() if place < len(cells)}
            yield Row(line, section, named, header, tuple(map(tidy, cells)))


def tidy(cell: str) -> str:
    """Return a cell stripped, its line ends as line feeds."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").strip()


def has_table(source: Source, needed: frozenset[str]) -> bool:
    """Tell whether the head of `source` holds a header row with the columns `needed`."""
    if source.binary:
        return False
    text = source.head
    delimiter = _delimiter(text)
    try:
        rows = _cells((f"{line}\n" for line in text.split("\n")[:_HEAD_ROWS]), delimiter)
        return any(needed <= columns(cells).keys() for _, cells in rows)
    except csv.Error:
        return False


def table_rows(source: Source, needed: frozenset[str]) -> Iterator[Row]:
    """Stream the rows of every table of `source` whose header has the columns `needed`."""
    lines = (f"{line}\n" for _, line in source.lines())
    delimiter = _delimiter(source.head)
    line = 0
    try:
        for row in _tables(_cells(lines, delimiter), needed):
            line = row.line
            yield row
    except csv.Error as error:
        raise UnreadableFile("file_broken", file=source.path, line=line + 1, found=error) from error
