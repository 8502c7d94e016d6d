"""One header line of a saved Zoom chat, in any form and client language."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from chatmining.formats.clean_text import plain_spaces
from chatmining.formats.zoom.parties import Parties, bare, connector, untagged
from chatmining.formats.zoom.words import Locale, all_groups, locales

LONGEST = 500  # two names and a tag; a longer "header" is a message that begins with a time
_KEPT = 20_000  # names and parsed headers remembered: memory stays constant on any file
_STAMP: Final = re.compile(r"(?:(\d{4}-\d{2}-\d{2}) )?(\d{1,2}:\d{2}:\d{2})([\t ]{1,9})(?=[^\t ])")
_WIDE: Final = re.compile(r":(?:[ ]?\t|[ ]{2})[\t ]*")
_DIGITS: Final = frozenset("0123456789")
# What stands where a name would in a log line or in a list of columns.
_NOT_NAMES: Final = frozenset(("info", "warn", "warning", "error", "debug", "trace", "fatal", "critical", "notice"))


@dataclass(frozen=True, slots=True)
class Header:
    """A header line; `message` is what follows on the same line, or None when the body comes below.

    `author` is empty where the client left the name out.
    """

    form: str
    time: str
    date: str | None
    author: str
    recipient: str | None
    private: bool
    message: str | None


@dataclass(slots=True)
class HeaderParser:
    """Parses lines; remembers who wrote, to tell a person from a piece of a name.

    `first` is the file's own language: it is tried before the others that begin with the same word.
    """

    first: Locale | None = None
    wants_recipient: bool = False
    multi_line: bool = False
    seen: dict[str, None] = field(default_factory=dict)
    _cache: dict[tuple[str, str], Parties] = field(default_factory=dict)
    _patterns: dict[str, list[tuple[Locale, re.Pattern[str]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ordered = ([self.first] if self.first else []) + [one for one in locales() if one != self.first]
        for locale in ordered:
            self._patterns.setdefault(locale.start, []).append((locale, connector(locale)))

    def parse(self, line: str) -> Header | None:
        """Return the header that `line` is, or None for anything else."""
        if not line or line[0] not in _DIGITS:
            return None
        plain = plain_spaces(line)
        stamp = _STAMP.match(plain)
        if stamp is None:
            return None
        rest = plain[stamp.end() :].rstrip("\r")
        header = self._from_form(stamp, rest)
        if header is None:
            header = self._cloud(stamp, rest)
        if header is None:
            return None
        if header.author and header.author not in self.seen and len(self.seen) < _KEPT:
            self.seen[header.author] = None
        if plain != line and header.message:  # the words keep the spaces they were written with
            whole = line.rstrip("\r")
            return replace(header, message=whole[len(whole) - len(header.message) :])
        return header

    def _from_form(self, stamp: re.Match[str], rest: str) -> Header | None:
        """Read `From NAME [to RECIPIENT] : message`, `From NAME to RECIPIENT:` and the Chinese forms."""
        start = rest[: rest.find(" ")] if 0 < rest.find(" ") < 12 else ""
        if start not in self._patterns:
            start = ""
        body = rest[len(start) :] if start else " " + rest
        guard = body.find(" : ")
        wide = body.find(":\t")
        if 0 <= wide and stamp[3] == "\t" and (guard < 0 or wide < guard):
            return None
        closed = body.rstrip()
        if closed.endswith((":", "：")) and len(closed) < LONGEST and (guard < 0 or self.multi_line):
            parties = self.cut(start, closed[:-1].rstrip())
            if parties and parties.recipient is not None and (guard < 0 or parties.known):
                form = "B-dated" if stamp[1] else "B"
                return self._header(form, stamp, parties, None)
        return self._one_line(stamp, start, body, guard)

    def _one_line(self, stamp: re.Match[str], start: str, body: str, guard: int) -> Header | None:
        if guard < 0:
            return self._tight(stamp, start, body)
        if guard >= LONGEST:
            return None
        parties = self.cut(start, body[:guard])
        if parties is None or (not start and parties.recipient is None):
            return None
        if parties.recipient is not None and not (parties.sure or self.wants_recipient):
            parties = Parties(body[:guard].strip())
        form = "A1" if parties.recipient is None else "A2"
        return self._header(form, stamp, parties, body[guard + 3 :])

    def _tight(self, stamp: re.Match[str], start: str, body: str) -> Header | None:
        """Read `From NAME :message`, an empty message, and `From NAME to Everyone: message`."""
        place = body.find(" :")
        if start and 0 < place < LONGEST and body[place + 2 : place + 3] != ":":
            parties = self.cut(start, body[:place])
            if parties:
                return self._header("A1" if parties.recipient is None else "A2", stamp, parties, body[place + 2 :])
        place = body.find(": ", 0, LONGEST)
        while place > 0:
            parties = self.cut(start, body[:place])
            if parties and parties.known:
                return self._header("A2", stamp, parties, body[place + 2 :])
            place = body.find(": ", place + 1, LONGEST)
        return None

    def _cloud(self, stamp: re.Match[str], rest: str) -> Header | None:
        """Read `TIME TAB NAME: TAB message`, and the same with spaces for tabs."""
        place = rest.find(":\t", 0, LONGEST)
        if stamp[1] or rest[: rest.find(":")].strip("[]").casefold() in _NOT_NAMES:
            return None
        if stamp[3] == "\t" and place >= 0:
            return self._header("C", stamp, Parties(rest[:place]), rest[place + 2 :])
        if stamp[3] == "\t" and 1 < len(rest) < LONGEST and rest.endswith(":") and ": " not in rest:
            return self._header("C", stamp, Parties(rest[:-1]), "")
        wide = _WIDE.search(rest, 0, LONGEST)
        name = rest[: wide.start()] if wide else ""
        if not wide or not name or name[-1] == "]" or (wide[0].strip(":") == "  " and len(stamp[3]) < 2):
            return None
        return self._header("C~", stamp, Parties(name), rest[wide.end() :])

    def _header(self, form: str, stamp: re.Match[str], who: Parties, message: str | None) -> Header | None:
        author = who.author.strip()
        if not author and not who.known and "\t" not in stamp[3]:
            return None
        return Header(form, stamp[2], stamp[1], author, who.recipient, who.private, message)

    def cut(self, start: str, head: str) -> Parties | None:
        """Return the cut of `head`, remembered unless a name seen later could change it."""
        key = (start, head)
        if key in self._cache:
            return self._cache[key]
        parties = self._cut(start, head)
        if parties and (parties.known or parties.recipient is None):
            if len(self._cache) >= _KEPT:
                self._cache.clear()
            self._cache[key] = parties
        return parties

    def _cut(self, start: str, head: str) -> Parties | None:
        """Cut `NAME to RECIPIENT` where the right side is known, else where it is tagged, else at the last.

        Two spaces on each side of the connector are Zoom's own; one space may be inside a name (`Chloé à Lyon`).
        """
        loose: list[Parties] = []
        for _locale, pattern in self._patterns.get(start, ()):
            cuts = [match.span() for match in pattern.finditer(head)]
            double = [(a, b) for a, b in cuts if head[a : a + 2] == "  " and head[b - 2 : b] == "  "]
            found = [self._to(head[:a], head[b:], sure=bool(double)) for a, b in double[::-1] or cuts]
            named = next((one for one in found if one.known and (one.recipient in self.seen or not one.private)), None)
            if named:
                return named
            loose.extend(found[:1] if double else found[-1:])
        if loose:
            return next((one for one in loose if one.known), loose[0])
        return Parties(head.strip()) if start else None

    def _to(self, author: str, recipient: str, *, sure: bool) -> Parties:
        name, tagged = untagged(recipient.strip())
        group = name in all_groups()
        if not (tagged or group or name in self.seen) and (person := bare(name)) in self.seen:
            name, tagged = person, True  # a tag in a language not listed
        known = tagged or group or name in self.seen
        return Parties(author.strip(), name, known and (tagged or not group), known, sure or known)
