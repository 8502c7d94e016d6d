"""Zoom's own words, loaded once from `zoom_words.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    """Return the whole table."""
    return tomllib.loads(files("chatmining.formats").joinpath("zoom_words.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Locale:
    """The connectors and group recipients of one client language."""

    id: str
    start: str
    connectors: tuple[str, ...]
    groups: frozenset[str]


@cache
def locales() -> tuple[Locale, ...]:
    """Return every client language, French first."""
    return tuple(
        Locale(row["id"], row["from"], tuple(row["to"]), frozenset(row["groups"])) for row in words()["locales"]
    )


@cache
def all_groups() -> frozenset[str]:
    """Return the recipients that are a group in any language."""
    return frozenset().union(*(locale.groups for locale in locales()))


@cache
def private_tags() -> frozenset[str]:
    """Return what marks a private message, in lower case."""
    return frozenset(words()["private"]["tags"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording with one or two blanks: `before` first `between` second `after`."""

    kind: str
    before: str
    between: str | None
    after: str
    emoji_first: bool


def _phrase(kind: str, template: str) -> Phrase:
    quote, emoji = template.find("{quote}"), template.find("{emoji}")
    if emoji < 0:
        before, after = template.split("{quote}")
        return Phrase(kind, before, None, after, False)
    first, second = ("{emoji}", "{quote}") if emoji < quote else ("{quote}", "{emoji}")
    before, rest = template.split(first)
    between, after = rest.split(second)
    return Phrase(kind, before, between, after, emoji < quote)


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return every wording of a reply, a reaction or a removal."""
    return tuple(
        _phrase(kind, template)
        for row in words()["phrases"]
        for kind in ("reply", "reaction", "removal")
        for template in row[kind]
    )
