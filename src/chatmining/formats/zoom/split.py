"""Cut the lines of a saved chat into raw records, one header each."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from chatmining.formats.source import Source
from chatmining.formats.zoom.headers import Header, HeaderParser
from chatmining.formats.zoom.profile import Profile

_REMEMBERED: Final = 4_096  # records among which a pasted extract is recognised
_LONGEST_PASTE: Final = 20  # records; a longer run back in time is another session
_HALF_DAY: Final = 12 * 3600


@dataclass(slots=True)
class RawRecord:
    """A header, its line number, and the lines below it as they are."""

    line: int
    header: Header
    below: list[str] = field(default_factory=list)
    source: str = ""  # the header's own line, put back if it turns out to be pasted text


def _seconds(header: Header) -> int:
    hours, minutes, seconds = header.time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _back(header: Header, last: Header) -> bool:
    """Tell whether `header` goes back in time; over half a day is midnight, dated headers need no rule."""
    if header.date or last.date or (header.time >= last.time and len(header.time) == len(last.time)):
        return bool(header.date and last.date) and (header.date, header.time) < (last.date, last.time)
    return 0 < _seconds(last) - _seconds(header) <= _HALF_DAY


@dataclass(slots=True)
class _Pasted:
    """Recognises a chat extract that somebody pasted into a message: headers that are text.

    Such headers go back in time. They are text when the file's own records end with CRLF and these follow a lone
    line feed; or when they repeat records already read (or have another form) and time then goes on as before.
    """

    crlf_ends: bool
    first: tuple[str, str] | None = None
    _keys: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict)

    def remember(self, header: Header) -> None:
        key = (header.time, header.author)
        self.first = self.first or key
        self._keys[key] = None
        if len(self._keys) > _REMEMBERED:
            self._keys.popitem(last=False)

    def suspect(self, header: Header, last: Header) -> bool:
        """Tell whether a header that goes back may be an extract; the file's first record is a second session."""
        key = (header.time, header.author)
        if not _back(header, last) or key == self.first:
            return False
        return key in self._keys or (header.form[0] == "C") != (last.form[0] == "C")


def split(source: Source, parser: HeaderParser, profile: Profile) -> Iterator[RawRecord]:
    """Stream the raw records of `source`."""
    pasted = _Pasted(profile.crlf_ends)
    kept: RawRecord | None = None  # the last sure record
    doubtful: list[RawRecord] = []
    after_crlf = True
    for number, line in source.lines():
        header = parser.parse(line)
        current = doubtful[-1] if doubtful else kept
        lone = pasted.crlf_ends and not after_crlf
        after_crlf = line.endswith("\r")
        if header is None or (lone and kept and _back(header, kept.header)):
            if current:
                current.below.append(line)
            elif line.strip():
                source.unread.add(number)
            continue
        record = RawRecord(number, header, source=line)
        if kept and len(doubtful) < _LONGEST_PASTE and pasted.suspect(header, kept.header):
            doubtful.append(record)
            continue
        if kept and doubtful and not _back(header, kept.header):
            kept.below.extend(text for one in doubtful for text in (one.source, *one.below))
            doubtful = []
        if kept:
            yield kept
        yield from doubtful
        doubtful, kept = [], record
        pasted.remember(header)
    if kept:
        yield kept
    yield from doubtful
