"""Names made of phrases that people wrote, each with its support, none used twice."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from chatmining.topics.clusters import Labels
from chatmining.topics.terms import Weights

Phrase = tuple[str, str]  # (key, form as written)
Nearness = Callable[[Sequence[tuple[int, str]]], Sequence[float]]  # of (topic, phrase) pairs

_NAMES = 2  # phrases in a name
_WORDS = 5  # in the whole name, beyond which its second phrase is left out
_LONGEST = 4  # words of a phrase
_FEWEST = 2  # comments that hold a phrase
_OWN = 0.25  # share of a phrase's comments that must be the topic's
_FAR = 0.2  # nearness of the phrases far from a topic: the most said names it when none is near
_SECOND = 0.3  # share of the first phrase's worth, below which a second one only blurs the name
_VAGUE = 0.4  # a phrase that names little alone, « équipe », must be that much better to name a topic
_LONGER = 1.3  # a phrase of several words says more than one


@dataclass(frozen=True, slots=True)
class Name:
    """What a topic is called, the phrases that set it apart, and how many of its comments hold the name's."""

    name: str
    terms: tuple[str, ...]
    support: int


def name_topics(
    phrases: Sequence[Sequence[Phrase]],
    labels: Labels,
    weights: Weights,
    nearness: Nearness,
    vague: Callable[[str], bool],
) -> dict[int, Name]:
    """Name the topics, the best phrases first, whatever the topic; a topic without phrases has no name.

    `phrases` are those of each comment; `nearness` tells how near in meaning a phrase is to a topic (Grootendorst 2020,
    KeyBERT); `vague` tells the phrases that name nothing when alone.
    """
    counts = _Counts(phrases, labels)
    candidates = [
        (topic, key) for topic, terms in weights.items() for key in counts.own([key for key, _ in terms], topic)
    ]
    near = nearness([(topic, counts.form(key)) for topic, key in candidates])
    ranked = sorted(
        (-(max(value, _FAR) ** 2) * counts.weight(key, topic) * (_VAGUE if vague(key) else 1.0), topic, key)
        for value, (topic, key) in zip(near, candidates, strict=True)
    )
    chosen: dict[int, list[str]] = {topic: [] for topic in weights}
    best: dict[int, float] = {}
    taken: list[set[str]] = []
    for worth, topic, key in ranked:
        words = set(key.split())
        near_best = worth <= _SECOND * best.setdefault(topic, worth)  # worths are negative: the best come first
        if near_best and _fits(chosen[topic], key) and not any(words <= other or other <= words for other in taken):
            chosen[topic].append(key)
            taken.append(words)
    terms = defaultdict(list)
    for _, topic, key in ranked:
        terms[topic].append(key)
    return {topic: counts.name(topic, chosen[topic] or terms[topic][:1], terms[topic]) for topic in sorted(terms)}


def _fits(kept: Sequence[str], key: str) -> bool:
    together = sum(len(phrase.split()) for phrase in (*kept, key))
    return len(kept) < _NAMES and (not kept or together <= _WORDS)


class _Counts:
    """In how many comments of which topic each phrase stands, and how it is written."""

    def __init__(self, phrases: Sequence[Sequence[Phrase]], labels: Labels) -> None:
        self._holders: dict[tuple[int, str], set[int]] = defaultdict(set)
        self._total: Counter[str] = Counter()
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        for place, (of_text, label) in enumerate(zip(phrases, labels.tolist(), strict=True)):
            for key, form in of_text:
                self._holders[label, key].add(place)
                self._total[key] += 1
                self._forms[key][form] += 1

    def own(self, keys: Sequence[str], topic: int) -> list[str]:
        """Return the phrases that are the topic's own; where no phrase is said twice, those said once."""
        return [key for key in keys if self._belongs(key, topic)] or [
            key for key in keys if len(key.split()) <= _LONGEST and self._holders[topic, key]
        ]

    def _belongs(self, key: str, topic: int) -> bool:
        """Tell whether a phrase is said twice in the topic, and seldom elsewhere."""
        held = len(self._holders[topic, key])
        if len(key) < 3 and not self.form(key).isupper():  # « mn » is no name, « IA » is one
            return False
        return held >= _FEWEST and held >= _OWN * self._total[key] and len(key.split()) <= _LONGEST

    def weight(self, key: str, topic: int) -> float:
        """Return what a phrase weighs beside its meaning: how many say it, and whether it has several words."""
        return float(np.log1p(len(self._holders[topic, key]))) * (_LONGER if " " in key else 1.0)

    def name(self, topic: int, keys: Sequence[str], terms: Iterable[str]) -> Name:
        """Put the phrases in the form most people gave them."""
        holders = set[int]().union(*(self._holders[topic, key] for key in keys))
        return Name(", ".join(map(self.form, keys)), tuple(self.form(key) for key in list(terms)[:10]), len(holders))

    def form(self, key: str) -> str:
        return min(self._forms[key].items(), key=lambda item: (-item[1], item[0]))[0]
