"""How a stored value is written in a sentence: the same rule writes the page and checks it."""

import re
from collections.abc import Callable
from typing import Any

from chatmining.words import catalogue, day, number, percent

_MINUS = "\N{MINUS SIGN}"
_VOWELS = re.compile(r"^[aàâeéèêëiîïoôuùûyœæh]", re.IGNORECASE)


def write(form: str, value: Any, language: str) -> str:
    """Return `value` in the form that a sentence asks for."""
    if value is None:
        return words("hidden", language)
    return _FORMS[form](value, language)


def words(code: str, language: str) -> str:
    """Return one of the report's sentences, its blanks unfilled."""
    return str(catalogue("report", language)[code])


def _points(value: float, language: str) -> str:
    sign = _MINUS if value < 0 else "+"
    return sign + number(abs(100 * value), language, 1)


def _bound(value: float, language: str) -> str:
    """One end of an interval, in per cent without the sign."""
    return number(100 * value, language, 1)


def _moment(value: str, language: str) -> str:
    """« 14 h 05 », « 17 novembre 2020, 14 h 05 », or minutes since the start: « +12 min »."""
    if value.startswith("+"):
        return f"{value}\N{NO-BREAK SPACE}min"
    *date, clock = value.split(" ")
    if language == "fr":
        clock = clock.replace(":", "\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}")
    return ", ".join([*(day(d, language) for d in date), clock])


def _lower(value: str, language: str) -> str:
    return value[:1].lower() + value[1:] if value[1:2].islower() else value


def _of(value: str, language: str) -> str:
    """« de crainte », « d’équipement »: French elides before a vowel."""
    lowered = _lower(value, language)
    if language == "en":
        return lowered
    return f"d’{lowered}" if _VOWELS.match(lowered) else f"de {lowered}"


_FORMS: dict[str, Callable[[Any, str], str]] = {
    "count": lambda value, language: number(value, language),
    "share": percent,
    "bound": _bound,
    "points": _points,
    "day": lambda value, language: day(value[:10], language),
    "moment": _moment,
    "text": lambda value, language: str(value),
    "lower": _lower,
    "of": _of,
}
