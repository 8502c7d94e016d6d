"""The vectors an added theme may read: those of the project's encoder, of a general one, or both.

The project's encoder was fine-tuned on its own themes: what is near them it tells apart best, and of everything else it
has forgotten much. A general encoder, frozen, has forgotten nothing. Which serves a theme, cross-validation says.
"""

import numpy as np

from chatmining.themes.classifier import Vectors

OWN, GENERAL, BOTH = "own", "general", "both"
_SHARE = np.float32(0.5)  # of the project's vectors where both are read


def spaces(own: Vectors, general: Vectors) -> dict[str, Vectors]:
    """Return every space's vectors of the same texts, from both encoders' rows of length 1."""
    return {OWN: own, GENERAL: general, BOTH: np.hstack([_SHARE * own, general])}


def identifiers(own: str, general: str) -> dict[str, str]:
    """Return what a theme learnt in each space depends on, from the encoders' ids."""
    return {OWN: own, GENERAL: general, BOTH: f"{own}+{general}"}
