"""The word lists of questions, compiled once."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one list of `words.toml` as one pattern on folded text."""
    lists = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{item})" for item in lists[name]))


def fold(text: str) -> str:
    """Return text in lower case, without accents, with one apostrophe and one space."""
    plain = unicodedata.normalize("NFD", text.replace("’", "'").replace("œ", "oe"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())
