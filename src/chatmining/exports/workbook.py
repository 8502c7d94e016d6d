"""An Excel workbook: texts are written as texts, never as formulas or links."""

from pathlib import Path
from typing import Any

from chatmining.errors import BadInput
from chatmining.exports.comments import Comments, Written

_CELL = 32_767  # characters that Excel holds in a cell, counted in UTF-16 units
_ROWS = 1_048_575  # rows of a sheet, less the header


def write(comments: Comments, target: Path) -> Written:
    """Write one sheet; a text longer than a cell is cut, and counted.

    Raises BadInput when there are more comments than a sheet has rows.
    """
    from xlsxwriter import Workbook

    n = cut = 0
    with Workbook(str(target), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("commentaires")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(comments.flat_columns()):
            sheet.write_string(0, column, name)
        for row in comments.flat_rows():
            n += 1
            if n > _ROWS:
                raise BadInput("export_too_long", expected=_ROWS)
            cut += sum(_put(sheet, n, column, value) for column, value in enumerate(row))
    return Written(n, cut=cut)


def _put(sheet: Any, row: int, column: int, value: Any) -> bool:
    """Write a value; tell whether it was cut."""
    if value is None:
        return False
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)
        return False
    units = value.encode("utf-16-le")
    fits = len(units) <= 2 * _CELL
    sheet.write_string(row, column, value if fits else units[: 2 * (_CELL - 1)].decode("utf-16-le", "ignore") + "…")
    return not fits
