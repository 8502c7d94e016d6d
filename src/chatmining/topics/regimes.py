"""The right method for the size of a webinar."""

from dataclasses import dataclass

FEWEST = 30  # different comments; below, a list is read faster than groups of three are understood
_SMALL, _LARGE = 150, 3000
_GROUPS = 1.5  # times the cube root of the number of comments: 5 groups at 30, 8 at 150, 15 from 1,000 on
_MOST_GROUPS = 15  # with more, no theme is told apart better and the words of a topic go less together (docs/topics.md)


@dataclass(frozen=True, slots=True)
class Regime:
    """How topics are looked for: number of groups, neighbours that smooth, half-samples that grade."""

    name: str
    groups: int
    neighbours: int
    halves: int
    fitted: int  # comments the model is fitted on; the others are assigned


def regime_of(comments: int) -> Regime:
    """Return the regime of a webinar of `comments` different comments."""
    groups = min(_MOST_GROUPS, round(_GROUPS * comments ** (1 / 3)))
    if comments < FEWEST:
        return Regime("lecture", 0, 0, 0, comments)
    if comments <= _SMALL:
        return Regime("petit", groups, max(5, comments // 10), 40, comments)
    if comments <= _LARGE:
        return Regime("moyen", groups, 15, 30, comments)
    return Regime("grand", groups, 15, 20, _LARGE)
