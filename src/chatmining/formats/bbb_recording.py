"""BigBlueButton recordings: the chat among the events of `events.xml`, and on the playback's `slides_new.xml`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from chatmining.formats.clean_text import clean
from chatmining.formats.family import Shape
from chatmining.formats.html_text import to_text
from chatmining.formats.moments import Moment, from_epoch, from_iso, from_offset
from chatmining.formats.source import Source
from chatmining.formats.xml_stream import elements
from chatmining.records import Clock, Kind, Message, Role

_EVENTS = re.compile(r"<recording\b[^>]{0,500}\bmeeting_id=|<event\b[^>]{0,300}\beventname=\"\w{1,60}Event\"")
_SLIDES = re.compile(r"<chattimeline\b[^>]{0,4000}\btarget=\"chat\"|<popcorn\b[^>]{0,200}>\s{0,200}<chattimeline\b")
_ROLES = {"MODERATOR": Role.MODERATOR, "VIEWER": Role.ATTENDEE}
_EPOCH_MS = 10**11  # a smaller `timestamp` counts from the start of the server


def _claim_events(source: Source) -> float:
    return 0.97 if _EVENTS.search(_head(source)) else 0.0


def _claim_slides(source: Source) -> float:
    return 0.97 if _SLIDES.search(_head(source)) else 0.0


def _head(source: Source) -> str:
    """Return the decoded beginning of an XML file, whole lines or not."""
    text = source.head_bytes.decode(source.encoding, errors="ignore").lstrip("\ufeff \t\r\n")
    return text if text.startswith("<") else ""


@dataclass
class _Meeting:
    """What the events before a message tell: who has which role, and when the recording began."""

    roles: dict[str, Role] = field(default_factory=dict)
    clock: Clock | None = None
    start: int | None = None

    def note(self, event: Any) -> None:
        """Remember the start and the role of whoever joins."""
        if self.start is None:
            self.start = _stamp(event)
        if event.get("eventname") == "ParticipantJoinEvent":
            role = _ROLES.get((event.findtext("role") or "").strip())
            if role:
                self.roles[(event.findtext("userId") or "").strip()] = role

    def place(self, event: Any) -> tuple[Moment, Clock]:
        """Return the moment of an event; the first message chooses the file's clock."""
        if self.clock is None:
            clocks = (Clock.WALL, Clock.UTC)
            self.clock = next((clock for clock in clocks if self._moment(event, clock).time), Clock.OFFSET)
        return self._moment(event, self.clock), self.clock

    def _moment(self, event: Any, clock: Clock) -> Moment:
        if clock is Clock.WALL:
            return from_iso(event.findtext("date"), as_written=True)
        if clock is Clock.OFFSET:
            return from_offset((_stamp(event) - (self.start or 0)) / 1000)
        written = from_epoch((event.findtext("timestampUTC") or "").strip(), 1000)
        return written if written.time or _stamp(event) < _EPOCH_MS else from_epoch(_stamp(event), 1000)


def _stamp(event: Any) -> int:
    """Return the `timestamp` of an event, 0 when it is no sensible number."""
    text = event.get("timestamp") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _read_events(source: Source) -> Iterator[Message]:
    meeting, n = _Meeting(), 0
    for event in elements(source, "event"):
        meeting.note(event)
        if event.get("eventname") == "PublicChatEvent":
            n += 1
            yield _event_message(n, event, meeting)


def _event_message(n: int, event: Any, meeting: _Meeting) -> Message:
    moment, clock = meeting.place(event)
    role = _ROLES.get((event.findtext("senderRole") or "").strip())
    return Message(
        n=n, kind=Kind.MESSAGE, text=clean(to_text(event.findtext("message") or "")), form="bbb-events", clock=clock,
        time=moment.time, date=moment.date, author=clean(event.findtext("sender") or "") or None,
        role=role or meeting.roles.get((event.findtext("senderId") or "").strip()),
    )  # fmt: skip


def _read_slides(source: Source) -> Iterator[Message]:
    chat = (element for element in elements(source, "chattimeline") if element.get("target", "chat") == "chat")
    for n, element in enumerate(chat, start=1):
        yield Message(
            n=n, kind=Kind.MESSAGE, text=clean(to_text(element.get("message") or "")), form="bbb-slides",
            clock=Clock.OFFSET, time=from_offset(element.get("in")).time,
            author=clean(element.get("name") or "") or None, role=_ROLES.get(element.get("senderRole") or ""),
        )  # fmt: skip


EVENTS = Shape(_claim_events, _read_events)
SLIDES = Shape(_claim_slides, _read_slides)
