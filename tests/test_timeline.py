"""Records are placed on one clock."""

from datetime import UTC, date, datetime

import pytest

from chatmining.records import Clock, Kind, Message
from chatmining.timeline import place, seconds


def said(n, time, clock=Clock.WALL, day=None):
    return Message(n=n, kind=Kind.MESSAGE, text="x", form="t", clock=clock, time=time, date=day)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("00:01:05", 65),
        ("14:02", 50_520),
        ("11:29 AM", 41_340),
        ("12:05 PM", 43_500),
        ("12:05 AM", 300),
        ("x", None),
        (None, None),
    ],
)
def test_times_are_read_as_written(written, value):
    assert seconds(written) == value


def test_a_wall_clock_counts_from_the_first_record_when_the_start_is_unknown():
    places = place([said(1, "14:00:00"), said(2, "14:00:30")], None, None, "Europe/Paris")
    assert [p.offset_s for p in places] == [0, 30] and places[0].moment is None


def test_a_wall_clock_with_a_date_stands_in_its_time_zone():
    start = datetime(2020, 11, 17, 13, 0, tzinfo=UTC)
    (at,) = place([said(1, "14:05:00")], start, date(2020, 11, 17), "Europe/Paris")
    assert at.moment == datetime(2020, 11, 17, 13, 5, tzinfo=UTC) and at.offset_s == 300


def test_midnight_goes_on_and_an_earlier_session_does_not_wrap():
    night = place([said(1, "23:59:30"), said(2, "00:00:30")], None, None, "Europe/Paris")
    assert [p.offset_s for p in night] == [0, 60]
    appended = place([said(1, "17:45:00"), said(2, "15:05:00")], None, None, "Europe/Paris")
    assert [p.offset_s for p in appended] == [9600, 0]


def test_offsets_count_from_the_recording_and_need_a_start_for_a_moment():
    start = datetime(2022, 7, 4, 17, 44, 33, tzinfo=UTC)
    (at,) = place([said(1, "00:00:27", Clock.OFFSET)], start, None, "UTC")
    assert at.offset_s == 27 and at.moment == datetime(2022, 7, 4, 17, 45, tzinfo=UTC)
    (unknown,) = place([said(1, "00:00:27", Clock.OFFSET)], None, None, "UTC")
    assert unknown.moment is None
