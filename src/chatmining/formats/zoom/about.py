"""What a Zoom report says of its webinar above its rows: topic and start."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from chatmining.formats.source import Source
from chatmining.formats.zoom.stamps import is_day_first, stamp
from chatmining.formats.zoom.tables import has_table, table_rows

_ABOUT: Final = frozenset({"topic", "started"})


@dataclass(frozen=True, slots=True)
class About:
    """A webinar as a report names it; `start` is HH:MM[:SS] of the account's zone."""

    title: str
    date: dt.date | None
    start: str | None


def about(source: Source) -> About | None:
    """Return what the report says of its webinar, or None when it says nothing, or is no report."""
    row = next(table_rows(source, _ABOUT), None) if has_table(source, _ABOUT) else None
    if row is None or not row.named.get("topic"):
        return None
    moment = stamp(row.named.get("started", ""), day_first=is_day_first(source.head.split("\n")))
    return About(row.named["topic"], dt.date.fromisoformat(moment.date) if moment.date else None, moment.time)
