"""How sure it is that a table is a chat, and not one of the thousand other tables that hold a text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatmining.formats.table.cells import Cell, is_number, words_in
from chatmining.formats.table.clocks import is_clock, share
from chatmining.formats.table.words import foreign, known, plain, table

_TEXT_WORDS = 2.5
_MOST_UNKNOWN = 8
_FEWEST_TEXTS = 0.3  # of the rows: arrivals and departures stand in some exports too
_DOUBT = 0.4  # under what counts as a claim
_MACHINE = re.compile(
    r"\w=\S|\b\d+\.\d+\.\d+\.\d+\b|(?:^|\s)[/\\]\w+[/\\.]|\b(?=\w*\d)[0-9a-f]{8,}\b"
    r"|\b(?:INFO|WARN(?:ING)?|ERROR|DEBUG|FATAL|TRACE)\b|\w+\(\)|\b\w+\.\w+\.\w+\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A table as guessed: the column of each role, every name, the sample of every column."""

    roles: Mapping[str, int]
    names: Sequence[str]
    columns: Sequence[Sequence[Cell]]

    @property
    def text(self) -> int:
        """Return the column of texts."""
        return self.roles["text"] if "text" in self.roles else self.roles["question"]

    def strong(self, role: str) -> bool:
        """Tell whether a column plays `role` by a name that leaves no doubt."""
        found = known(self.names[self.roles[role]]) if role in self.roles else None
        return found is not None and found.strong


def confidence(table_: Evidence) -> float:
    """Return how sure a table is a chat, at most 0.7: a platform's own format wins over this one."""
    if any(map(foreign, _told_apart(table_))) or _many_strangers(table_) or not _says_something(table_):
        return _DOUBT / 2
    named = known(table_.names[table_.text])
    strong = named is not None and named.strong
    if not strong and words_in(table_.columns[table_.text]) < _TEXT_WORDS:
        return _DOUBT
    who, when = _says_who(table_), _says_when(table_)
    if who and when:
        return 0.7 if strong else 0.65 if named else 0.55
    if who:
        return 0.6 if named and _is_chat(table_) else _DOUBT
    dated = when and not {"offset", "hour"} & table_.roles.keys()  # texts by seconds alone are a transcript's
    return 0.55 if dated and strong and _looks_said(table_) else _DOUBT


def _told_apart(table_: Evidence) -> list[str]:
    """Return the names that may tell of another table: not what moderators sort questions by."""
    others = table()["others"]
    asked = not set(plain(table_.names[table_.text]).split(" ")).isdisjoint(others["asked"])
    return [name for name in table_.names if not (asked and plain(name) in others["sorted"])]


def _says_something(table_: Evidence) -> bool:
    """Tell whether the column of texts holds some, unless there is no row at all."""
    texts = table_.columns[table_.text]
    return not texts or sum(bool(cell) for cell in texts) >= _FEWEST_TEXTS * len(texts)


def _says_who(table_: Evidence) -> bool:
    return bool({"author", "first_name", "last_name", "email"} & table_.roles.keys())


def _says_when(table_: Evidence) -> bool:
    """Tell whether the table holds hours: a date alone is in every table."""
    if {"offset", "hour"} & table_.roles.keys():
        return True
    if "time" in table_.roles:
        return True
    return "date" in table_.roles and share(table_.columns[table_.roles["date"]], is_clock) > 0.5


def _is_chat(table_: Evidence) -> bool:
    """Tell whether texts without an hour are a chat: a sure author of sentences, or a word like « message »."""
    words = set(plain(table_.names[table_.text]).split(" "))
    sentences = words_in(table_.columns[table_.text]) >= _TEXT_WORDS
    return (table_.strong("author") and sentences) or bool(words & set(table()["others"]["chat"]))


def _looks_said(table_: Evidence) -> bool:
    """Tell whether texts without an author were said by people: sentences, not a program's journal."""
    cells = table_.columns[table_.text]
    journal = share(cells, lambda cell: isinstance(cell, str) and bool(_MACHINE.search(cell)))
    return words_in(cells) >= _TEXT_WORDS and journal < 0.3 and not _numeric(table_)


def _strangers(table_: Evidence) -> list[int]:
    mapped = table_.roles.values()
    return [i for i, name in enumerate(table_.names) if i not in mapped and plain(name) and known(name) is None]


def _numeric(table_: Evidence) -> list[int]:
    """Return the columns of numbers that no word explains."""
    return [i for i in _strangers(table_) if any(table_.columns[i]) and share(table_.columns[i], is_number) > 0.8]


def _many_strangers(table_: Evidence) -> bool:
    return len(_numeric(table_)) > 1 or len(_strangers(table_)) > _MOST_UNKNOWN
