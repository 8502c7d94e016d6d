"""Dates and times as exports write them, to the two fields of a record."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """An ISO date and a time HH:MM:SS, each None when unknown."""

    date: str | None = None
    time: str | None = None


UNKNOWN = Moment()


def from_epoch(seconds: object, per_second: int = 1) -> Moment:
    """Return the UTC moment of a count since 1970 (a number, or text that holds one)."""
    if not isinstance(seconds, int | float | str):
        return UNKNOWN
    try:  # microseconds have too many digits for a float
        whole = int(seconds) // per_second if per_second > 1 else int(float(seconds))
        return _moment(datetime.fromtimestamp(whole, UTC))
    except (ValueError, OverflowError, OSError):
        return UNKNOWN


def from_iso(text: object, *, as_written: bool = False) -> Moment:
    """Return the moment of an ISO text, in UTC when it has an offset, unless wanted `as_written`."""
    if not isinstance(text, str):
        return UNKNOWN
    try:
        value = datetime.fromisoformat(text.strip())
        return _moment(value if as_written or value.tzinfo is None else value.astimezone(UTC))
    except (ValueError, OverflowError):
        return UNKNOWN


def from_offset(seconds: object) -> Moment:
    """Return the time since the start, HH:MM:SS, of a count of seconds; before the start counts as the start."""
    if not isinstance(seconds, int | float | str):
        return UNKNOWN
    try:
        whole = max(0, int(float(seconds)))
    except (ValueError, OverflowError):
        return UNKNOWN
    return Moment(None, f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}") if whole < 10**7 else UNKNOWN


def from_clock(hour: str, minute: str, second: str | None = None, half: str | None = None) -> str | None:
    """Return HH:MM or HH:MM:SS on 24 hours; `half` begins with a or p on 12-hour clocks."""
    hours = int(hour)
    if half and half[0] in "pP" and hours < 12:
        hours += 12
    elif half and half[0] in "aA" and hours == 12:
        hours = 0
    if hours > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    return f"{hours:02}:{minute}" + (f":{second}" if second else "")


def _moment(value: datetime) -> Moment:
    date, _, time = value.isoformat(" ", "seconds").partition(" ")
    return Moment(date, time[:8])
