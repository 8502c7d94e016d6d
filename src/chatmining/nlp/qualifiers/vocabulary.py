"""The French word lists of `words/`, compiled once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from chatmining.nlp.qualifiers.patterns import PatternSet
from chatmining.nlp.reading import plain_words

THEMES = ("crainte", "formation", "equipement")
CUES = ("clauses", "negation", "overcome", "hypothesis", "question", "reported", "past", "holders", "noise")


@cache
def lexicon() -> PatternSet:
    """Return the phrases of every theme; kinds are `theme.role`."""
    return _compile(THEMES)


@cache
def cues() -> PatternSet:
    """Return the phrases that qualify a mention; kinds are `list.kind`, such as `negation.pas`."""
    return _compile(CUES)


@cache
def digital() -> PatternSet:
    """Return the words that say a comment is about digital tools."""
    return PatternSet({"numerique": _table("groups")["numerique"].split("|")}, {})


@cache
def small(name: str) -> frozenset[str]:
    """Return a closed set of French words, folded."""
    return frozenset(word for line in _table("small")[name] for word in plain_words(line))


def _compile(names: tuple[str, ...]) -> PatternSet:
    phrases = {f"{name}.{kind}": lines for name in names for kind, lines in _table(name).items()}
    return PatternSet(phrases, _table("groups"))


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"words/{name}.toml").read_text("utf-8"))
