"""Small groups that k-means drowns: comments nearer to one another than chance allows, grown from each comment."""

from collections.abc import Callable, Sequence

import numpy as np

from chatmining.topics.space import Floats, unit

FEWEST = 3
GROWN = 6  # comments, itself among them, that each comment calls together: those nearest on the whole
_LEAVES, _JOINS = 0.7, 0.8  # of the group's mean similarity: who is less like the others leaves, who is as like joins
_ONE_IN, _MOST = 50, 16  # a group for fifty comments, sixteen at most
_MOST_OF_ALL, _MANY = 0.03, 12  # a group larger than both is no small one: k-means sees it
_DRAWS, _DRAWN = 30, 500
_RISK = 0.0001  # of a false group in a webinar
_EULER = 0.5772156649
_DECIMALS = 6


def tight_centres(placed: Floats, groups: Sequence[list[int]]) -> tuple[Floats, Floats]:
    """Return the centres of groups, shape (groups, k), and their radii: what holds all their comments."""
    if not groups:
        return np.zeros((0, placed.shape[1])), np.zeros(0)
    centres = unit(np.stack([placed[group].mean(axis=0) for group in groups]))
    inside = [(placed[group] @ centre).min() for group, centre in zip(groups, centres, strict=True)]
    return centres, np.floor(np.array(inside) * 10**_DECIMALS) / 10**_DECIMALS


def tight_groups(
    placed: Floats, seed: int, known: Callable[[list[int]], bool] = lambda group: False
) -> tuple[list[list[int]], float]:
    """Return small groups of comments, shape (n, k), the tightest first, and the tightness that chance does not pass.

    Groups do not overlap: a comment that a tighter group holds is in no other. Those `known` otherwise are left out.
    """
    if len(placed) < 5 * GROWN:
        return [], 1.0
    threshold = chance_tightness(placed, seed)
    similarities = _similarities(placed)
    grown, tightness = _grow(similarities)
    groups: list[list[int]] = []
    taken: set[int] = set()
    for start in np.lexsort((np.arange(len(placed)), -tightness)).tolist():
        if tightness[start] < threshold or len(groups) == min(_MOST, max(1, len(placed) // _ONE_IN)):
            break
        if taken.isdisjoint(grown[start].tolist()):
            group = _revise(similarities, grown[start])
            if taken.isdisjoint(group) and FEWEST <= len(group) <= max(_MANY, _MOST_OF_ALL * len(placed)):
                taken.update(group)
                groups += [] if known(group) else [group]
    return groups, threshold


def chance_tightness(placed: Floats, seed: int) -> float:
    """Return the tightness that comments without groups pass with probability `_RISK`: each direction shuffled apart.

    The tightest group of a draw follows a Gumbel law (extreme values), fitted by moments on five hundred comments at
    most; of more comments the law is the same, further along by the logarithm of their number.
    """
    random = np.random.default_rng(seed)
    some = placed[:: -(-len(placed) // _DRAWN)]
    highest = [float(_grow(_similarities(unit(random.permuted(some, axis=0))))[1].max()) for _ in range(_DRAWS)]
    scale = float(np.std(highest, ddof=1)) * np.sqrt(6) / np.pi
    further = np.log(len(placed) / len(some)) - _EULER - np.log(-np.log1p(-_RISK))
    return float(np.mean(highest) + scale * further)


def _similarities(placed: Floats) -> Floats:
    """Return the similarities of comments with one another, 0 with themselves."""
    similarities = np.round(placed @ placed.T, _DECIMALS)
    np.fill_diagonal(similarities, 0.0)
    return similarities


def _grow(similarities: Floats) -> tuple[np.ndarray, Floats]:
    """Return the group that each comment calls together, shape (n, `GROWN`), and the mean similarity inside it.

    The comment most similar to those already there comes next (average linkage).
    """
    every = np.arange(len(similarities))
    members, inside = [every], np.zeros(len(every))
    links = similarities.copy()
    links[every, every] = -np.inf
    for _ in range(GROWN - 1):
        new = np.argmax(links, axis=1)
        inside += links[every, new]
        members.append(new)
        links += similarities[new]
        links[every, new] = -np.inf
    return np.stack(members, axis=1), np.round(inside / (GROWN * (GROWN - 1) / 2), _DECIMALS)


def _revise(similarities: Floats, grown: np.ndarray) -> list[int]:
    """Return the group without those less like the others than it is usual in it, and with others as like them."""
    links = similarities[:, grown].sum(axis=1) / len(grown)
    links[grown] *= len(grown) / (len(grown) - 1)
    usual = links[grown].mean()
    stays = np.flatnonzero(links >= _JOINS * usual).tolist()
    return sorted({*stays, *grown[links[grown] >= _LEAVES * usual].tolist()})
