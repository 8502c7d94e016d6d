"""What surrounds a mention: sentences, clauses, and the cues found in them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from chatmining.nlp.qualifiers.patterns import Match
from chatmining.nlp.qualifiers.vocabulary import small
from chatmining.nlp.reading import MARKS, SENTENCE_ENDS, Reading


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words [first, last) may mention `theme`; `role` is that of the word list, or `evidence`."""

    theme: str
    role: str
    first: int
    last: int

    @property
    def is_verb(self) -> bool:
        """Tell whether the words are a verb, whose participle says the past."""
        return "verbe" in self.role

    @property
    def states(self) -> bool:
        """Tell whether the words state the theme themselves (fear, need, defect)."""
        return self.role.startswith(("plus", "evidence"))

    @property
    def opposes(self) -> bool:
        """Tell whether the words say the contrary of the theme (trust, skill, quality)."""
        return self.role.startswith("moins")

    @property
    def alone(self) -> bool:
        """Tell whether the words are a mention by themselves."""
        return not self.role.endswith("contexte")


@dataclass(frozen=True)
class Context:
    """A reading with its cues."""

    reading: Reading
    found: tuple[Match, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return self.reading.words

    @cached_property
    def by_kind(self) -> dict[str, list[Match]]:
        """The cues, by kind."""
        table: dict[str, list[Match]] = defaultdict(list)
        for match in self.found:
            table[match.kind].append(match)
        return table

    @cached_property
    def sentences(self) -> list[int]:
        """The number of the sentence of each word; an end mark belongs to what it ends."""
        return self._number(after=SENTENCE_ENDS, before=frozenset())

    @cached_property
    def clauses(self) -> list[int]:
        """The number of the clause of each word: marks and « mais » separate."""
        return self._number(after=MARKS - {"«", "»"}, before=self._breaks)

    @cached_property
    def segments(self) -> list[int]:
        """The number of the segment of each word: as clauses, commas not separating."""
        return self._number(after=MARKS - {"«", "»", ","}, before=self._breaks)

    @cached_property
    def _breaks(self) -> frozenset[int]:
        return frozenset(match.first for match in self.by_kind.get("clauses.rupture", ()))

    def _number(self, *, after: frozenset[str], before: frozenset[int]) -> list[int]:
        number = 0
        numbers: list[int] = []
        for i, word in enumerate(self.words):
            if i in before and numbers:
                number += 1
            numbers.append(number)
            following = self.words[i + 1] if i + 1 < len(self.words) else ""
            number += word in after and not (word == "," and following in small("suite"))
        return numbers

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the half-open range of the sentence of word `at`."""
        return _range(self.sentences, at)

    def clause(self, at: int) -> tuple[int, int]:
        """Return the half-open range of the clause of word `at`."""
        return _range(self.clauses, at)

    def segment(self, at: int) -> tuple[int, int]:
        """Return the half-open range of the segment of word `at`."""
        return _range(self.segments, at)

    def within(self, kind: str, first: int, last: int) -> list[Match]:
        """Return the cues of `kind` that lie in words [first, last)."""
        return [m for m in self.by_kind.get(kind, ()) if first <= m.first and m.last <= last]

    def starting(self, kind: str, first: int, last: int) -> list[Match]:
        """Return the cues of `kind` that start in words [first, last)."""
        return [m for m in self.by_kind.get(kind, ()) if first <= m.first < last]

    def negated(self, match: Match) -> bool:
        """Tell whether a cue has a plain negation right before or after it."""
        first = max(self.clause(match.first)[0], match.first - 4)
        near = self.words[first : match.first] + self.words[match.last : match.last + 1]
        return not small("nie").isdisjoint(near)


def overlap(first: Match | Candidate, others: Iterable[Match | Candidate]) -> bool:
    """Tell whether words of `first` belong to one of `others`."""
    return any(first.first < other.last and other.first < first.last for other in others)


def _range(numbers: list[int], at: int) -> tuple[int, int]:
    first = last = at
    while first > 0 and numbers[first - 1] == numbers[at]:
        first -= 1
    while last < len(numbers) and numbers[last] == numbers[at]:
        last += 1
    return first, last
