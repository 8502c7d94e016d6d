"""The chat that Zoom saves: every form, every client language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from chatmining.formats.base import Support
from chatmining.formats.family import Family, Shape
from chatmining.formats.source import Source
from chatmining.formats.zoom.bodies import Body, interpret, with_reactions
from chatmining.formats.zoom.pasted import pasted_claim, pasted_records
from chatmining.formats.zoom.profile import Profile, profile
from chatmining.formats.zoom.quotes import Quotes
from chatmining.formats.zoom.split import RawRecord, split
from chatmining.records import Clock, Kind, Message, Reaction

_OWN_WORDS: Final = (Kind.MESSAGE, Kind.REPLY, Kind.ATTACHMENT)
_LINE_ENDS: Final = re.compile("\r\t|[\r\v\f\x85\u2028\u2029]")
_PASTED_LINES: Final = 2_000


def plain(text: str) -> str:
    """Return `text` with a bare CR (and the TAB after it), U+2028 and their like as line feeds."""
    return _LINE_ENDS.sub("\n", text).strip()


@dataclass(slots=True)
class _Reader:
    """Turns raw records into messages, one at a time, and remembers what quotes may speak of."""

    seen: dict[str, None]
    n: int = 0
    quotes: Quotes = field(default_factory=Quotes)
    previous: int | None = None
    offset_tilde: bool | None = None

    def message(self, raw: RawRecord) -> Message:
        """Return the message of `raw`."""
        self.n += 1
        header = raw.header
        text, reactions = self._words(raw)
        body = interpret(text)
        answered = self.previous if body.about_previous else self.quotes.find(body.quote) if body.quote else None
        if body.kind in _OWN_WORDS:
            self.previous = self.n
            self._remember(body, text)
        return Message(
            n=self.n,
            line=raw.line,
            kind=body.kind,
            text=body.text,
            form=header.form,
            clock=self._clock(raw),
            time=header.time,
            date=header.date,
            author=header.author or None,
            recipient=header.recipient,
            private=header.private,
            quote=body.quote,
            emoji=body.emoji,
            reply_to=answered,
            reactions=reactions,
            attachments=body.attachments,
        )

    def _words(self, raw: RawRecord) -> tuple[str, tuple[Reaction, ...]]:
        header = raw.header
        if header.message is not None:
            return plain("\n".join((header.message.rstrip("\r"), *(line.rstrip("\r") for line in raw.below)))), ()
        lines = [line.removeprefix("\t").rstrip("\r") for line in raw.below]
        if len(lines) > 1 and not lines[-1].strip():
            # The "new chat" ends each record with an empty line: reactions may stand above it.
            lines, reactions = with_reactions(lines, self.seen)
            return plain("\n".join(lines)), reactions
        return plain("\n".join(lines)), ()

    def _remember(self, body: Body, text: str) -> None:
        self.quotes.add(self.n, body.text)
        if body.kind is Kind.REPLY:
            self.quotes.add(self.n, text)

    def _clock(self, raw: RawRecord) -> Clock:
        """Return OFFSET for cloud recordings; with tabs lost, only if the first record is in the first hour."""
        if raw.header.form != "C~":
            return Clock.OFFSET if raw.header.form == "C" else Clock.WALL
        if self.offset_tilde is None:
            self.offset_tilde = raw.header.time.startswith(("00:", "0:"))
        return Clock.OFFSET if self.offset_tilde else Clock.WALL


def claim(source: Source) -> float:
    """Return how sure the content is a Zoom chat, by the share of its header lines."""
    if source.binary:
        return 0.0
    found = profile(source)
    if not found.headers:
        return pasted_claim(source.head.split("\n")[:_PASTED_LINES])
    if not found.written_by_zoom:
        return 0.0
    cloud = found.forms["C"] + found.forms["C~"]
    if cloud <= found.headers / 2:
        return _grade(found, starts=0.98, share=0.9)
    if found.forms["C~"] > found.headers / 2 and (found.headers < 3 or found.share < 0.3):
        return 0.0
    return _grade(found, starts=0.95, share=0.7) if found.headers > 1 or found.share > 0.5 else 0.0


def _grade(found: Profile, *, starts: float, share: float) -> float:
    if found.starts:
        return starts
    return share if found.share >= 0.5 or (found.headers >= 3 and found.share >= 0.3) else 0.0


def read(source: Source) -> Iterator[Message]:
    """Stream the records."""
    found = profile(source)
    parser = found.parser()
    reader = _Reader(parser.seen)
    for raw in split(source, parser, found) if found.headers else pasted_records(source):
        yield reader.message(raw)


ZOOM_CHAT: Final = Family(
    id="zoom",
    support=Support(replies=True, reactions=True, private=True, dates=True),
    shapes=(Shape(claim, read),),
)
