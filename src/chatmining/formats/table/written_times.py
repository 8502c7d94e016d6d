"""Dates and times in words and figures: `17/11/2020 14h05`, `Mar 23, 2025 6:26 PM (UTC)`."""

import re
from dataclasses import dataclass
from datetime import time, timedelta, timezone, tzinfo

from chatmining.formats.date_order import Numbers, Order, iso_date
from chatmining.formats.table.words import months, plain, table

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(?:(\d{1,2})([/.-])(\d{1,2})\2(\d{4})|(\d{1,2})/(\d{1,2})/(\d{2}))(?!\d)")
_NAMED_MONTH = (
    re.compile(r"\b(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\s+(?P<month>[^\W\d_]{3,9})\.?,?\s+(?P<year>\d{4})\b"),
    re.compile(r"\b(?P<month>[^\W\d_]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b"),
)
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})\s?"
    r"(?:[:h]\s?(?P<minute>\d{2})(?!\d)(?:\s?(?:[:m'′]|min)\s?(?P<second>\d{2})(?:[.,]\d{1,9})?\s?s?)?"
    r"|h(?![a-z])|(?=[ap]\.?\s?m\b))"
    r"\s?(?:(?P<half>[ap])\.?\s?m\b\.?)?"
    r"[\s(]{0,2}(?P<zone>Z\b|UTC|GMT|[A-Z]{3,4}\b)?\s?(?P<shift>[+-]\d{1,2}(?::?\d{2})?(?!\d))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says: an ISO date, a time of day, the zone it names."""

    day: str | None = None
    clock: time | None = None
    zone: tzinfo | None = None


def read_written(text: str, order: Order) -> Written | None:
    """Return the date and time that `text` is, or None when it is something else."""
    day, rest = _take_date(text, order)
    clock = _CLOCK.search(rest)
    left = rest[: clock.start()] + rest[clock.end() :] if clock else rest
    if (day is None and clock is None) or not _is_filler(left, day is not None):
        return None
    if clock is None:
        return Written(day)
    said = _time_of(clock)
    return Written(day, said, _zone_of(clock)) if said else None


def date_numbers(text: str) -> Numbers | None:
    """Return the numbers of a date whose year is last, the only ones whose order is in doubt."""
    found = _YEAR_LAST.search(text)
    if not found:
        return None
    return (found[1], found[3], found[4]) if found[1] else (found[5], found[6], found[7])


def _is_filler(left: str, dated: bool) -> bool:
    """Tell whether what stands round a date and a time is `mardi … à`: a sentence that holds an hour is none."""
    words = left.strip(" ()[],.-").split()
    return not any(c.isdigit() for c in left) and (len(words) <= 3 if dated else len("".join(words)) <= 3)


def _take_date(text: str, order: Order) -> tuple[str | None, str]:
    """Return the ISO date in `text` and the text without it."""
    if found := _YEAR_FIRST.search(text):
        return iso_date((found[1], found[3], found[4]), Order.YEAR_FIRST), _without(text, found)
    if found := _YEAR_LAST.search(text):
        return iso_date(date_numbers(found[0]) or ("", "", ""), order), _without(text, found)
    for pattern in _NAMED_MONTH:
        if (found := pattern.search(text)) and (month := months().get(plain(found["month"]))):
            return iso_date((found["day"], str(month), found["year"]), Order.DAY_FIRST), _without(text, found)
    return None, text


def _without(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " + text[found.end() :].removeprefix("T")


def _time_of(clock: re.Match[str]) -> time | None:
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    minute, second = int(clock["minute"] or 0), int(clock["second"] or 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _zone_of(clock: re.Match[str]) -> tzinfo | None:
    """Return the zone after a time: `Z`, `CET`, `+01:00`, `UTC+2`."""
    hours = table()["zones"].get((clock["zone"] or "").lower())
    shift = clock["shift"]
    if hours is None and not shift:
        return None
    minutes = (hours or 0) * 60
    if shift:
        digits = shift[1:].replace(":", "")
        whole, rest = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        minutes += (int(whole) * 60 + int(rest)) * (-1 if shift[0] == "-" else 1)
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None
