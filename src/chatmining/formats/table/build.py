"""From the rows of a table to the records of a chat."""

from collections.abc import Iterator

from chatmining.formats.table import words
from chatmining.formats.table.cells import Cell, Row, labels, text_of
from chatmining.formats.table.find import Found
from chatmining.formats.table.guess import is_header
from chatmining.formats.table.row_times import RowTimes
from chatmining.records import Kind, Message, Role

_LONGEST_HEADER = 40


def records(found: Found) -> Iterator[Message]:
    """Stream the records of a table; rows that say nothing are left out, another table below ends it."""
    builder = Builder(found)
    n = 0
    for row in found.rows():
        if builder.is_other_header(row):
            if builder.repeats(row):
                continue
            return
        message = builder.message(n + 1, row)
        if message:
            n += 1
            yield message


class Builder:
    """Makes records of rows, each role read from its column."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._form, self._clock = found.sheet.form, found.mapping.clock
        self._at = {role: index for role, _ in found.mapping.columns if (index := found.index(role)) is not None}
        self._body = self._at["text"] if "text" in self._at else self._at["question"]
        self._asks = "text" not in self._at
        self._times = RowTimes(found, self._at)

    def message(self, n: int, row: Row) -> Message | None:
        """Return the record of a row, or None when it says nothing."""
        text, answer = self._said(row), self._text(row, "answer")
        author, when = self._author(row), self._times.of(row)
        if not (text or answer) and not (author and when.time):
            return None
        type_, recipient = self._text(row, "type"), self._text(row, "recipient")
        kind = words.kind_of(type_) or (Kind.QUESTION if self._asks or answer else Kind.MESSAGE)
        reacts = kind is Kind.REACTION
        return Message(
            n=n, kind=kind, text="" if reacts else text, form=self._form, clock=self._clock, line=row.line,
            time=when.time, date=when.date, author=author, recipient=recipient or None,
            private=self._is_private(row, type_, recipient), emoji=(text or None) if reacts else None,
            role=self._role(row), answer=answer or None,
        )  # fmt: skip

    def is_other_header(self, row: Row) -> bool:
        """Tell whether a row names columns, the same again or those of another table."""
        cell = self._cell(row, self._body)
        short = isinstance(cell, str) and len(cell) <= _LONGEST_HEADER
        return short and words.known(str(cell)) is not None and is_header(row)

    def repeats(self, row: Row) -> bool:
        """Tell whether a header row is the table's own, once more."""
        return labels(row.cells)[: len(self._found.names)] == self._found.names

    def _said(self, row: Row) -> str:
        """Return the text; in the last column, with what an unquoted separator cut off it."""
        beyond, last = row.cells[len(self._found.names) :], len(self._found.names) - 1
        if self._body == last and self._found.sheet.separator and any(beyond):
            return text_of(self._found.sheet.separator.join(map(text_of, row.cells[last:])))
        return text_of(self._cell(row, self._body))

    def _cell(self, row: Row, index: int | None) -> Cell:
        return row.cells[index] if index is not None and index < len(row.cells) else None

    def _text(self, row: Row, role: str) -> str:
        return text_of(self._cell(row, self._at[role])) if role in self._at else ""

    def _author(self, row: Row) -> str | None:
        name = self._text(row, "author") or " ".join(
            part for role in ("first_name", "last_name") if (part := self._text(row, role))
        )
        name = name or self._text(row, "email")
        return None if not name or words.is_anonymous(name) else name

    def _is_private(self, row: Row, type_: str, recipient: str) -> bool:
        """Tell whether a message is private: the table says so, or one person alone is its recipient."""
        if words.is_private(type_) or words.is_yes(self._text(row, "private")):
            return True
        return "private" not in self._at and bool(recipient) and not words.is_group(recipient)

    def _role(self, row: Row) -> Role | None:
        return words.role_of(self._text(row, "role")) if "role" in self._at else None
