"""What the times of a table count from, told by the name of the column and by what it holds."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, timedelta, tzinfo
from datetime import timezone as fixed
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chatmining.formats.table.cells import Cell
from chatmining.formats.table.times import Reading, read_when
from chatmining.formats.table.words import plain, table
from chatmining.records import Clock

_PLACE = re.compile(r"\b[A-Z][A-Za-z]+/[A-Za-z_/-]+[A-Za-z]\b")
_MOST = 0.6  # of the cells that hold something
_LONGEST_EVENT = 6  # hours; an offset begins at 0 h, and so does a chat at midnight
_AS_OFFSET = Reading(offset=True)


def zone_in(header: str) -> tzinfo | None:
    """Return the time zone that a header names: `Time (UTC)`, `Submitted Time (America/Los_Angeles)`."""
    if place := _PLACE.search(header):
        try:
            return ZoneInfo(place[0])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
    zones = table()["zones"]
    hours = next((zones[word] for word in plain(header).split(" ") if word in zones and len(word) > 1), None)
    return None if hours is None else UTC if hours == 0 else fixed(timedelta(hours=hours))


def per_second(header: str) -> int:
    """Return how many units of an offset column make a second."""
    return 1 if set(plain(header).split(" ")).isdisjoint(table()["milliseconds"]["words"]) else 1000


def share(cells: Sequence[Cell], holds: Callable[[Cell], bool]) -> float:
    """Return the share of the cells that hold something for which `holds` is true; 1 when all are empty."""
    filled = [cell for cell in cells if cell is not None and cell != ""]
    return sum(map(holds, filled)) / len(filled) if filled else 1.0


def is_clock(cell: Cell) -> bool:
    """Tell whether a cell holds an hour, with or without a date."""
    return read_when(cell, Reading()).time is not None


def is_moment(cell: Cell) -> bool:
    """Tell whether a cell holds a date, an hour, or a time since the start."""
    when = read_when(cell, Reading())
    return when.time is not None or when.date is not None or (isinstance(cell, str) and _is_offset(cell))


def holds_moments(cells: Sequence[Cell]) -> bool:
    """Tell whether a column is one of dates or times."""
    return share(cells, is_moment) >= _MOST


def clock_of(header: str, cells: Sequence[Cell], dated: bool) -> Clock:
    """Return what a time column counts from; `dated` when the table has dates elsewhere."""
    filled = [cell for cell in cells if cell is not None and cell != ""]
    if not filled:
        return Clock.WALL
    whens = [read_when(cell, Reading(zone=zone_in(header))) for cell in filled]
    if sum(when.zoned for when in whens) * 2 > len(whens):
        return Clock.UTC
    if dated or any(when.date for when in whens):
        return Clock.WALL
    if all(isinstance(cell, timedelta) for cell in filled):
        return Clock.OFFSET
    told = [when.time for when in whens if when.time]
    if len(told) < _MOST * len(whens):
        return Clock.OFFSET if share(cells, _is_offset) >= _MOST else Clock.WALL
    hours = [int(time[:2]) for time in _longest(filled, told)]
    if len(hours) < len(told):  # `12:33` then `1:02:10`: minutes, then hours
        return Clock.OFFSET if max(hours) < _LONGEST_EVENT else Clock.WALL
    return Clock.OFFSET if min(hours) == 0 and max(hours) < _LONGEST_EVENT else Clock.WALL


def _is_offset(cell: Cell) -> bool:
    return isinstance(cell, str) and any(c in cell for c in ":smh") and read_when(cell, _AS_OFFSET).time is not None


def _longest(cells: Sequence[Cell], told: Sequence[str]) -> list[str]:
    """Return the times of the cells with two colons when others have one, else all times."""
    full = [read_when(cell, Reading()).time for cell in cells if isinstance(cell, str) and cell.count(":") == 2]
    return [time for time in full if time] or list(told)
