"""Reactions that an export keeps inside the record they are put on."""

from collections.abc import Iterable

from chatmining.records import Reaction


def grouped(pairs: Iterable[tuple[str, str]]) -> tuple[Reaction, ...]:
    """Return one reaction an emoji from (emoji, name) pairs; an empty name is counted, not listed."""
    people: dict[str, list[str]] = {}
    for emoji, name in pairs:
        if emoji:
            people.setdefault(emoji, []).append(name)
    return tuple(counted(emoji, len(names), names) for emoji, names in people.items())


def counted(emoji: str, count: object, names: Iterable[str] = ()) -> Reaction:
    """Return a reaction whose count the export gives; one when it does not."""
    by = tuple(filter(None, names))
    return Reaction(emoji=emoji, by=by, count=count if isinstance(count, int) else max(1, len(by)))
