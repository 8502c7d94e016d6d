"""Whether a topic is there again when half the comments are: clusterwise stability (Hennig 2007)."""

import numpy as np
from numpy.typing import NDArray

from chatmining.topics.clusters import Labels
from chatmining.topics.model import group
from chatmining.topics.regimes import Regime
from chatmining.topics.space import Floats

_SOLID, _WEAK = 0.95, 0.5  # the share is itself measured: 0.95 here is 0.9 or more in other half-samples


def shares_back(placed: Floats, labels: Labels, topics: int, regime: Regime, seed: int = 1) -> Floats:
    """Return, for each of the first `topics` labels, the share of half-samples in which the topic came back.

    `placed`, shape (n, k), are the different comments in the model's broad space, and `labels` their topics. A topic
    came back when some group of the half holds half or more of its comments there, and is half or more made of them.
    """
    random = np.random.default_rng(seed)
    back = np.zeros(topics)
    for _ in range(regime.halves):
        half = np.sort(random.permutation(len(placed))[: len(placed) // 2])
        back += _again(labels[half], group(placed[half], regime), topics)
    return back / max(regime.halves, 1)


def grade(share_back: float) -> str:
    """Return solide, fragile or anecdotique."""
    if share_back >= _SOLID:
        return "solide"
    return "fragile" if share_back >= _WEAK else "anecdotique"


def _again(wanted: Labels, found: Labels, topics: int) -> NDArray[np.bool_]:
    """Tell, for each topic, whether a group holds half of its comments or more and is half made of them or more."""
    there = np.arange(topics)[:, None] == wanted
    groups = np.arange(max(int(found.max()) + 1, 1))[:, None] == found
    both = there.astype(np.float64) @ groups.T
    recalled = 2 * both >= np.maximum(there.sum(axis=1), 1)[:, None]
    pure = 2 * both >= np.maximum(groups.sum(axis=1), 1)[None]
    return np.asarray((recalled & pure).any(axis=1))
