"""What looking for topics gives: the topics with their comments, or an order to read few comments in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTopic:
    """A topic: how it is called, and the comments that belong to it (positions in what was given).

    `support` counts the members that hold a phrase of the name; `share_back` is the share of half-samples in which the
    topic came back; `centre` has length 1, in the space of the vectors given.
    """

    name: str
    terms: tuple[str, ...]
    support: int
    members: tuple[int, ...]
    similarities: tuple[float, ...]
    representatives: frozenset[int]
    grade: str
    share_back: float | None
    centre: Floats


@dataclass(frozen=True, slots=True)
class Discovery:
    """The topics of a webinar, largest first; `order` is for webinars too small to have topics."""

    regime: str
    topics: tuple[FoundTopic, ...] = ()
    order: tuple[int, ...] = ()
