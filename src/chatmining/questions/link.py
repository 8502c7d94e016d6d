"""Link questions to what answers them in the chat, and to one another when they ask nearly the same thing.

An answer is told by a reply mark, by the asker's name, by coming at once, or by its meaning; each link keeps its sign.
The weights were chosen on three chats written for that (`tests/data/questions/tune`).
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from chatmining.questions.vocabulary import fold, pattern

Vectors = NDArray[np.float32]
_WINDOW = 1800.0  # seconds after a question in which an answer is looked for
_AT_ONCE = 100.0  # seconds in which a short « oui », « non », « nous aussi » answers what stands just before
_NAMED_FIRST, _NAMED_SOON = 40, 240.0  # a name near the beginning, or anywhere within four minutes
_CLOSE = 0.3  # what a message must score to answer by its meaning
_STAFF = 0.1  # speakers and hosts are there to answer
_FADES = 0.1  # what a score loses over `_WINDOW`
_TAKEN = 0.1  # what it loses when the question has an answer already
_WORDS = 12.0  # shared rare words (sum of inverse document frequencies) that count in full
_SAME = 0.6  # cosine from which two questions ask nearly the same
_FEWEST_WORDS = 4
_NAMED = re.compile(r"p_[a-z2-7]{12}")
_SHORT_ANSWER = re.compile(
    r"^(oui|non|pas encore|chez nous|nous|si|exactement|ca depend|aucun|jamais|toujours|pareil|moi)\b"
)
_STEM = re.compile(r"[a-z]{4,}")
_ANSWERERS = ("host", "speaker", "moderator")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A comment that answers a question; `sign` is reply, name, time or meaning."""

    question: str
    answer: str
    sign: str


def answers(said: Sequence[Said], vectors: Vectors) -> list[Link]:
    """Return the links from later comments to questions; `vectors` has one row of length 1 for each comment."""
    chat = _Chat(said, vectors)
    return [link for i in range(len(said)) if (link := chat.link(i))]


@dataclass(slots=True)
class _Chat:
    said: Sequence[Said]
    vectors: Vectors
    taken: set[int] = field(default_factory=set)
    stems: list[set[str]] = field(init=False)
    rarity: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        self.stems = [{word[:5] for word in _STEM.findall(fold(c.text))} for c in self.said]
        seen = Counter(stem for stems in self.stems for stem in stems)
        self.rarity = {stem: math.log(len(self.said) / n) for stem, n in seen.items()}

    def link(self, i: int) -> Link | None:
        """Return what comment `i` answers, if anything."""
        found = self._answered(i)
        if found is None:
            return None
        self.taken.add(found[0])
        return Link(question=self.said[found[0]].id, answer=self.said[i].id, sign=found[1])

    def _answered(self, i: int) -> tuple[int, str] | None:
        comment, folded = self.said[i], fold(self.said[i].text)
        if pattern("no_answer").search(folded):
            return None
        if comment.reply_to:
            return next(((j, "reply") for j in range(i) if self._asks(j) and self.said[j].id == comment.reply_to), None)
        asked = [
            j
            for j in range(i)
            if self._asks(j) and self.said[j].person != comment.person and self._ago(i, j) <= _WINDOW
        ]
        if comment.question or not asked:
            return None
        if named := set(_NAMED.findall(comment.text)):
            theirs = [j for j in asked if self.said[j].person in named and self._meant(i, j)]
            return (self._best(i, theirs), "name") if theirs else None
        return self._at_once(i, asked, folded) or self._by_meaning(i, asked)

    def _asks(self, j: int) -> bool:
        return self.said[j].question

    def _ago(self, i: int, j: int) -> float:
        return self.said[i].offset - self.said[j].offset

    def _meant(self, i: int, j: int) -> bool:
        """Tell whether the asker is spoken to, rather than spoken of."""
        return self.said[i].text.find(str(self.said[j].person)) < _NAMED_FIRST or self._ago(i, j) < _NAMED_SOON

    def _at_once(self, i: int, asked: Sequence[int], folded: str) -> tuple[int, str] | None:
        """Return the question just before, for a short answer."""
        before = [j for j in asked if self._ago(i, j) <= _AT_ONCE]
        if before and (
            _SHORT_ANSWER.match(folded) or (self.said[before[-1]].role in _ANSWERERS and len(folded.split()) <= 12)
        ):
            return before[-1], "time"
        return None

    def _by_meaning(self, i: int, asked: Sequence[int]) -> tuple[int, str] | None:
        best = self._best(i, asked)
        long_enough = len(self.said[i].text.split()) >= _FEWEST_WORDS
        return (best, "meaning") if long_enough and self._score(i, best) >= _CLOSE else None

    def _best(self, i: int, asked: Sequence[int]) -> int:
        return max(asked, key=lambda j: (round(self._score(i, j), 6), j))

    def _score(self, i: int, j: int) -> float:
        shared = sum(self.rarity[stem] for stem in self.stems[i] & self.stems[j])
        staff = _STAFF if self.said[i].role in _ANSWERERS else 0.0
        alike = float(self.vectors[i] @ self.vectors[j]) + min(shared, _WORDS) / _WORDS
        return alike + staff - _FADES * self._ago(i, j) / _WINDOW - (_TAKEN if j in self.taken else 0.0)


def groups(said: Sequence[Said], vectors: Vectors) -> dict[str, str]:
    """Return, for each question, the first question that asks nearly the same (itself when none does)."""
    first: dict[str, str] = {}
    asked = [i for i, comment in enumerate(said) if comment.question]
    near = vectors[asked] @ vectors[asked].T if asked else vectors
    for place, i in enumerate(asked):
        best = max(range(place), key=lambda j: (float(near[place, j]), -j), default=None)
        same = best is not None and near[place, best] >= _SAME
        first[said[i].id] = first[said[asked[best]].id] if same and best is not None else said[i].id
    return first
