"""Find the table of a file, its header row, and which column is what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from chatmining.errors import BadInput, UnreadableFile
from chatmining.formats.source import Source
from chatmining.formats.table import delimited, objects, parquet, workbook
from chatmining.formats.table.cells import Cell, Row, labels, text_of
from chatmining.formats.table.guess import guess_mapping, is_header
from chatmining.formats.table.mapping import Mapping
from chatmining.formats.table.sheet import Sheet

_SAMPLE = 200
_HIGHEST_HEADER = 60
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A table whose columns are known: the header's row and line, a sample of what follows."""

    sheet: Sheet
    header: Row
    mapping: Mapping
    sample: Sequence[Sequence[Cell]]

    def rows(self) -> Iterator[Row]:
        """Stream the rows after the header."""
        return (row for row in self.sheet.rows() if row.line > self.header.line or self._under_keys(row))

    def _under_keys(self, row: Row) -> bool:
        return row.cells is not self.header.cells and row.line == self.header.line
