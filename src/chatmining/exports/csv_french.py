"""CSV for French Excel: semicolons, decimal commas, UTF-8 with its mark, formulas neutralised."""

import csv
from pathlib import Path
from typing import Any

from chatmining.exports.comments import Comments, Written
from chatmining.exports.formulas import neutral


def write(comments: Comments, target: Path) -> Written:
    """Write a header and one record a comment; an empty cell is an unknown value."""
    n = 0
    with target.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(comments.flat_columns())
        for row in comments.flat_rows():
            writer.writerow([_cell(value) for value in row])
            n += 1
    return Written(n)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return "" if value is None else neutral(str(value))
