"""Guess which column is what: by the headers' words, and by the contents where the words do not tell."""

import re
from collections.abc import Iterator, Sequence

from chatmining.formats.table.cells import Cell, Row, is_number, labels, words_in
from chatmining.formats.table.clocks import clock_of, holds_moments, is_clock, share
from chatmining.formats.table.evidence import Evidence, confidence
from chatmining.formats.table.mapping import ROLES, Mapping
from chatmining.formats.table.words import known
from chatmining.records import Clock

_TEXT_WORDS = 2.5  # on average, in a column of texts
_NAME_WORDS = 5.0  # at most, in a column of names
_KNOWN = 2  # a header row holds at least so many known names
_LONGEST_NAME = 80
_WIDEST = 200  # columns; no chat has so many
_MOSTLY = 0.8
_CODE = re.compile(r"[={}<>;`\"]|^'|'$|^-+$|^\s*(?:return|import|print|def|yield)\b")  # code, not a name

Columns = tuple[tuple[Cell, ...], ...]
Roles = dict[str, int]


def is_header(row: Row) -> bool:
    """Tell whether a row names columns: short texts, two of them known."""
    filled = [cell for cell in row.cells if cell is not None and cell != ""]
    if not _KNOWN <= len(filled) <= _WIDEST or not all(
        isinstance(cell, str) and len(cell) <= _LONGEST_NAME for cell in filled
    ):
        return False
    if any(_CODE.search(str(cell)) for cell in filled) or not all(map(_is_balanced, filled)):
        return False
    roles = {found.role for cell in filled if (found := known(str(cell)))}
    return len(roles - {"ignored"}) >= _KNOWN or ("ignored" in roles and len(roles) >= _KNOWN)


def _is_balanced(cell: Cell) -> bool:
    """Tell whether each bracket of a name is closed; in a line of code cut at its commas some are not."""
    return all(str(cell).count(opened) == str(cell).count(closed) for opened, closed in ("()", "[]", "{}"))


def guess_mapping(header: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> Mapping | None:
    """Return the mapping of a table from its header and its first rows, or None when no column holds texts."""
    names = labels(header)
    columns = _columns(rows, len(names))
    roles = _named(names, columns)
    _settle_text(roles, names, columns)
    if not {"text", "question"} & roles.keys():
        return None
    _settle_time(roles, names, columns)
    return Mapping(
        columns=tuple((role, names[roles[role]]) for role in ROLES if role in roles),
        clock=_clock(roles, names, columns),
        confidence=confidence(Evidence(roles=roles, names=names, columns=columns)),
    )


def _columns(rows: Sequence[Sequence[Cell]], width: int) -> Columns:
    return tuple(tuple(row[i] if i < len(row) else None for row in rows) for i in range(width))


def _named(names: Sequence[str], columns: Columns) -> Roles:
    """Return the column of each role that a header names and the contents do not belie; the fullest of several."""
    ranked: dict[str, tuple[bool, float, int]] = {}
    for index, (name, cells) in enumerate(zip(names, columns, strict=True)):
        found = known(name)
        if found and found.role in ROLES and _agrees(found.role, found.strong, cells):
            rank = (found.strong, words_in(cells) or share(cells, bool), -index)
            ranked[found.role] = max(ranked.get(found.role, rank), rank)
    roles = {role: -rank[2] for role, rank in ranked.items()}
    if "first_name" in roles and "last_name" not in roles and "author" in roles and not ranked["author"][0]:
        roles["last_name"] = roles.pop("author")  # « Nom » beside « Prénom »
    return roles


def _agrees(role: str, strong: bool, cells: Sequence[Cell]) -> bool:
    """Tell whether a column's contents may play the role that its header names."""
    if not any(cell is not None and cell != "" for cell in cells):
        return True
    if role in ("time", "date", "offset"):
        return role == "offset" or holds_moments(cells)
    if role in ("text", "question"):
        told = share(cells, is_number) < _MOSTLY and not holds_moments(cells)
        return told and (strong or words_in(cells) >= _TEXT_WORDS)
    if role in ("author", "first_name", "last_name"):
        return words_in(cells) <= _NAME_WORDS and share(cells, is_number) < _MOSTLY and not holds_moments(cells)
    return True


def _unnamed(names: Sequence[str], roles: Roles) -> Iterator[int]:
    return (i for i, name in enumerate(names) if i not in roles.values() and known(name) is None)


def _settle_text(roles: Roles, names: Sequence[str], columns: Columns) -> None:
    """Keep one column of texts: the named one, else the wordiest of those that no word names."""
    if "text" in roles:
        roles.pop("question", None)
    elif "question" not in roles:
        wordy = [(words_in(columns[i]), -i) for i in _unnamed(names, roles)]
        if wordy and max(wordy)[0] >= _TEXT_WORDS:
            roles["text"] = -max(wordy)[1]


def _settle_time(roles: Roles, names: Sequence[str], columns: Columns) -> None:
    """Find the times by the contents when no header names them."""
    if {"time", "date", "offset", "hour"} & roles.keys():
        return
    for i in _unnamed(names, roles):
        cells = [cell for cell in columns[i] if not is_number(cell)]
        if any(cells) and share(cells, is_clock) >= _MOSTLY and len(cells) >= _MOSTLY * len(columns[i]):
            roles["time"] = i
            return


def _clock(roles: Roles, names: Sequence[str], columns: Columns) -> Clock:
    if "time" in roles:
        return clock_of(names[roles["time"]], columns[roles["time"]], "date" in roles)
    if "date" in roles:
        return clock_of(names[roles["date"]], columns[roles["date"]], True)
    return Clock.OFFSET if {"offset", "hour"} & roles.keys() else Clock.WALL
