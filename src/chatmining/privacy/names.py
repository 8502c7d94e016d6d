"""Which words of a display name are a person's own, and which ordinary words are also names."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
# « Hélène | CCAS », « Sylvie (IDE, Lille) », « UDAF - Karim »: parts that say different things.
_PARTS = re.compile(r"[(\[{|/,;:_–—•]|\s-\s")
# « Chloé à Lyon », « Zoé de Brest »: what follows says where.
_PLACE = re.compile(r"\s(?:à|a|at|chez|en|@)\s", re.IGNORECASE)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(_WORD.findall(text))


def own_names(display: str) -> tuple[str, ...]:
    """Return the words of a display name that name the person, in order; none for an organisation or a device.

    A part that names an occupation or an organisation is left out when another part names the person; in a name of one
    part those words alone are left out.
    """
    lists = _lists()
    parts = [words(_PLACE.split(part)[0]) for part in _PARTS.split(display)]
    parts = [part for part in parts if part]
    silent = lists["occupations"]
    telling = [part for part in parts if not any(fold(word) in silent for word in part)]
    chosen = telling[0] if telling else next((part for part in parts if _left(part)), ())
    return _left(chosen)


def _left(part: tuple[str, ...]) -> tuple[str, ...]:
    lists = _lists()
    return tuple(w for w in part if fold(w) not in lists["occupations"] and fold(w) not in lists["particles"])


def is_ordinary(plain: str) -> bool:
    """Tell whether a folded word is an ordinary French word besides being somebody's name."""
    return plain in _lists()["ordinary"]


def is_cue(plain: str) -> bool:
    """Tell whether a name is expected after a folded word."""
    return plain in _lists()["cues"]


@cache
def fold(word: str) -> str:
    """Return `word` in lower case without accents, ligatures opened."""
    opened = word.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))


@cache
def _lists() -> dict[str, frozenset[str]]:
    folder = files(__package__)
    table = tomllib.loads(folder.joinpath("words.toml").read_text("utf-8"))
    lists = {name: frozenset(fold(word) for word in entries) for name, entries in table.items()}
    common = folder.joinpath("ordinary.txt").read_text("utf-8").split()
    return lists | {"ordinary": lists["ordinary"] | frozenset(map(fold, common))}
