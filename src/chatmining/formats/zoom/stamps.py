"""Dates and times of Zoom's reports: `10/06/2026 06:02:00 PM`, `Mar 23, 2025 6:26 PM`, `2026-10-06 18:02`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Final

_CLOCK: Final = re.compile(r"\b(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[ \u202f\xa0]?([AaPp])\.?[Mm]\b)?")
_NUMBERS: Final = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_ENGLISH: Final = re.compile(r"\b([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})\b")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Stamp:
    """An ISO date and a 24 hour time, either of them unknown."""

    date: str | None = None
    time: str | None = None


def in_utc(moment: Stamp, zone: tzinfo | None) -> Stamp:
    """Return a whole stamp of `zone` in UTC; any other as it is."""
    if zone is None or moment.date is None or moment.time is None:
        return moment
    here = datetime.fromisoformat(f"{moment.date}T{moment.time}").replace(tzinfo=zone).astimezone(UTC)
    return Stamp(here.date().isoformat(), here.strftime("%H:%M:%S")[: len(moment.time)])


def is_day_first(texts: Iterable[str]) -> bool:
    """Tell whether the file's dates put the day first: a first number over 12 in one of them says so."""
    firsts = [int(match[1]) for text in texts if (match := _NUMBERS.search(text))]
    return any(first > 12 for first in firsts)


def _date(text: str, *, day_first: bool) -> str | None:
    try:
        if match := _ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        if match := _NUMBERS.search(text):
            first, second = int(match[1]), int(match[2])
            month, day = (second, first) if day_first else (first, second)
            return date(int(match[3]), month, day).isoformat()
        if (match := _ENGLISH.search(text)) and match[1] in _MONTHS:
            return date(int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2])).isoformat()
    except ValueError:
        return None
    return None


def stamp(text: str, *, day_first: bool = False) -> Stamp:
    """Return what `text` says; Zoom puts the month first unless the file shows otherwise."""
    clock = _CLOCK.search(text)
    if clock is None:
        return Stamp(_date(text, day_first=day_first))
    hours = int(clock[1])
    if clock[4]:
        hours = hours % 12 + (12 if clock[4] in "Pp" else 0)
    time = f"{hours:02}:{clock[2]}" + (f":{clock[3]}" if clock[3] else "")
    return Stamp(_date(text, day_first=day_first), time)
