"""Mask what identifies people in texts: contacts, and the participants' names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatmining.privacy.contacts import mask_contacts
from chatmining.privacy.names import fold, is_cue, is_ordinary, own_names, words
from chatmining.privacy.pseudonyms import Pseudonymiser

_BETWEEN = re.compile(r"[^\w]{1,4}")
# Invisible marks that cut a word in two for a program and not for a reader.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_TIED = re.compile(r"[^\W_]+(?:['’-][^\W_]+)+")  # « N'Guyen », « Anne-Laure »
_MARKS = re.compile(r"['’-]")
_SHORTEST_JOINED = 6  # « lucpetit »: two names written as one word


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text: text[start:end] names `person`."""

    start: int
    end: int
    person: str


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
        """Learn the display name as it is, the person's own name in it, and each word of that."""
        own = own_names(name)
        for sequence in (words(name), own):
            plain = tuple(fold(word) for word in sequence)
            if len(plain) > 1 or (plain and sequence == own):
                self._whole.setdefault(plain[0], []).append((plain, person))
        for word in own:
            if len(word) >= 3 and not word.isdigit():
                self._single.setdefault(fold(word), person)
                self._exact |= {word, word.capitalize()}
        joined = [fold("".join(own))] if len(own) > 1 else []
        joined += [fold(_MARKS.sub("", tied)) for tied in _TIED.findall(name) if words(tied)[-1] in own]
        for one in joined:
            if len(one) >= _SHORTEST_JOINED:
                self._single.setdefault(one, person)

    def mask(self, text: str) -> str:
        """Return `text` with contacts and names masked; masking twice changes nothing more."""
        text = mask_contacts(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
        pieces, end = [], 0
        for found in _joined(text, self._found(text)):
            pieces += [text[end : found.start], found.person]
            end = found.end
        return "".join([*pieces, text[end:]])

    def _found(self, text: str) -> Iterator[Found]:
        """Yield each name, left to right, never overlapping."""
        tokens = list(re.finditer(r"[^\W_]+", text))
        at, last = 0, None
        while at < len(tokens):
            length, person = self._at(text, tokens, at, last)
            if person:
                yield Found(tokens[at].start(), tokens[at + length - 1].end(), person)
            last = person
            at += length

    def _at(self, text: str, tokens: Sequence[re.Match[str]], at: int, last: str | None) -> tuple[int, str | None]:
        """Return (tokens, person) of the name that starts at a token; `last` is who the token before named."""
        plain = fold(tokens[at].group())
        for sequence, person in self._whole.get(plain, ()):
            if _follows(text, tokens[at : at + len(sequence)], sequence) and (
                len(sequence) > 1 or self._is_name(text, tokens, at, plain)
            ):
                return len(sequence), person
        named = self._single.get(plain)
        if named and (named == last or self._is_name(text, tokens, at, plain)):
            return 1, named
        return 1, None

    def _is_name(self, text: str, tokens: Sequence[re.Match[str]], at: int, plain: str) -> bool:
        """Tell whether a word that is somebody's name names them here: an ordinary word needs a sign that it does."""
        if tokens[at].group() in self._exact or not is_ordinary(plain):
            return True
        before = text[tokens[at].start() - 1 : tokens[at].start()]
        return before == "@" or (at > 0 and is_cue(fold(tokens[at - 1].group())))


def _follows(text: str, tokens: Sequence[re.Match[str]], sequence: tuple[str, ...]) -> bool:
    if len(tokens) < len(sequence) or any(fold(t.group()) != s for t, s in zip(tokens, sequence, strict=True)):
        return False
    return all(_BETWEEN.fullmatch(text, left.end(), right.start()) for left, right in pairwise(tokens))


def _joined(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Make one of neighbouring names of one person: « Martin, Élodie » is one pseudonym, not two."""
    held: Found | None = None
    for name in found:
        if held and held.person == name.person and re.fullmatch(r"[\s.\-'’]{0,3}", text[held.end : name.start]):
            held = Found(held.start, name.end, held.person)
            continue
        if held:
            yield held
        held = name
    if held:
        yield held
