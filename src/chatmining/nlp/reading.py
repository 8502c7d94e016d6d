"""Fold chat French to plain words that a word list can match, each with its place in the text.

« J’AI plus peurrr !!! » reads `je ai plus peur .`: lower case, no accents, doubled letters once, elisions and
chat abbreviations written out. Word lists are folded by the same code, so they stay ordinary French.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

_ENDINGS = "e|es|s|ne|nes|se|ses|le|les|rice|rices|trice|trices|euse|euses"
_TOKEN = re.compile(
    rf"aujourd['’ ]?hui|[^\W\d_]+['’ʼ`´](?=\w)"
    rf"|[^\W\d_]+(?:[·•.⋅](?:{_ENDINGS})\b(?:[·•.⋅]s\b)?|\((?:{_ENDINGS})\)s?\b)?|\d+|\n+|[^\w\s]",
    re.IGNORECASE,
)
_INCLUSIVE = re.compile(r"[·•.⋅(].*$")
_RUN = re.compile(r"([^\W\d_])\1+")
_MARKS = {"…": ".", "\n": ".", "(": ",", ")": ",", "/": ",", "–": ",", "—": ",", "“": "«", "”": "»", '"': "«"}
_KEPT = frozenset(".?!;:,«»=")
SENTENCE_ENDS = frozenset(".?!")
MARKS = _KEPT


@dataclass(frozen=True)
class Reading:
    """The folded words of a text; word i stands for text[starts[i]:ends[i]]."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @cached_property
    def line(self) -> str:
        """The words, each followed by a space."""
        return "".join(word + " " for word in self.words)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each word starts in `line`, and the length of `line`."""
        places = [0]
        for word in self.words:
            places.append(places[-1] + len(word) + 1)
        return places

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of words that text[start:end] touches."""
        first = next((i for i, stop in enumerate(self.ends) if stop > start), len(self.words))
        return first, max(first, bisect_left(self.starts, end))


def read(text: str) -> Reading:
    """Return the folded words of `text`."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        for word in _expand(match.group()) or _mark(match, text, words):
            if word in {"il", "ils"} and words[-1:] == ["se"]:
                words[-1] = "si"
            words.append(word)
            starts.append(match.start())
            ends.append(match.end())
    return Reading(tuple(words), tuple(starts), tuple(ends))


def fold(word: str) -> str:
    """Return `word` in lower case without accents, each run of a letter reduced to one."""
    plain = unicodedata.normalize("NFKD", word.lower().replace("œ", "oe").replace("æ", "ae"))
    return _RUN.sub(r"\1", "".join(c for c in plain if not unicodedata.combining(c)))


@lru_cache(maxsize=20_000)
def _expand(token: str) -> tuple[str, ...]:
    if not token[0].isalnum():
        return ()
    if token[-1] in "'’ʼ`´":
        return (fold(token[:-1]) + "e",)
    folded = fold(_INCLUSIVE.sub("", token))
    if folded.startswith("aujourd"):
        return ("aujourdhui",)
    return _abbreviations().get(folded, (folded,))


def _mark(match: re.Match[str], text: str, words: list[str]) -> tuple[str, ...]:
    """Return the punctuation mark that `match` stands for, if it separates anything."""
    sign = match.group()[0]
    if sign in "-'’·*_@#&%+~^<>|\\€$°" and not (sign == "-" and text[match.start() - 1 : match.start()] == " "):
        return ()
    sign = _MARKS.get(sign, sign if sign in _KEPT else ",")
    if not words or (words[-1] == sign and sign != "«"):
        return ()
    return (sign,)


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    source = files("chatmining.nlp.qualifiers.words").joinpath("abbreviations.toml")
    return {
        fold(short): tuple(part for piece in plain.split() for part in plain_words(piece))
        for short, plain in tomllib.loads(source.read_text("utf-8")).items()
    }


def plain_words(piece: str) -> list[str]:
    """Return the folded words of one item of a word list, abbreviations left alone."""
    found = []
    for token in _TOKEN.findall(piece + "a" if piece.endswith("'") else piece):
        if piece.endswith("'") and token == "a":
            continue
        if token[0].isalnum():
            elided = token[-1] in "'’"
            word = fold(token[:-1] + "e" if elided else token)
            found.append("aujourdhui" if word.startswith("aujourd") else word)
        elif token in _KEPT:
            found.append(token)
    for i, word in enumerate(found[1:]):
        if word in {"il", "ils"} and found[i] == "se":
            found[i] = "si"
    return found
