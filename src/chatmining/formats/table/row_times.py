"""When a row was said: one column, a date and an hour, or hours, minutes and seconds apart."""

from collections.abc import Mapping
from datetime import UTC, tzinfo

from chatmining.formats.date_order import Order
from chatmining.formats.table.cells import Cell, Row, number_of, text_of
from chatmining.formats.table.clocks import per_second, zone_in
from chatmining.formats.table.find import Found
from chatmining.formats.table.times import NEVER, Reading, When, in_doubt, offset_of, order_in, read_when
from chatmining.records import Clock

_UNITS = (("hour", 3600), ("minute", 60), ("second", 1))


class RowTimes:
    """Reads the times of a table's rows, all from one clock."""

    def __init__(self, found: Found, at: Mapping[str, int]) -> None:
        self._found, self._at, self._clock = found, at, found.mapping.clock
        self._main = next((role for role in ("time", "hour", "offset") if role in at), None)
        column = found.names[at[self._main]] if self._main else ""
        order = self._order()
        self._date = self._reading(found.names[at["date"]] if "date" in at else "", order)
        self._time = self._reading(column, order)
        if self._main == "offset" or self._clock is Clock.OFFSET:
            self._time = Reading(offset=True, per_second=per_second(column))

    def of(self, row: Row) -> When:
        """Return the moment of a row; of a clock that is not the file's, nothing."""
        day = self._day(row)
        said = self._said(row, day)
        if said.time and said.zoned is not (self._clock is Clock.UTC):
            return NEVER
        return said

    def _day(self, row: Row) -> When:
        return read_when(self._cell(row, "date"), self._date) if "date" in self._at else NEVER

    def _said(self, row: Row, day: When) -> When:
        if self._main == "hour":
            said = self._units(row)
        elif self._main:
            said = read_when(self._cell(row, self._main), self._time)
        else:
            return day
        if day.date and not said.date and self._clock is Clock.UTC:  # the day may change on the way to UTC
            return read_when(f"{day.date} {text_of(self._cell(row, str(self._main)))}", self._time)
        return When(said.date or day.date, said.time or day.time, said.zoned if said.time else day.zoned)

    def _units(self, row: Row) -> When:
        parts = [number_of(text_of(self._cell(row, role))) or 0 for role, _ in _UNITS]
        told = any(text_of(self._cell(row, role)) for role, _ in _UNITS)
        return offset_of(sum(part * unit for part, (_, unit) in zip(parts, _UNITS, strict=True))) if told else NEVER

    def _cell(self, row: Row, role: str) -> Cell:
        index = self._at.get(role)
        return row.cells[index] if index is not None and index < len(row.cells) else None

    def _reading(self, column: str, order: Order) -> Reading:
        default: tzinfo | None = UTC if self._clock is Clock.UTC else None
        zone = zone_in(column) or default if self._clock is not Clock.WALL else None
        return Reading(order=order, zone=zone)

    def _order(self) -> Order:
        """Return the order of the file's dates; the whole file is read when its first rows leave a doubt."""
        columns = [self._at[role] for role in ("time", "date") if role in self._at]
        if not any(in_doubt(row[i]) for row in self._found.sample for i in columns if i < len(row)):
            return order_in(())
        return order_in(row.cells[i] for row in self._found.rows() for i in columns if i < len(row.cells))
