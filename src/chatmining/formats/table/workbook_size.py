"""How large a spreadsheet says it is: its reader would stop the whole program for want of memory."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from chatmining.formats.source import Source

_MOST_CELLS = 100_000_000
_MOST_XLS_CELLS = 65_536 * 256  # the format holds no more
_SHEET_START = 2048  # the size stands before the cells
_REFERENCE = re.compile(rb'dimension ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})"')
# XLS: record 0x0200, 14 or 10 bytes long; first row, row after the last, first column, column after the last.
_WIDE_RECORD, _NARROW_RECORD = b"\x00\x02\x0e\x00", b"\x00\x02\x0a\x00"


def cells_announced(source: Source) -> int | None:
    """Return the number of cells of the largest sheet when it is too many to be read, else None."""
    if source.is_zip:
        most, sizes = _MOST_CELLS, _zipped_sizes(source)
    else:
        most, sizes = _MOST_XLS_CELLS, _xls_sizes(source.path.read_bytes())
    largest = max(sizes, default=0)
    return largest if largest > most else None


def _zipped_sizes(source: Source) -> Iterator[int]:
    try:
        with zipfile.ZipFile(source.path) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    with archive.open(name) as stream:
                        found = _REFERENCE.search(stream.read(_SHEET_START))
                    yield _column(found[1]) * int(found[2]) if found else 0
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return  # the reader tells the damage better


def _column(letters: bytes) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _xls_sizes(content: bytes) -> Iterator[int]:
    for record, layout in ((_WIDE_RECORD, "<IIHH"), (_NARROW_RECORD, "<HHHH")):
        at = content.find(record)
        while at >= 0 and at + 4 + struct.calcsize(layout) <= len(content):
            first_row, rows, first_column, columns = struct.unpack_from(layout, content, at + 4)
            yield (rows - first_row) % 2**32 * max(1, (columns - first_column) % 2**16)  # as the reader counts them
            at = content.find(record, at + 1)
