"""A frozen topic model: the space, the centres, how near is near; the same assignment for old and new comments."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatmining.errors import ModelError
from chatmining.topics.clusters import Labels
from chatmining.topics.space import Floats, Space

_ARRAYS, _NAMES = "topics.npz", "topics.json"
_DECIMALS = 9  # beyond them, sums depend on how many rows are multiplied at once


@dataclass(frozen=True, slots=True)
class TopicModel:
    """Centres of large topics first, then of small tight ones; a comment must be as near as `radii` says."""

    method: str
    space: Space
    centres: Floats
    radii: Floats
    tight: NDArray[np.bool_]
    names: tuple[str, ...] = ()

    def save(self, folder: Path) -> None:
        """Write the model's arrays and names to `folder`; nothing is pickled."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, NDArray[Any]] = {"mean": self.space.mean, "directions": self.space.directions}
        arrays |= {"centres": self.centres, "radii": self.radii, "tight": self.tight}
        np.savez_compressed(folder / _ARRAYS, allow_pickle=False, **arrays)
        known = {"method": self.method, "names": list(self.names)}
        (folder / _NAMES).write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "TopicModel":
        """Read a saved model; raise ModelError when damaged."""
        try:
            known = json.loads((folder / _NAMES).read_text("utf-8"))
            with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
                space = Space(arrays["mean"], arrays["directions"])
                rest = (arrays["centres"], arrays["radii"], arrays["tight"])
            return cls(known["method"], space, *rest, tuple(known["names"]))
        except (OSError, ValueError, KeyError) as error:
            raise ModelError("model_damaged", file=folder, found=error) from error


def assign(vectors: NDArray[np.float32], model: TopicModel) -> tuple[Labels, Floats]:
    """Return the topic of each vector (-1: none) and its similarity to that topic's centre.

    A small tight topic takes what is inside its radius; the rest goes to the nearest large topic, or stays out.
    """
    return assign_placed(model.space.place(vectors), model.centres, model.radii, model.tight)


def assign_placed(placed: Floats, centres: Floats, radii: Floats, tight: NDArray[np.bool_]) -> tuple[Labels, Floats]:
    """Assign comments already placed in the model's space."""
    if not len(placed) or not len(centres):
        return np.full(len(placed), -1, np.intp), np.zeros(len(placed))
    similarities = np.round(placed @ centres.T, _DECIMALS)
    allowed = np.where(similarities >= radii, similarities, -np.inf)
    allowed = np.where(tight, allowed + 2.0, allowed)  # inside a tight topic: before any large one
    best = np.argmax(allowed, axis=1)
    out = np.isneginf(allowed[np.arange(len(placed)), best])
    labels = np.where(out, -1, best)
    nearest = np.where(out, np.max(similarities, axis=1), similarities[np.arange(len(placed)), best])
    return labels.astype(np.intp), nearest
