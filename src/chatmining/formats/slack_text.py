"""Slack's own markup in the text of a message."""

import re
from collections.abc import Mapping

_LINK = re.compile(r"<(?P<target>[^<>|]{1,2000})(?:\|(?P<label>[^<>]{0,2000}))?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def without_entities(text: str) -> str:
    """Decode the three entities that Slack writes."""
    for entity, char in _ENTITIES:
        text = text.replace(entity, char)
    return text


def readable(text: str, names: Mapping[str, str]) -> str:
    """Return `text` as Slack shows it: @name, #channel, a link's label or address, no entities."""
    return without_entities(_LINK.sub(lambda link: _shown(link["target"], link["label"], names), text))


def _shown(target: str, label: str | None, names: Mapping[str, str]) -> str:
    if target[0] == "@":
        return "@" + (names.get(target[1:]) or label or target[1:])
    if target[0] == "#":
        return "#" + (label or target[1:])
    if target[0] == "!":
        return label or "@" + target[1:].partition("^")[0]
    return label or target
