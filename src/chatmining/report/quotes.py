"""Which comments to quote: typical of their theme, unlike one another, by different people, safe to show."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_FEWEST_WORDS, _MOST_WORDS = 6, 60
_MOST_QUOTES, _SIMILAR = 4, 0.5
# What masking left in a text tells that somebody or something was named there.
_UNSAFE = re.compile(r"\bp_[a-z2-7]{12}\b|\[(?:e-mail|lien|téléphone)\]|@\w|\d{6,}|[\ufffd\x00-\x08]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A comment that may be quoted for a theme; `vector` has length 1, or is None."""

    comment_id: str
    person_id: str | None
    theme: str
    weight: float
    text: str
    words: int
    vector: Sequence[float] | None = None


def safe_to_quote(candidate: Candidate) -> bool:
    """Tell whether a text has the length of a quote and names nobody."""
    return _FEWEST_WORDS <= candidate.words <= _MOST_WORDS and not _UNSAFE.search(candidate.text)


def choose(candidates: Iterable[Candidate], most: int = _MOST_QUOTES) -> list[str]:
    """Return the ids of up to `most` quotes, best first: maximal marginal relevance (Carbonell, Goldstein 1998)."""
    listed = [candidate for candidate in candidates if safe_to_quote(candidate)]
    if not listed:
        return []
    vectors = _vectors(listed)
    near = vectors @ vectors.T
    typical = near.mean(axis=1) + np.array([candidate.weight for candidate in listed])
    chosen: list[int] = []
    while len(chosen) < most:
        taken = {listed[i].person_id for i in chosen if listed[i].person_id}
        free = [i for i in range(len(listed)) if i not in chosen and listed[i].person_id not in taken]
        if not free:
            break
        worth = {i: typical[i] - _SIMILAR * max((near[i, j] for j in chosen), default=0.0) for i in free}
        chosen.append(max(free, key=lambda i: (round(float(worth[i]), 6), listed[i].comment_id)))
    return [listed[i].comment_id for i in chosen]


def _vectors(candidates: Sequence[Candidate]) -> NDArray[np.float32]:
    size = max((len(c.vector) for c in candidates if c.vector is not None), default=1)
    return np.array([c.vector if c.vector is not None else [0.0] * size for c in candidates], np.float32)


def spans(evidence: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return spans in order, joined where they touch, kept inside a text of `length` characters."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(b, length)) for a, b in evidence):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
