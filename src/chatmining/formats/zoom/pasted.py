"""A chat copied from Zoom's window: `De NAME à tout le monde:  09:24 AM`, `NAME 11:29 AM`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from chatmining.formats.source import Source
from chatmining.formats.zoom.headers import Header, HeaderParser
from chatmining.formats.zoom.parties import Parties, untagged
from chatmining.formats.zoom.split import RawRecord
from chatmining.formats.zoom.words import all_groups, locales, words

FORM: Final = "copy-paste"
_LONGEST: Final = 300
_LAST: Final = frozenset("0123456789Mm.")
_TIME: Final = re.compile(r"(?:^|[ \t\xa0\u202f])(\d{1,2}:\d{2}(?::\d{2})?(?:[ \xa0\u202f]{0,2}([AaPp])\.?[Mm]\.?)?)$")
_NAME_WORDS: Final = 5
_SENTENCE: Final = ".,;:!?…"


@dataclass(slots=True)
class PastedParser:
    """Finds header lines that end with a time."""

    saved: HeaderParser = field(default_factory=HeaderParser)
    bare_names: bool = True

    def parse(self, line: str) -> Header | None:
        """Return the header that `line` is, or None."""
        text = line.strip()
        if not text or text[-1] not in _LAST or len(text) > _LONGEST:
            return None
        stamp = _TIME.search(text, max(0, len(text) - 16))
        if stamp is None:
            return None
        head = text[: stamp.start()].rstrip()
        who = self._parties(head)
        if who is None and self.bare_names and stamp[2] and _is_name(head):
            who = Parties(head)
        if who is None or not who.author:
            return None
        self.saved.seen.setdefault(who.author)
        return Header(FORM, stamp[1], None, who.author, who.recipient, who.private, None)

    def _parties(self, head: str) -> Parties | None:
        head, tagged = _tag_behind(head)
        closed = head.endswith(":")
        head = head.rstrip(":").rstrip()
        start = next((one.start for one in locales() if one.start and head.startswith(f"{one.start} ")), "")
        if closed and start:
            return _known(self.saved.cut(start, head[len(start) :]), tagged)
        if closed:
            return None
        for locale in locales():
            who = _known(self.saved.cut(locale.start, f" {head}"), tagged)
            if who and (who.recipient in all_groups() or (who.private and _is_name(who.author))):
                return who
        return None


def _tag_behind(head: str) -> tuple[str, bool]:
    """Take off the tag that stands behind the colon: `From Luc to Me: (Direct Message)`."""
    if not head.endswith(")") or ":" not in head:
        return head, False
    bare, tagged = untagged(head)
    return (bare, True) if tagged and bare.endswith(":") else (head, False)


def _known(who: Parties | None, tagged: bool) -> Parties | None:
    """Keep the cut if its recipient is a group, a tagged person, or the one who copied."""
    if who is None or who.recipient is None:
        return None
    mine = who.recipient in words()["private"]["me"]
    if not (who.known or tagged or mine):
        return None
    return Parties(who.author, who.recipient, who.private or tagged or mine, known=True)


def _is_name(head: str) -> bool:
    return 0 < len(head) <= 64 and len(head.split()) <= _NAME_WORDS and head[-1] not in _SENTENCE and "\t" not in head


def pasted_claim(lines: list[str]) -> float:
    """Return how sure these lines are a copied chat: full headers are Zoom's own, bare names many programs'."""
    full = [line for line in lines if line.strip()]
    if not full:
        return 0.0
    parser = PastedParser()
    found = [parser.parse(line) for line in full]
    headers = [header for header in found if header]
    own = sum(header.recipient is not None for header in headers)
    share = len(headers) / len(full)
    if own and (found[0] or share >= 0.2):
        return 0.9
    said = sum(bool(header) and not below for header, below in pairwise(found))
    return 0.6 if len(headers) >= 3 and found[0] and share >= 0.25 and said * 2 > len(headers) else 0.0


def pasted_records(source: Source) -> Iterator[RawRecord]:
    """Stream the raw records of a copied chat."""
    parser = PastedParser()
    current: RawRecord | None = None
    for number, line in source.lines():
        header = parser.parse(line)
        if header:
            if current:
                yield current
            current = RawRecord(number, header, source=line)
        elif current:
            current.below.append(line)
        elif line.strip():
            source.unread.add(number)
    if current:
        yield current
