"""The words that platforms put into exports, in French and in English: one data file beside each format."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of phrases of `formats/<name>.toml`, in lower case."""
    table = tomllib.loads(files("chatmining.formats").joinpath(f"{name}.toml").read_text("utf-8"))
    return {key: tuple(phrase.lower() for phrase in values) for key, values in table.items()}


def says(wanted: Iterable[str], text: str) -> bool:
    """Tell whether `text` holds one of the phrases, without regard to case or kind of space and apostrophe."""
    plain = text.lower().replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")
    return any(phrase in plain for phrase in wanted)
