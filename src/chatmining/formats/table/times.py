"""Dates and times as tables write them, to ISO dates and HH:MM:SS."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from chatmining.formats.date_order import Numbers, Order, order_of
from chatmining.formats.table.cells import Cell, is_number, number_of
from chatmining.formats.table.written_times import date_numbers, read_written

_OFFSET = re.compile(r"(-)?(?:(\d{1,3}):)?(\d{1,4}):(\d{2})(?:[.,]\d{1,9})?")
_SPELLED = re.compile(r"(?:(\d{1,3})\s?h)?\s?(?:(\d{1,4})\s?m(?:in)?)?\s?(?:(\d{1,6})(?:[.,]\d{1,9})?\s?s)?")
_LONGEST = 45
_EPOCHS = ((10**9, 1), (10**12, 10**3), (10**15, 10**6))  # seconds, milliseconds, microseconds since 1970
_EXCEL_DAY_ZERO = datetime(1899, 12, 30)
_EXCEL_DAYS = (20_000, 80_000)  # 1954 to 2119


@dataclass(frozen=True, slots=True)
class When:
    """A date and a time, each None when unknown; `zoned` when they are in UTC by the export's own words."""

    date: str | None = None
    time: str | None = None
    zoned: bool = False


NEVER = When()


@dataclass(frozen=True, slots=True)
class Reading:
    """How the times of a column are to be read."""

    order: Order = Order.DAY_FIRST
    offset: bool = False
    per_second: int = 1
    zone: tzinfo | None = None  # said by the column's name


def read_when(cell: Cell, how: Reading) -> When:
    """Return the moment that a cell holds, or NEVER."""
    if isinstance(cell, str):
        return _from_text(cell.strip(), how) if cell and len(cell) <= _LONGEST else NEVER
    if isinstance(cell, timedelta):
        return offset_of(cell.total_seconds())
    if isinstance(cell, datetime):
        return _from_datetime(cell, how)
    if isinstance(cell, time):
        return (
            _from_offset_time(cell) if how.offset else _shift(None, cell.replace(tzinfo=None), cell.tzinfo or how.zone)
        )
    if isinstance(cell, date):
        return When(cell.isoformat())
    return _from_number(cell, how) if is_number(cell) and cell is not None else NEVER


def order_in(cells: Iterable[Cell]) -> Order:
    """Return which of the numbers of a column's dates is the day; French order when nothing tells."""
    found: set[Numbers] = set()
    for cell in cells:
        numbers = date_numbers(str(cell)) if in_doubt(cell) else None
        if numbers and numbers not in found:
            found.add(numbers)
            if max(int(numbers[0]), int(numbers[1])) > 12:
                break
    return order_of(found) or Order.DAY_FIRST


def in_doubt(cell: Cell) -> bool:
    """Tell whether a cell holds a date whose day and month may be exchanged."""
    return isinstance(cell, str) and len(cell) <= _LONGEST and date_numbers(cell) is not None


def offset_of(seconds: float) -> When:
    """Return the time since the start; before the start counts as the start."""
    whole = max(0, int(seconds))
    if whole >= 1000 * 3600:
        return NEVER
    return When(None, f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}")


@lru_cache(maxsize=8192)  # several records share a second, and all of them a few dates
def _from_text(text: str, how: Reading) -> When:
    number = number_of(text) if text[:1] in "0123456789-+" else None
    if number is not None:
        return _from_number(number, how)
    if how.offset:
        return _from_offset_text(text)
    if text[4:5] == "-" and len(text) > 7:
        try:
            return _from_datetime(datetime.fromisoformat(text), how, dated_only=len(text) <= 10)
        except ValueError:
            pass
    found = read_written(text, how.order)
    if found is None:
        return NEVER
    return When(found.day) if found.clock is None else _shift(found.day, found.clock, found.zone or how.zone)


def _shift(day: str | None, clock: time, zone: tzinfo | None) -> When:
    """Return the moment in UTC when the zone says how far that is; without a day, summer time is not known."""
    plainly = When(day, clock.strftime("%H:%M:%S"))
    if zone is None or (day is None and zone.utcoffset(None) is None):
        return plainly
    try:
        moment = datetime.combine(date.fromisoformat(day or "2000-01-01"), clock, zone).astimezone(UTC)
    except OverflowError:
        return plainly
    return When(moment.date().isoformat() if day else None, moment.strftime("%H:%M:%S"), True)


def _from_datetime(moment: datetime, how: Reading, dated_only: bool = False) -> When:
    day = None if moment.year < 1901 else moment.date().isoformat()  # Excel's day zero: an hour without a day
    if how.offset:
        return _from_offset_time(moment.time())
    if dated_only:
        return When(day)
    return _shift(day, moment.time().replace(microsecond=0), moment.tzinfo or how.zone)


def _from_offset_time(clock: time) -> When:
    return offset_of(clock.hour * 3600 + clock.minute * 60 + clock.second)


def _from_offset_text(text: str) -> When:
    if found := _OFFSET.fullmatch(text):
        seconds = int(found[2] or 0) * 3600 + int(found[3]) * 60 + int(found[4])
        return offset_of(-seconds if found[1] else seconds)
    if (found := _SPELLED.fullmatch(text.lower())) and any(found.groups()):
        return offset_of(int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 + int(found[3] or 0))
    return NEVER


def _from_number(number: Cell, how: Reading) -> When:
    value = float(number) if isinstance(number, int | float) else 0.0
    if how.offset:
        return offset_of(value / how.per_second) if abs(value) < 10**12 else NEVER
    for first, per_second in _EPOCHS:
        if first <= value < first * 10:
            return _from_datetime(datetime.fromtimestamp(int(value) // per_second, UTC), replace(how, zone=UTC))
    if 0 <= value < 1 or _EXCEL_DAYS[0] <= value < _EXCEL_DAYS[1]:
        moment = _EXCEL_DAY_ZERO + timedelta(seconds=round(value * 86_400))
        return _from_datetime(moment, how, dated_only=value >= 1 and float(value).is_integer())
    return NEVER
