"""Small tight groups that k-means drowns: four comments or more, closer to one another than chance allows."""

import numpy as np

from chatmining.topics.space import Floats, unit

FEWEST = 4
_DRAWS = 12
_RISK = 0.0025  # of any false group in a webinar: 5 % over twenty webinars
_EULER = 0.5772156649
_MOST_OF_ALL = 0.03  # beyond this share it is no small group: k-means sees it
_MOST = 8  # groups


def tight_centres(placed: Floats, seed: int) -> tuple[Floats, Floats]:
    """Return the centres of small tight groups, shape (groups, k), and their radii: what holds all their comments."""
    groups, _ = tight_groups(placed, seed)
    if not groups:
        return np.zeros((0, placed.shape[1])), np.zeros(0)
    centres = unit(np.stack([placed[group].mean(axis=0) for group in groups]))
    inside = [(placed[group] @ centre).min() for group, centre in zip(groups, centres, strict=True)]
    return centres, np.floor(np.array(inside) * 1e6) / 1e6


def tight_groups(placed: Floats, seed: int) -> tuple[list[list[int]], float]:
    """Return small groups and the similarity that makes them: single linkage over core comments (Ester et al. 1996)."""
    if len(placed) < 5 * FEWEST:
        return [], 1.0
    threshold = chance_similarity(placed, seed)
    similarities = placed @ placed.T
    np.fill_diagonal(similarities, -1.0)
    core = _depth(similarities) >= threshold
    largest = max(2 * FEWEST, round(_MOST_OF_ALL * len(placed)))
    found = [part for part in _components(similarities, core, threshold) if FEWEST <= len(part) <= largest]
    ranked = sorted(found, key=lambda part: (-_cohesion(similarities, part), part))
    return ranked[:_MOST], threshold


def chance_similarity(placed: Floats, seed: int) -> float:
    """Return the depth that comments without groups pass with probability `_RISK`: each direction shuffled apart.

    The largest depth of a draw follows a Gumbel law (extreme values), fitted by moments.
    """
    random = np.random.default_rng(seed)
    highest = []
    for _ in range(_DRAWS):
        drawn = unit(random.permuted(placed, axis=0))
        similarities = drawn @ drawn.T
        np.fill_diagonal(similarities, -1.0)
        highest.append(float(_depth(similarities).max()))
    scale = float(np.std(highest, ddof=1)) * np.sqrt(6) / np.pi
    return float(np.mean(highest) - _EULER * scale - scale * np.log(-np.log1p(-_RISK)))


def _depth(similarities: Floats) -> Floats:
    """Return each comment's similarity to the last neighbour it needs to make a group."""
    return np.asarray(np.partition(similarities, -(FEWEST - 1), axis=1)[:, -(FEWEST - 1)])


def _components(similarities: Floats, core: np.ndarray, threshold: float) -> list[list[int]]:
    """Return the groups of core comments linked to one another, with the comments at their edge."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    cores = np.flatnonzero(core)
    if not len(cores):
        return []
    linked = csr_array((similarities[np.ix_(cores, cores)] >= threshold).astype(np.int8))
    count, labels = connected_components(linked, directed=False)
    parts = []
    for label in range(count):
        inside = cores[labels == label]
        near = (similarities[inside] >= threshold).any(axis=0) & ~core
        parts.append(sorted({*inside.tolist(), *np.flatnonzero(near).tolist()}))
    return parts


def _cohesion(similarities: Floats, part: list[int]) -> float:
    block = similarities[np.ix_(part, part)]
    return float((block.sum() + len(part)) / (len(part) * (len(part) - 1)))
