"""Find the topics of one webinar: duplicates aside, fitted by size, graded by half-samples, named by phrases."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatmining.topics.clusters import Labels
from chatmining.topics.found import Discovery, FoundTopic
from chatmining.topics.model import fit
from chatmining.topics.names import Name, Nearness, Phrase, name_topics
from chatmining.topics.regimes import Regime, regime_of
from chatmining.topics.resample import grade, shares_back
from chatmining.topics.space import Floats, Space, unit
from chatmining.topics.terms import class_tf_idf, weigh

TOPICS_MODEL = "bertopic-smoothed-7"
_FEWEST = 3  # comments of a topic
_FEWEST_PEOPLE = 2
_REPRESENTATIVES = 3

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Words:
    """How phrases are read in texts, which name nothing alone, their vectors, and what the rare words of texts mean.

    `encode` is the sentence encoder of the comments and no other; `rare` gives rows of word vectors.
    """

    read: Callable[[Sequence[str]], Sequence[Sequence[Phrase]]]
    vague: Callable[[str], bool]
    encode: Callable[[Sequence[str]], Vectors]
    rare: Callable[[Sequence[str]], Vectors]


def discover(texts: Sequence[str], people: Sequence[str | None], vectors: Vectors, words: Words) -> Discovery:
    """Return the topics of `texts`, largest first; of fewer than 30 different ones, an order to read them in.

    `people` wrote them; `vectors`, shape (n, d), are theirs; `words` read and place their phrases. The order of the
    comments changes nothing, nor do repeated ones.
    """
    from threadpoolctl import threadpool_limits

    different = _different(texts)
    regime = regime_of(len(different))
    if not regime.groups:
        return Discovery(regime.name, order=_reading_order(texts, vectors))
    with threadpool_limits(1):  # sums split among threads differ from one machine to the next
        return Discovery(regime.name, _topics(different, regime, texts, people, vectors, words))


def _topics(
    different: Sequence[int],
    regime: Regime,
    texts: Sequence[str],
    people: Sequence[str | None],
    vectors: Vectors,
    words: Words,
) -> tuple[FoundTopic, ...]:
    rare = words.rare(texts)
    chosen = different[:: -(-len(different) // regime.fitted)]
    fitted = vectors[chosen]
    with ThreadPoolExecutor(1) as reading:  # phrases are read while the topics are found
        phrases = reading.submit(words.read, [texts[place] for place in different])
        reading.submit(class_tf_idf)
        model = fit(fitted, rare[chosen], regime)
        labels = _large_enough(model.assign(vectors, rare), people)
        placed = model.broad.place(fitted)
        shares = dict(enumerate(shares_back(placed, model.assign(fitted, rare[chosen]), len(model.centres), regime)))
    nearness = _nearness(model.broad.place(vectors[different]), labels[different], model.broad, words)
    names = _names(phrases.result(), labels[different], nearness, words)
    topics = [
        _describe(name, np.flatnonzero(labels == label), shares.get(label), texts, people, vectors)
        for label, name in names.items()
    ]
    return tuple(sorted(topics, key=lambda topic: (-len(topic.members), topic.name)))


def _different(texts: Sequence[str]) -> list[int]:
    """Return the place of one comment for each different text, in the order of the texts."""
    repeated = _repeated(texts)
    return [repeated[key][0] for key in sorted(repeated)]


def _repeated(texts: Sequence[str]) -> dict[str, list[int]]:
    """Return the places of the comments that say the same but for capitals and spaces, in the order of the texts."""
    places: dict[str, list[int]] = {}
    for place in sorted(range(len(texts)), key=lambda place: texts[place]):
        places.setdefault(" ".join(texts[place].casefold().split()), []).append(place)
    return places


def _large_enough(labels: Labels, people: Sequence[str | None]) -> Labels:
    """Take the comments of topics too small, or of one person alone, out of any topic."""
    kept = labels.copy()
    for label in np.unique(labels[labels >= 0]):
        members = np.flatnonzero(labels == label)
        writers = {people[member] for member in members.tolist()}
        if len(members) < _FEWEST or (len(writers) < _FEWEST_PEOPLE and None not in writers):
            kept[members] = -1
    return kept


def _names(phrases: Sequence[Sequence[Phrase]], labels: Labels, nearness: Nearness, words: Words) -> dict[int, Name]:
    weights = weigh([[key for key, _ in of_text] for of_text in phrases], labels)
    return name_topics(phrases, labels, weights, nearness, words.vague)


def _nearness(placed: Floats, labels: Labels, space: Space, words: Words) -> Nearness:
    """Return what tells how near in meaning a phrase is to the middle of a topic."""
    middles = {label: unit(placed[labels == label].mean(axis=0, keepdims=True))[0] for label in np.unique(labels)}

    def nearness(pairs: Sequence[tuple[int, str]]) -> Sequence[float]:
        forms = sorted({form for _, form in pairs})
        meanings = dict(zip(forms, space.place(words.encode(forms)), strict=True)) if forms else {}
        return [round(float(meanings[form] @ middles[topic]), 6) for topic, form in pairs]

    return nearness


def _reading_order(texts: Sequence[str], vectors: Vectors) -> tuple[int, ...]:
    """Begin with the most typical comment, then go each time to the nearest one not read yet; the same together."""
    if not texts:
        return ()
    rows = unit(vectors)
    left = {places[0]: places for places in _repeated(texts).values()}
    last = max(left, key=lambda place: round(float(rows[place] @ rows.sum(axis=0)), 6))
    order = left.pop(last)
    while left:
        last = max(left, key=lambda place: round(float(rows[place] @ rows[last]), 6))
        order += left.pop(last)
    return tuple(order)


def _describe(
    name: Name,
    members: NDArray[np.intp],
    share_back: float | None,
    texts: Sequence[str],
    people: Sequence[str | None],
    vectors: Vectors,
) -> FoundTopic:
    places = sorted(members.tolist(), key=lambda place: texts[place])  # no sum depends on the export's order
    rows = unit(vectors[places])
    centre = unit(rows.mean(axis=0, keepdims=True))[0]
    similarities = dict(zip(places, np.round(rows @ centre, 6).tolist(), strict=True))
    ranked = sorted(places, key=lambda place: (-similarities[place], texts[place], place))
    return FoundTopic(
        name=name.name,
        terms=name.terms,
        support=name.support,
        members=tuple(sorted(places)),
        similarities=tuple(similarities[place] for place in sorted(places)),
        representatives=_of_different_people(ranked, texts, people),
        grade="anecdotique" if share_back is None else grade(share_back),
        share_back=share_back,
        centre=centre,
    )


def _of_different_people(ranked: Sequence[int], texts: Sequence[str], people: Sequence[str | None]) -> frozenset[int]:
    """Return the best three of different people and texts; comments of unknown authors count as different people's."""
    chosen: list[int] = []
    for place in ranked:
        new_person = people[place] is None or people[place] not in {people[other] for other in chosen}
        if new_person and texts[place] not in {texts[other] for other in chosen} and len(chosen) < _REPRESENTATIVES:
            chosen.append(place)
    return frozenset(chosen)
