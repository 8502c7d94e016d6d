"""What users read, by language: French first, English by a setting."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from chatmining.errors import ChatminingError, Wording

LANGUAGES = ("fr", "en")
_NARROW = re.compile(r" (?=[;!?])")
_WIDE = re.compile(r" (?=[:%»])|(?<=«) ")


@cache
def catalogue(name: str, language: str) -> dict[str, Any]:
    """Return the table `words/<name>.<language>.toml`."""
    text = files(__name__).joinpath(f"{name}.{language}.toml").read_text("utf-8")
    return tomllib.loads(typeset(text) if language == "fr" else text)


def typeset(text: str) -> str:
    """Put French non-breaking spaces: narrow before ; ! ? and wide before : % and inside « »."""
    text = _NARROW.sub("\N{NARROW NO-BREAK SPACE}", text)
    return _WIDE.sub("\N{NO-BREAK SPACE}", text)


def say(code: str, language: str = "fr", /, *, catalogue_name: str = "messages", **details: object) -> str:
    """Return the sentence `code` in `language` with its blanks filled."""
    return str(catalogue(catalogue_name, language)[code]).format_map(details)


def count(code: str, n: int, language: str, written: str) -> str:
    """Return `written` with the noun `code`, « singular|plural »: French is plural from two, English but at one."""
    singular, plural = say(code, language).split("|")
    alone = n < 2 if language == "fr" else n == 1
    return f"{written} {singular if alone else plural}"


def number(value: float, language: str, decimals: int = 0) -> str:
    """Return a number as the language writes it: 1 234,5 in French, 1,234.5 in English."""
    written = f"{value:,.{decimals}f}"
    if language == "en":
        return written
    return written.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")


def percent(share: float, language: str, decimals: int = 1) -> str:
    """Return a share from 0 to 1: « 12,5 % »."""
    return f"{number(100 * share, language, decimals)}{'%' if language == 'en' else chr(0xA0) + '%'}"


def day(date: object, language: str) -> str:
    """Return an ISO date in words: « 17 novembre 2020 »."""
    year, month, number_of_day = str(date).split("-")
    first = "er" if language == "fr" and int(number_of_day) == 1 else ""
    return f"{int(number_of_day)}{first} {say('months', language).split()[int(month) - 1]} {year}"


def sentence(error: ChatminingError, language: str = "fr") -> str:
    """Return what a user reads of `error`: what happened, where, and what to do."""
    details = {name: _worded(value, language) for name, value in error.details.items()}
    return say(error.code, language, catalogue_name="errors", **details)


def _worded(value: object, language: str) -> object:
    if not isinstance(value, Wording):
        return value
    return ", ".join(say(code, language, **value.blanks) for code in value.codes)
