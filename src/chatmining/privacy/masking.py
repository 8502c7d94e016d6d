"""Mask what identifies people in texts: addresses, numbers, links, and the participants' names."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from chatmining.privacy.pseudonyms import Pseudonymiser

_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.)[^\s<>\"«»]+", re.IGNORECASE)
_EMAIL = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\(arobase\))\s?[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z]{2,24}\b", re.I
)
# French numbers (0X XX XX XX XX, +33 X…, 0033), and any international number of 8 to 15 digits.
_PHONE = re.compile(
    r"(?<![\w.,])(?:(?:\+|00)\d{1,3}[\s.-]?(?:\(0\)[\s.-]?)?\d(?:[\s.-]?\d){7,11}|0[1-9](?:[\s.\-/]?\d{2}){4})(?!\d)"
)
_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"[(\[|/,_]| - ")  # « Sylvie (IDE, Lille) »: what follows is no name
_BETWEEN = re.compile(r"[\s.\-'’]{1,3}")


def mask_contacts(text: str) -> str:
    """Replace links, e-mail addresses and telephone numbers by what they are."""
    text = _LINK.sub("[lien]", text)
    if "@" in text or "at" in text or "arobase" in text:
        text = _EMAIL.sub("[e-mail]", text)
    return _PHONE.sub("[téléphone]", text)


class Masker:
    """Masks the contacts and the given people's names in texts; a name becomes the person's pseudonym."""

    def __init__(self, names: Iterable[str], pseudonymiser: Pseudonymiser) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._single: dict[str, str] = {}
        self._exact: set[str] = set()
        for name in sorted(set(names)):
            self._learn(name, pseudonymiser.person_id(name))
        for sequences in self._whole.values():
            sequences.sort(key=lambda item: -len(item[0]))

    def _learn(self, name: str, person: str) -> None:
        words = _WORD.findall(name)
        if not words:
            return
        folded = tuple(_fold(word) for word in words)
        self._whole.setdefault(folded[0], []).append((folded, person))
        lists = _words()
        if len(words) > 5 or any(word in lists["organisations"] for word in folded):
            return
        own = _WORD.findall(_ASIDE.split(name)[0])
        for word, plain in zip(own, folded, strict=False):
            if len(plain) >= 3 and plain not in lists["particles"] and not plain.isdigit():
                self._single.setdefault(plain, person)
                self._exact |= {word, word.capitalize()}

    def mask(self, text: str) -> str:
        """Return `text` with contacts and names masked; masking twice changes nothing more."""
        text = mask_contacts(unicodedata.normalize("NFC", text))
        pieces, end = [], 0
        for start, stop, person in self._found(text):
            pieces += [text[end:start], person]
            end = stop
        return "".join([*pieces, text[end:]])

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, pseudonym) of each name, left to right, never overlapping."""
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            plain = _fold(words[at].group())
            length, person = self._whole_name(text, words, at, plain) or (
                1,
                self._single_name(text, words, at, plain),
            )
            if person:
                yield words[at].start(), words[at + length - 1].end(), person
            at += length

    def _whole_name(self, text: str, words: list[re.Match[str]], at: int, plain: str) -> tuple[int, str] | None:
        for sequence, person in self._whole.get(plain, ()):
            if len(sequence) > 1 and _follows(text, words[at : at + len(sequence)], sequence):
                return len(sequence), person
        return None

    def _single_name(self, text: str, words: list[re.Match[str]], at: int, plain: str) -> str | None:
        person = self._single.get(plain) or self._lone(plain)
        if person is None:
            return None
        if words[at].group() in self._exact or plain not in _words()["ordinary"]:
            return person
        before = text[words[at].start() - 1 : words[at].start()]
        previous = _fold(words[at - 1].group()) if at else ""
        return person if before == "@" or previous in _words()["cues"] else None

    def _lone(self, plain: str) -> str | None:
        """Return whose whole display name is this single word."""
        return next((person for sequence, person in self._whole.get(plain, ()) if len(sequence) == 1), None)


def _follows(text: str, words: list[re.Match[str]], sequence: tuple[str, ...]) -> bool:
    if len(words) < len(sequence):
        return False
    return all(_fold(word.group()) == plain for word, plain in zip(words, sequence, strict=True)) and all(
        _BETWEEN.fullmatch(text, left.end(), right.start()) for left, right in pairwise(words)
    )


def _fold(word: str) -> str:
    """Return `word` in lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return {name: frozenset(_fold(word) for word in words) for name, words in table.items()}
