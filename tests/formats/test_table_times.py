# ruff: noqa: E501
"""Dates and times as tables write them."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from chatmining.formats.date_order import Order
from chatmining.formats.table.clocks import clock_of, zone_in
from chatmining.formats.table.times import NEVER, Reading, When, order_in, read_when
from chatmining.records import Clock

PARIS_SUMMER = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("cell", "day", "clock"),
    [
        ("14h05", None, "14:05:00"),
        ("14 h 05", None, "14:05:00"),
        ("14h", None, "14:00:00"),
        ("14h05m12s", None, "14:05:12"),
        ("9:05", None, "09:05:00"),
        ("14:05:12.345", None, "14:05:12"),
        ("14:05:12,345", None, "14:05:12"),
        ("2:05 PM", None, "14:05:00"),
        ("12:05 a.m.", None, "00:05:00"),
        ("2 PM", None, "14:00:00"),
        ("17/11/2020", "2020-11-17", None),
        ("17/11/20 14:05", "2020-11-17", "14:05:00"),
        ("17/11/2020 à 14h05", "2020-11-17", "14:05:00"),
        ("17.11.2020 14:05:01", "2020-11-17", "14:05:01"),
        ("17-11-2020 14:05", "2020-11-17", "14:05:00"),
        ("2020-11-17", "2020-11-17", None),
        ("2020-11-17 14:05:12", "2020-11-17", "14:05:12"),
        ("2020-11-17T14:05:12.123456", "2020-11-17", "14:05:12"),
        ("2020/11/17 14:05", "2020-11-17", "14:05:00"),
        ("mardi 17 novembre 2020 à 14:05", "2020-11-17", "14:05:00"),
        ("1er août 2020 9h30", "2020-08-01", "09:30:00"),
        ("Mar 23, 2025 6:26 PM", "2025-03-23", "18:26:00"),
        (datetime(2020, 11, 17, 14, 5), "2020-11-17", "14:05:00"),
        (datetime(1899, 12, 31, 14, 5), None, "14:05:00"),
        (date(2020, 11, 17), "2020-11-17", None),
        (time(14, 5), None, "14:05:00"),
        (timedelta(seconds=328), None, "00:05:28"),
        (44152.58680555555, "2020-11-17", "14:05:00"),
        ("44152,58680555555", "2020-11-17", "14:05:00"),
        (44152, "2020-11-17", None),
        (0.5868055555, None, "14:05:00"),
    ],
)
def test_a_cell_is_read_as_a_date_and_a_time(cell, day, clock):
    found = read_when(cell, Reading())
    assert (found.date, found.time, found.zoned) == (day, clock, False)


@pytest.mark.parametrize(
    ("cell", "day", "clock"),
    [
        ("2020-11-17T14:05:12Z", "2020-11-17", "14:05:12"),
        ("2020-11-17T00:30:00+02:00", "2020-11-16", "22:30:00"),
        ("2020-11-17 14:05:12 UTC", "2020-11-17", "14:05:12"),
        ("17/11/2020 14:05 (CET)", "2020-11-17", "13:05:00"),
        ("14:05 UTC+2", None, "12:05:00"),
        (datetime(2020, 7, 1, 14, 5, tzinfo=PARIS_SUMMER), "2020-07-01", "12:05:00"),
        (1605621912, "2020-11-17", "14:05:12"),
        ("1605621912345", "2020-11-17", "14:05:12"),
    ],
)
def test_a_time_with_its_zone_is_told_in_utc(cell, day, clock):
    found = read_when(cell, Reading())
    assert (found.date, found.time, found.zoned) == (day, clock, True)


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("0:05:28", "00:05:28"), ("05:28", "00:05:28"), ("125:03", "02:05:03"), ("5m 28s", "00:05:28"), ("1h 2m", "01:02:00"),
        (328, "00:05:28"), ("328,5", "00:05:28"), ("-0:12", "00:00:00"), (time(0, 5, 28), "00:05:28"), (timedelta(hours=26), "26:00:00"),
    ],
)  # fmt: skip
def test_a_time_since_the_start_is_read_as_an_offset(cell, clock):
    assert read_when(cell, Reading(offset=True)).time == clock


@pytest.mark.parametrize(
    "cell",
    ["", None, "bonjour", "25:99", "rendez-vous à 14h05 demain matin", "12", 12, True, "3,5", "10:00 à 11:30", "nan", "1e400", "-5"],
)  # fmt: skip
def test_what_is_no_time_stays_unknown(cell):
    assert read_when(cell, Reading()).time is None


def test_an_impossible_date_leaves_its_hour():
    assert read_when("32/13/2020 14:05", Reading()) == When(None, "14:05:00")


def test_an_absurd_offset_stays_unknown():
    assert read_when(10**11, Reading(offset=True)) == NEVER


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["03/04/2020", "17/04/2020"], Order.DAY_FIRST),
        (["03/04/2020", "04/17/2020"], Order.MONTH_FIRST),
        (["03/04/2020", "05/06/2020"], Order.DAY_FIRST),
        (["2020-04-03"], Order.DAY_FIRST),
        ([None, 3, date(2020, 1, 2)], Order.DAY_FIRST),
    ],
)
def test_the_whole_column_tells_the_order_of_day_and_month(dates, order):
    assert order_in(dates) is order


@pytest.mark.parametrize(
    ("header", "cells", "dated", "clock"),
    [
        ("Heure", ["14:05", "15:10"], False, Clock.WALL),
        ("Time", ["0:05:28", "0:06:01", "1:12:00"], False, Clock.OFFSET),
        ("Time", ["0:05:28", "0:06:01"], True, Clock.WALL),
        ("Time", ["23:58:00", "0:03:00"], False, Clock.WALL),
        ("Time", ["05:28", "71:12"], False, Clock.OFFSET),
        ("Time", ["0:12", "12:33", "1:02:10"], False, Clock.OFFSET),
        ("Time", ["14:05", "14:33", "15:02:10"], False, Clock.WALL),
        ("Time", ["65:28", "71:12"], False, Clock.OFFSET),
        ("Time", [timedelta(seconds=5)], False, Clock.OFFSET),
        ("Heure (UTC)", ["14:05", "15:10"], False, Clock.UTC),
        ("Submitted Time (America/Los_Angeles)", ["2026-10-06 18:02", ""], False, Clock.UTC),
        ("Submitted Time (America/Los_Angeles)", ["18:02"], False, Clock.WALL),
        ("Time", ["2020-11-17T14:05:12Z", "x"], False, Clock.WALL),
        ("Time", [], False, Clock.WALL),
    ],
)
def test_a_column_tells_its_clock(header, cells, dated, clock):
    assert clock_of(header, cells, dated) is clock


def test_the_zone_of_a_header_is_known_or_left():
    assert zone_in("UTC Event Timestamp") is UTC
    assert zone_in("Heure (Lune/Tycho)") is None and zone_in("Heure") is None
