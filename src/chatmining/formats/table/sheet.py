"""A table as its file gives it: rows that can be read again and again, the header somewhere among them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatmining.formats.table.cells import Row


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file: the form of its records, and its rows from the first, anew at each call.

    `separator` is what stands between cells in a text file, where nobody may have quoted a text that holds it.
    """

    form: str
    rows: Callable[[], Iterator[Row]]
    separator: str = ""
