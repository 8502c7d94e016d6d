"""CSV and TSV: any of four separators, quoted line ends, one row at a time."""

import csv
from collections.abc import Collection, Iterator
from functools import partial
from itertools import islice

from chatmining.errors import UnreadableFile
from chatmining.formats.source import Source
from chatmining.formats.table.cells import Row
from chatmining.formats.table.sheet import Sheet
from chatmining.formats.table.words import known

_SEPARATORS = (";", ",", "\t", "|")
_LARGEST_CELL = 1 << 24
_ROWS_LOOKED_AT = 100
_LINE_INSIDE = "\u2028"  # a bare CR ends no line: it becomes the sign that is read as a line end inside a text


def sheets(source: Source, told: Collection[str] = ()) -> Iterator[Sheet]:
    """Yield the one table of a text file, when a row of its cells are known names, or names that were told."""
    separator = None if source.binary else _separator(source, told)
    if separator:
        yield Sheet("tsv" if separator == "\t" else "csv", partial(_rows, source, separator), separator)


def _separator(source: Source, told: Collection[str]) -> str | None:
    """Return the separator under which some row holds most column names, or None."""
    text = source.head
    scores = [(_most_known(text, separator, told), separator) for separator in _SEPARATORS if separator in text]
    best = max(scores, key=lambda score: score[0], default=(0, ""))
    return best[1] if best[0] >= (1 if told else 2) else None


def _most_known(text: str, separator: str, told: Collection[str]) -> int:
    lines = (line + "\n" for line in text.split("\n"))
    try:
        rows = list(islice(csv.reader(_without_bare_cr(lines), delimiter=separator), _ROWS_LOOKED_AT))
    except csv.Error:
        return 0
    return max(
        (sum(cell.strip() in told if told else known(cell) is not None for cell in row) for row in rows), default=0
    )


def _without_bare_cr(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line[:-2].replace("\r", _LINE_INSIDE) + line[-2:] if "\r" in line else line


class _Lines:
    """The lines of a file for a CSV reader: how many it took, and whether it wanted more than there were."""

    def __init__(self, source: Source) -> None:
        self.number = 0
        self.ended = False
        self._lines = self._stream(source)

    def __iter__(self) -> Iterator[str]:
        for line in _without_bare_cr(self._lines):
            self.number += 1
            yield line
        self.ended = True

    def _stream(self, source: Source) -> Iterator[str]:
        yield from (line + "\n" for _, line in source.lines())


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    """Return the next row, large cells allowed; the limit is the whole program's, so it is put back."""
    usual = csv.field_size_limit(_LARGEST_CELL)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(usual)


def _rows(source: Source, separator: str) -> Iterator[Row]:
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=separator)
    while True:
        first = lines.number + 1
        try:
            cells = _next(reader)
        except csv.Error as error:
            raise UnreadableFile("file_broken", file=source.path, line=first, found=error) from error
        if cells is None:
            return
        if lines.ended:  # the reader only asks for a line after the last when a quotation mark is left open
            found = separator.join(cells)[:60]
            raise UnreadableFile("file_broken", file=source.path, line=first, found=found)
        yield Row(first, cells)
