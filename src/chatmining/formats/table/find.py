"""Find the table of a file, its header row, and which column is what."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from chatmining.errors import BadInput, UnreadableFile
from chatmining.formats.source import Source
from chatmining.formats.table import delimited, objects, parquet, workbook
from chatmining.formats.table.cells import Cell, Row, labels
from chatmining.formats.table.guess import guess_mapping, is_header
from chatmining.formats.table.mapping import Mapping
from chatmining.formats.table.sheet import Sheet

_SAMPLE = 200
_HIGHEST_HEADER = 60
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A table whose columns are known: its header is the row number `at`, a sample of the rows follows."""

    sheet: Sheet
    at: int
    names: tuple[str, ...]
    mapping: Mapping
    sample: Sequence[Sequence[Cell]]

    def rows(self) -> Iterator[Row]:
        """Stream the rows after the header."""
        return islice(self.sheet.rows(), self.at + 1, None)

    def index(self, role: str) -> int | None:
        """Return the place of a role's column, or None."""
        column = self.mapping.column(role)
        return None if column is None else self.names.index(column)


def find(source: Source, mapping: Mapping | None = None) -> Found | None:
    """Return the first table that is surely a chat, else the likeliest; or the one that `mapping` names."""
    best: Found | None = None
    told = {column for _, column in mapping.columns} if mapping else set()
    missing = told
    for sheet in _sheets(source, told):
        head = _head(sheet)
        if mapping:
            lacking, found = _as_told(sheet, head, mapping)
            missing = min(missing, lacking, key=len)
        else:
            found = _guessed(sheet, head)
        if found and found.mapping.confidence >= _SURE:
            return found
        best = found if found and (best is None or found.mapping.confidence > best.mapping.confidence) else best
    if mapping and not best:
        raise BadInput("column_missing", file=source.path, found=", ".join(sorted(missing)))
    return best


def _sheets(source: Source, told: Collection[str]) -> Iterator[Sheet]:
    if parquet.is_parquet(source):
        yield from parquet.sheets(source)
    elif workbook.is_workbook(source):
        yield from workbook.sheets(source)
    elif listed := list(objects.sheets(source)):
        yield from listed
    else:
        yield from delimited.sheets(source, told)


def _head(sheet: Sheet) -> list[Row]:
    """Return the first rows; damage further on is told when it is reached."""
    rows: list[Row] = []
    try:
        rows.extend(islice(sheet.rows(), _HIGHEST_HEADER + _SAMPLE))
    except UnreadableFile:
        if not rows:
            raise
    return rows


def _guessed(sheet: Sheet, head: Sequence[Row]) -> Found | None:
    """Return the table under the first header row that makes a chat, else the likeliest."""
    best: Found | None = None
    for at, row in enumerate(head[:_HIGHEST_HEADER]):
        if not is_header(row):
            continue
        sample = [below.cells for below in head[at + 1 : at + 1 + _SAMPLE] if below]
        mapping = guess_mapping(row.cells, sample)
        if mapping and (best is None or mapping.confidence > best.mapping.confidence):
            best = Found(sheet, at, labels(row.cells), mapping, sample)
        if best and best.mapping.confidence >= _SURE:
            return best
    return best


def _as_told(sheet: Sheet, head: Sequence[Row], mapping: Mapping) -> tuple[set[str], Found | None]:
    """Return the columns that no row names, and the table when there are none."""
    wanted = {column for _, column in mapping.columns}
    missing = wanted
    for at, row in enumerate(head[:_HIGHEST_HEADER]):
        lacking = wanted.difference(labels(row.cells))
        if not lacking:
            sample = [below.cells for below in head[at + 1 :] if below]
            return lacking, Found(sheet, at, labels(row.cells), mapping, sample)
        missing = min(missing, lacking, key=len)
    return missing, None
