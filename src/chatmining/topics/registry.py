"""From one webinar to the next: which topic is which, one to one, with a zone where nothing is matched."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEAREST = 0.72  # cosine of two centres: nine same topics in ten pass, one pair of others in a thousand (docs/topics.md)


@dataclass(frozen=True, slots=True)
class Link:
    """What a found topic is in the series: the known topic it continues (or None), or the one it came out of."""

    known: int | None
    similarity: float | None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """A known topic that went into another: the found topic that holds both, and how near it is."""

    known: int
    found: int
    similarity: float


def match(found: Floats, known: Floats, nearest: float) -> tuple[list[Link], list[Merge]]:
    """Match found topics with known ones by their centres (rows of length 1), one to one (Kuhn 1955).

    Below `nearest` nothing is matched. A found topic near a known one that another continues came out of it (split);
    a known topic near a found one that continues another went into it (merge).
    """
    from scipy.optimize import linear_sum_assignment

    if not len(found) or not len(known):
        return [Link(None, None)] * len(found), []
    similarities = np.round(found @ known.T, 6)
    # Pairs in the rejection zone are worth nothing, so that they never keep a good pair from being made.
    rows, columns = linear_sum_assignment(-np.where(similarities >= nearest, similarities, 0.0))
    kept = similarities[rows, columns] >= nearest
    pairs = dict(zip(rows[kept].tolist(), columns[kept].tolist(), strict=True))
    links = [_link(row, pairs, similarities[row], nearest) for row in range(len(found))]
    return links, _merges(pairs, similarities, nearest)


def _link(row: int, pairs: dict[int, int], similarities: Floats, nearest: float) -> Link:
    if row in pairs:
        return Link(pairs[row], float(similarities[pairs[row]]))
    parent = int(np.argmax(similarities))
    if similarities[parent] >= nearest:
        return Link(None, float(similarities[parent]), parent)
    return Link(None, None)


def _merges(pairs: dict[int, int], similarities: Floats, nearest: float) -> list[Merge]:
    taken = set(pairs.values())
    merges = []
    for known in (k for k in range(similarities.shape[1]) if k not in taken):
        found = int(np.argmax(similarities[:, known]))
        if found in pairs and similarities[found, known] >= nearest:
            merges.append(Merge(known, found, float(similarities[found, known])))
    return merges
