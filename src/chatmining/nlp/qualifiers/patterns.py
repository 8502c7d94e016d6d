"""Match lists of French phrases against folded words.

A phrase is written as it is said: `boule au ventre`. In it, `a|b` is either word, `craign*` any ending, `tutos?` an
optional last letter, `(me)` an optional word, `..` up to three words, `_` one word but a pronoun, `<avoir>` the
words of a group, and `<adv>?` an optional group.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from chatmining.nlp.reading import Reading, plain_words

_SPECIAL = {"..": r"(?:\w+ ){0,3}?", "_": r"(?!(?:je|on|tu|vous|nous|me|moi|que|qui) )\w+ "}
_HEAD = 3

_Phrase = tuple[str, str, tuple[str, ...]]  # (expression, kind, how the second word may begin)


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Words [first, last) of a reading match a phrase of the list `kind`."""

    first: int
    last: int
    kind: str


class PatternSet:
    """Phrases by kind, indexed by the beginning of their first word."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], groups: Mapping[str, str]) -> None:
        self._groups = groups
        self._exact: dict[str, list[_Phrase]] = defaultdict(list)
        self._prefix: dict[str, list[_Phrase]] = defaultdict(list)
        for kind, lines in phrases.items():
            for line in lines:
                self._add(kind, line.split())

    def find(self, reading: Reading) -> list[Match]:
        """Return for each word and kind the longest match that starts there."""
        found: list[Match] = []
        for i, word in enumerate(reading.words):
            starting = self._exact.get(word, []) + self._prefix.get(word[:_HEAD], [])
            longest: dict[str, int] = {}
            for pattern, kind, second in starting:
                if second and not reading.line.startswith(second, reading.offsets[i + 1]):
                    continue
                match = _compiled(pattern).match(reading.line, reading.offsets[i])
                if match and match.end() > longest.get(kind, 0):
                    longest[kind] = match.end()
            for kind, end in longest.items():
                found.append(Match(i, i + reading.line.count(" ", reading.offsets[i], end), kind))
        return found

    def _add(self, kind: str, items: list[str]) -> None:
        alternatives = self._alternatives(items[0])
        tail, second = "".join(self._item(item) for item in items[1:]), self._beginnings(items[1:])
        for head in alternatives:
            pattern = _words(head) + tail
            word = head[0][0]
            suffix = word[-1] if len(word) > 1 and word[-1] in "*?" else ""
            first = word.removesuffix(suffix)
            if suffix == "*":
                self._prefix[first[:_HEAD]].append((pattern, kind, second if len(head) == 1 else ()))
                continue
            for word in {first, first[:-1]} if suffix == "?" else {first}:
                self._exact[word].append((pattern, kind, second if len(head) == 1 else ()))

    def _beginnings(self, items: list[str]) -> tuple[str, ...]:
        """Return how the second word may begin, none for any word: few phrases are then worth compiling."""
        found: list[str] = []
        for item in items:
            if item in _SPECIAL:
                return ()
            found += [_beginning(words[0][0]) for words in self._choices(item)]
            if not _optional(item):
                return tuple(sorted(set(found)))
        return ()

    def _item(self, item: str) -> str:
        if item in _SPECIAL:
            return _SPECIAL[item]
        choice = "|".join(_words(words) for words in self._choices(item))
        return f"(?:{choice})" + ("?" if _optional(item) else "")

    def _choices(self, item: str) -> list[list[list[str]]]:
        return self._alternatives(item.strip("()"))

    def _alternatives(self, item: str) -> list[list[list[str]]]:
        """Return the alternatives of an item, each a list of words, a word being [text] or [text, suffix]."""
        found: list[list[list[str]]] = []
        for name in item.split("|"):
            if name.startswith("<"):
                group = self._groups[name.strip("<>?")]
                found += [_alternative(choice) for choice in group.split("|")]
            else:
                found.append(_alternative(name))
        return [words for words in found if words]


def _beginning(word: str) -> str:
    """Return what every form of a word begins with, the space after it where it has one form alone."""
    if len(word) > 1 and word[-1] in "*?":
        return word[:-1] if word[-1] == "*" else word[:-2]
    return word + " "


def _optional(item: str) -> bool:
    return item.endswith(">?") or item.startswith("(")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a phrase when its first word is first met: all of them at the start would take over a second."""
    return re.compile(pattern)


def _alternative(text: str) -> list[list[str]]:
    words: list[list[str]] = []
    for piece in text.split():
        suffix = piece[-1] if piece[-1] in "*?" and len(piece) > 1 else ""
        plain = plain_words(piece.rstrip("*?") if suffix else piece)
        words += [[word] for word in plain]
        if suffix and words:
            words[-1] = [words[-1][0] + suffix]
    return words


def _words(words: list[list[str]]) -> str:
    return "".join(_word(word[0]) for word in words)


def _word(word: str) -> str:
    if len(word) > 1 and word[-1] == "*":
        return re.escape(word[:-1]) + r"\w* "
    if len(word) > 1 and word[-1] == "?":
        return re.escape(word[:-1]) + "? "
    return re.escape(word) + " "
