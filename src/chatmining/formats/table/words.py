"""The words of tables: what a header says of its column, what a cell says of its record."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeVar

from chatmining.records import Kind, Role

_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BOTH = re.compile(
    r"(?<=[a-zé])(?:[·•.(/-](?:e|rice|trice|euse|ne|ice|ère|ière|le))(?:[·•.)/-](s)?)?(?![^\W_])", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\W_]+")
_LONGEST_HEADER = 80
_Named = TypeVar("_Named", Kind, Role)


@dataclass(frozen=True, slots=True)
class Known:
    """What a header is known for; a weak word needs the contents to agree."""

    role: str
    strong: bool


@cache
def table() -> dict[str, Any]:
    """Return the data file `headers.toml`."""
    return tomllib.loads(files(__name__.rpartition(".")[0]).joinpath("headers.toml").read_text("utf-8"))


def plain(text: str) -> str:
    """Return `text` without accents, capitals, signs: `createdAt` is `created at`, `Participant·e·s` `participants`."""
    apart = _CAMEL.sub(" ", _BOTH.sub(_masculine, text))
    bare = "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c))
    return _BETWEEN.sub(" ", bare.lower()).strip()


def _masculine(found: re.Match[str]) -> str:
    return found[1] or ""


@lru_cache(maxsize=4096)
def known(header: str) -> Known | None:
    """Return what a header is known for, or None."""
    if len(header) > _LONGEST_HEADER:
        return None
    names = (plain(header), plain(_BRACKETS.sub("", header)), plain(header.rpartition(".")[2]))
    found = next((_columns()[name] for name in names if name in _columns()), None)
    if found is None and names[0].split(" ")[0] in table()["others"]["context"]:
        return Known("ignored", False)
    return found


def foreign(header: str) -> bool:
    """Tell whether a header belongs to another kind of table than a chat."""
    return known(header) is None and bool(_foreign().intersection(plain(header).split(" ")))


@lru_cache(maxsize=1024)
def kind_of(word: str) -> Kind | None:
    """Return the kind that the cell of a type column names, or None."""
    return _by_word("kinds", Kind).get(plain(word))


@lru_cache(maxsize=1024)
def role_of(word: str) -> Role | None:
    """Return the role that the cell of a role column names, or None."""
    return _by_word("roles", Role).get(plain(word))


@lru_cache(maxsize=1024)
def is_yes(word: str) -> bool:
    """Tell whether the cell of a private column says that the message is private."""
    return plain(word) in table()["flags"]["yes"] or is_private(word)


@lru_cache(maxsize=1024)
def is_private(word: str) -> bool:
    """Tell whether a cell says « private » in so many words."""
    return plain(word) in table()["flags"]["private"]


@lru_cache(maxsize=4096)
def is_group(recipient: str) -> bool:
    """Tell whether a recipient is several people, not one."""
    return recipient.startswith("#") or not set(table()["groups"]["words"]).isdisjoint(plain(recipient).split(" "))


@lru_cache(maxsize=4096)
def is_anonymous(author: str) -> bool:
    """Tell whether an author's name says that there is none."""
    return plain(author) in table()["anonymous"]["words"]


@cache
def months() -> dict[str, int]:
    """Return the number of each month's name."""
    return {word: number for number, words in enumerate(table()["months"]["words"], start=1) for word in words}


@cache
def _columns() -> dict[str, Known]:
    return {
        word: Known(role, strength == "strong")
        for role, lists in table()["columns"].items()
        for strength, words in lists.items()
        for word in words
    }


@cache
def _foreign() -> frozenset[str]:
    return frozenset(table()["others"]["foreign"])


@cache
def _by_word(section: str, of: type[_Named]) -> dict[str, _Named]:
    return {word: of(name) for name, words in table()[section].items() for word in words}
