"""Which of three numbers is the day: told by a whole file, never by one date."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from itertools import pairwise


class Order(Enum):
    """The place of day, month and year among the three numbers."""

    DAY_FIRST = (0, 1, 2)
    MONTH_FIRST = (1, 0, 2)
    YEAR_FIRST = (2, 1, 0)


Numbers = tuple[str, str, str]


def order_of(dates: Iterable[Numbers]) -> Order | None:
    """Return the only order that every date agrees with, or None when two do, or none does."""
    left = set(Order)
    for numbers in dates:
        if len(numbers[0]) > 2:
            left &= {Order.YEAR_FIRST}
            continue
        left.discard(Order.YEAR_FIRST)
        if int(numbers[0]) > 12:
            left.discard(Order.MONTH_FIRST)
        if int(numbers[1]) > 12:
            left.discard(Order.DAY_FIRST)
    return left.pop() if len(left) == 1 else None


def order_in_time(dates: Iterable[Numbers]) -> Order | None:
    """Return the order of the day under which dates, in the order of the file, never go back; None when both do."""
    found = list(dates)
    forward = [
        order
        for order in (Order.DAY_FIRST, Order.MONTH_FIRST)
        if all(a <= b for a, b in pairwise(iso_date(numbers, order) or "" for numbers in found))
    ]
    return forward[0] if len(forward) == 1 else None


def iso_date(numbers: Numbers, order: Order | None) -> str | None:
    """Return the ISO date of three numbers, or None when their order is not known or makes no date."""
    if order is None:
        return None
    day, month, year = (int(numbers[place]) for place in order.value)
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None
