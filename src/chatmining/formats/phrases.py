"""The words that platforms put into exports, in French and in English: one data file beside each format."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from chatmining.formats.clean_text import plain_spaces


@cache
def phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of phrases of `formats/<name>.toml`, in lower case."""
    table = tomllib.loads(files("chatmining.formats").joinpath(f"{name}.toml").read_text("utf-8"))
    return {key: tuple(phrase.lower() for phrase in values) for key, values in table.items()}


def says(wanted: Iterable[str], text: str) -> bool:
    """Tell whether `text` holds one of the phrases, without regard to case or kind of space and apostrophe."""
    return _any_of(tuple(wanted)).search(plain_spaces(text.lower()).replace("’", "'")) is not None


@cache
def _any_of(wanted: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, wanted)))
