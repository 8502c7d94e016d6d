"""What stands where a chat has its authors' names: people, or a log's programs, an agenda's titles, a song's words."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_LEVELS = re.compile(
    r"(?:^|[\W_])(?:trace|debug|info|notice|warn(?:ing)?|error|fatal|critical|severe|crit|emerg|alert|log|err)\W*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\W_]*\d+$")
_PROCESS = re.compile(r"[\w./-]+\[\d+\]$")


def are_people(names: Sequence[str]) -> bool:
    """Tell whether these may be the authors of a chat: there are some, and most are no other thing."""
    return bool(names) and sum(map(_is_other, names)) * 2 < len(names)


def _is_other(name: str) -> bool:
    """Tell whether a name is a log level, a program, a heading or the beginning of a sentence."""
    name = name.strip()[-200:].replace("’", "'")
    if _LEVELS.search(name[-60:]) or _PROCESS.match(name):
        return True
    if _NUMBER.sub("", name).casefold() in _words()["alone"]:
        return True
    pieces = name.replace("'", "' ").split()
    return len(pieces) > 1 and (pieces[0] in _words()["openings"] or not _words()["inside"].isdisjoint(pieces[1:]))


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("chatmining.formats").joinpath("not_names.toml").read_text("utf-8"))
    alone = frozenset(word.casefold() for word in (*table["programs"], *table["headings"]))
    return {"alone": alone, "openings": frozenset(table["openings"]), "inside": frozenset(table["inside"])}
