"""What a Zoom report says of its webinar above its rows: topic and start."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from chatmining.formats.source import Source
from chatmining.formats.table.clocks import zone_in
from chatmining.formats.zoom.stamps import is_day_first, stamp
from chatmining.formats.zoom.tables import has_table, table_rows

_ZONE: Final = re.compile(r"\(([A-Z][A-Za-z]+/[A-Za-z_/-]+)\)")
_ABOUT: Final = frozenset({"topic", "started"})


@dataclass(frozen=True, slots=True)
class About:
    """A webinar as a report names it; `start` is HH:MM[:SS] of the account's zone, with its offset when it is told."""

    title: str
    date: dt.date | None
    start: str | None


def about(source: Source) -> About | None:
    """Return what the report says of its webinar, or None when it says nothing, or is no report."""
    row = next(table_rows(source, _ABOUT), None) if has_table(source, _ABOUT) else None
    if row is None or not row.named.get("topic"):
        return None
    moment = stamp(row.named.get("started", ""), day_first=is_day_first(source.head.split("\n")))
    date = dt.date.fromisoformat(moment.date) if moment.date else None
    return About(row.named["topic"], date, _with_offset(date, moment.time, source))


def _with_offset(date: dt.date | None, time: str | None, source: Source) -> str | None:
    """Add to the start the offset of the zone that a column of the report names: Zoom writes both in the same."""
    named = _ZONE.search(source.head)
    zone = zone_in(named[1]) if named else None
    if date is None or time is None or zone is None:
        return time
    return dt.datetime.fromisoformat(f"{date}T{time}").replace(tzinfo=zone).isoformat().partition("T")[2]
