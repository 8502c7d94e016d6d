"""A cell of a table, whatever file it comes from, and a row of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from chatmining.formats.clean_text import clean

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row and the line of the file (or the row of the sheet) it begins at."""

    line: int
    cells: Sequence[Cell]

    def __bool__(self) -> bool:
        return any(cell is not None and cell != "" for cell in self.cells)


def text_of(cell: Cell) -> str:
    """Return a cell as text: clean, a whole number without decimals, nothing for an empty cell."""
    if isinstance(cell, str):
        return cell.strip() if cell.isprintable() else clean(cell)  # one line of ordinary signs: nothing to clean
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def labels(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the names of columns, made unique: the second `Message` is `Message (2)`."""
    seen: dict[str, int] = {}
    found = []
    for cell in cells:
        name = " ".join(text_of(cell).split())
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)


@lru_cache(maxsize=4096)
def number_of(text: str) -> float | None:
    """Return the number a text is, with a decimal comma or point, or None."""
    try:
        return float(text.strip().replace("\u00a0", "").replace("\u202f", "").replace(",", "."))
    except ValueError:
        return None


def is_number(cell: Cell) -> bool:
    """Tell whether a cell holds a number and nothing else."""
    if isinstance(cell, str):
        return len(cell) < 30 and number_of(cell) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def words_in(cells: Sequence[Cell]) -> float:
    """Return the average number of words of the cells that hold something; 0 for numbers, dates and nothing."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip() and not is_number(cell)]
    filled = sum(cell is not None and cell != "" for cell in cells)
    return sum(len(text.split()) for text in texts) / filled if texts else 0.0
