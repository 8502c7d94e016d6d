"""What a question and a later message of the same chat say of one another, as numbers."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from chatmining.questions.vocabulary import fold, pattern

Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]
_NEAR = ("alike", "alike_in_themes", "margin", "shared", "most_shared")  # cosines; rare words in common
_APART = ("seconds", "messages", "newest", "between", "next", "within_two", "within_four")  # time; questions since
_PEOPLE = ("named", "named_first", "named_other", "replies", "replies_other", "same_person")
_QUESTION = ("staff_asks", "words", "to_the_room")  # of the question alone
_GIVES = ("gives", "gives_alike", "gives_newest", "gives_seconds")  # the message looks like an answer, to whatever
SIGNS = (*_NEAR, *_APART, *_PEOPLE, "newest_short", *_QUESTION, *_GIVES)
_WINDOW = 2400.0  # seconds after a question in which an answer is looked for
_MOST_SHARED = 15.0  # shared rare words (sum of inverse document frequencies) that count in full
_MOST_BETWEEN = 8
_BEGINNING = 54  # characters: a name that ends there is that of somebody spoken to
_NAMED = re.compile(r"p_[a-z2-7]{12}")
_STEM = re.compile(r"[a-z]{4,}")
_NOWHERE = np.zeros(0, np.intp)
_STAFF = ("host", "speaker", "moderator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A comment as linking sees it, in the order of the chat; `offset` in seconds from the start."""

    id: str
    person: str | None
    role: str
    offset: float
    text: str
    reply_to: str | None
    question: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """A message and the questions before it: their positions in the chat, and SIGNS, shape (questions, SIGNS)."""

    message: int
    questions: NDArray[np.intp]
    signs: Floats


@dataclass(slots=True)
class Chat:
    """A whole chat: vectors of length 1 in both spaces, and `gives`, how much each comment looks like an answer."""

    said: Sequence[Said]
    own: Vectors
    general: Vectors
    gives: Floats
    asked: NDArray[np.intp] = field(init=False)
    _stems: list[list[str]] = field(init=False)
    _rarity: dict[str, float] = field(init=False)
    _holding: dict[str, NDArray[np.intp]] = field(init=False)  # the questions that hold a stem, by place in `asked`
    _askers: NDArray[np.object_] = field(init=False)
    _ids: NDArray[np.object_] = field(init=False)
    _of_question: Floats = field(init=False)
    _offsets: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.asked = np.array([i for i, c in enumerate(self.said) if c.question], np.intp)
        self._stems = [sorted({word[:5] for word in _STEM.findall(fold(c.text))}) for c in self.said]
        seen = Counter(stem for stems in self._stems for stem in stems)
        self._rarity = {stem: math.log(len(self.said) / n) for stem, n in seen.items()}
        holding = defaultdict(list)
        for place, j in enumerate(self.asked):
            for stem in self._stems[j]:
                holding[stem].append(place)
        self._holding = {stem: np.array(places, np.intp) for stem, places in holding.items()}
        self._askers = np.array([self.said[j].person for j in self.asked], object)
        self._ids = np.array([self.said[j].id for j in self.asked], object)
        self._of_question = np.array([_alone(self.said[j]) for j in self.asked], np.float64).reshape(-1, 3)
        self._offsets = np.array([c.offset for c in self.said], np.float64)

    def pairs(self) -> Iterator[Pairs]:
        """Return each message that comes soon enough after a question, with those questions."""
        for i in range(len(self.said)):
            ago = self._offsets[i] - self._offsets[self.asked]
            soon = (ago <= _WINDOW) | (self._ids == self.said[i].reply_to)
            soon &= (self.asked < i) & (ago >= 0)
            if (places := np.flatnonzero(soon)).size:
                yield Pairs(i, self.asked[places], self._signs(i, places))

    def _signs(self, i: int, places: NDArray[np.intp]) -> Floats:
        asked, gives = self.asked[places], np.full(len(places), self.gives[i])
        alike, in_themes = (
            (space[asked] * space[i]).sum(axis=1, dtype=np.float64) for space in (self.general, self.own)
        )
        seconds = np.log1p(self._offsets[i] - self._offsets[asked])
        between = np.arange(len(places))[::-1]
        newest = (between == 0).astype(np.float64)
        short = float(bool(pattern("short_answer").match(fold(self.said[i].text))))
        columns = [
            *(alike, in_themes, alike.max() - alike, *self._shared(i, places)),
            *(seconds, np.log1p(i - asked), newest, np.minimum(between, _MOST_BETWEEN)),
            *(i - asked == 1, i - asked <= 2, i - asked <= 4, *self._people(i, places), newest * short),
            *(*self._of_question[places].T, gives, gives * alike, gives * newest, gives * seconds),
        ]
        return np.column_stack(columns).astype(np.float64)

    def _shared(self, i: int, places: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Return the weight of the stems that the message shares with each question, and where that is most."""
        sums = np.zeros(len(self.asked))
        for stem in self._stems[i]:
            sums[self._holding.get(stem, _NOWHERE)] += self._rarity[stem]
        shared = np.minimum(sums[places], _MOST_SHARED) / _MOST_SHARED
        return shared, ((shared == shared.max()) & (shared > 0)).astype(np.float64)

    def _people(self, i: int, places: NDArray[np.intp]) -> Floats:
        """Return who is named, replied to or speaking again, shape (signs, questions)."""
        message, askers = self.said[i], self._askers[places]
        names = _NAMED.findall(message.text)
        named, first = np.isin(askers, names), np.isin(askers, _NAMED.findall(message.text[:_BEGINNING]))
        replies = np.array(self._ids[places] == message.reply_to, bool)
        rows = (
            *(named, first, ~named & bool(names), replies, ~replies & bool(message.reply_to)),
            np.array(askers == message.person, bool) & (message.person is not None),
        )
        return np.array(rows, np.float64)


def _alone(question: Said) -> tuple[float, float, float]:
    """Return what a question's own words say of whether it gets an answer here."""
    to_the_room = bool(pattern("to_the_room").search(fold(question.text)))
    return float(question.role in _STAFF), math.log1p(len(question.text.split())), float(to_the_room)
