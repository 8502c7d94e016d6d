"""Place records on one clock: midnight, appended sessions, a start given or guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from chatmining.records import Clock, Message

_HALF_DAY = 12 * 3600
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: seconds since the start, and the moment when the date is known."""

    offset_s: float | None
    moment: datetime | None


def seconds(time: str | None) -> float | None:
    """Return the seconds since midnight (or since the start) of `H:MM`, `H:MM:SS`, either with AM or PM."""
    if not time:
        return None
    clock, _, half = time.strip().upper().partition(" ")
    parts = clock.split(":")
    try:
        hours, minutes, secs = int(parts[0]), int(parts[1]), float(parts[2]) if len(parts) > 2 else 0.0
    except (ValueError, IndexError):
        return None
    if half.startswith(("PM", "P")) and hours < 12:
        hours += 12
    elif half.startswith(("AM", "A")) and hours == 12:
        hours = 0
    return hours * 3600 + minutes * 60 + secs


def place(messages: Sequence[Message], start: datetime | None, day: date | None, zone: str) -> list[Place]:
    """Return one place a message, in order.

    Offsets count from the recording's start. Wall clocks count from `start` when known, else from the earliest
    record; a jump back of over 12 hours is midnight.
    """
    running = _unwrapped(messages)
    known = [value for value in running if value is not None]
    if not known:
        return [Place(None, None) for _ in messages]
    clock = messages[0].clock
    first = min(known)
    if clock is Clock.OFFSET:
        return [_offset_place(value, start) for value in running]
    origin = _origin(messages, day, zone if clock is Clock.WALL else "UTC")
    base = first if start is None or origin is None else (start - origin).total_seconds()
    return [
        Place(
            None if value is None else round(value - base, 3),
            None if value is None or origin is None else origin + timedelta(seconds=value),
        )
        for value in running
    ]


def _offset_place(value: float | None, start: datetime | None) -> Place:
    if value is None:
        return Place(None, None)
    return Place(value, None if start is None else start.astimezone(UTC) + timedelta(seconds=value))


def _origin(messages: Sequence[Message], day: date | None, zone: str) -> datetime | None:
    """Return the midnight from which the running seconds count, or None when no date is known."""
    dated = next((message.date for message in messages if message.date), None)
    chosen = date.fromisoformat(dated) if dated else day
    if chosen is None:
        return None
    return datetime(chosen.year, chosen.month, chosen.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _unwrapped(messages: Sequence[Message]) -> list[float | None]:
    """Return seconds that go on past midnight; dates count in days from the first dated record."""
    first = next((date.fromisoformat(message.date) for message in messages if message.date), None)
    running: list[float | None] = []
    days, previous = 0, None
    for message in messages:
        value = seconds(message.time)
        if value is None:
            running.append(None)
            continue
        if message.date and first:
            days = (date.fromisoformat(message.date) - first).days
        elif message.clock is Clock.WALL and previous is not None and previous - value > _HALF_DAY:
            days += 1
        previous = value
        running.append(value + days * _DAY)
    return running
