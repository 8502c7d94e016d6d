"""A frozen topic model: new comments are assigned by the very function that assigned those it was fitted on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatmining.errors import ModelError
from chatmining.topics.clusters import Labels, centres_of_groups
from chatmining.topics.neighbours import Neighbours, fit_neighbours
from chatmining.topics.ordinary import ordinary
from chatmining.topics.regimes import Regime
from chatmining.topics.space import Floats, Space, fit_space, unit
from chatmining.topics.tight import tight_centres, tight_groups

_FILE, _CARD = "topics.npz", "topics.json"
_BROAD = 50  # directions of the space of large topics
_HEART = 0.75  # similarity to the middle of a large topic, beyond which a small one is a part of it
_FAR = 0.15  # similarity to the topic's centre below which a comment stays out
_STARTS = 6
_DECIMALS = 9
_SEED = 0

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TopicModel:
    """Large topics in a broad space, small ones in that of ordinary comments; labels count the large ones first."""

    broad: Space
    neighbours: Neighbours
    centres: Floats
    tight: Floats
    radii: Floats

    def assign(self, vectors: Vectors, words: Vectors) -> Labels:
        """Return the topic of each comment, shape (n,), by its sentence and word vectors; -1 for none.

        A tight topic takes what is inside its radius; the rest goes to the nearest large topic unless too far from it.
        """
        placed = self.broad.place(vectors)
        labels = np.argmax(np.round(self.neighbours.smooth(placed) @ self.centres.T, _DECIMALS), axis=1)
        near = np.round((placed * self.centres[labels]).sum(axis=1), _DECIMALS)
        labels = np.where(near < _FAR, -1, labels)
        if len(self.tight):
            inside = np.round(ordinary().place(vectors, words) @ self.tight.T, _DECIMALS) - self.radii
            labels = np.where(inside.max(axis=1) >= 0, len(self.centres) + np.argmax(inside, axis=1), labels)
        return labels.astype(np.intp)

    def save(self, folder: Path) -> None:
        """Write the model to `folder`; nothing is pickled."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, NDArray[Any]] = {
            "broad_mean": self.broad.mean,
            "broad_directions": self.broad.directions,
            "layers": self.neighbours.layers,
            "centres": self.centres,
            "tight": self.tight,
            "radii": self.radii,
        }
        np.savez_compressed(folder / _FILE, allow_pickle=False, **arrays)
        (folder / _CARD).write_text(json.dumps({"neighbours": self.neighbours.count}) + "\n", "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "TopicModel":
        """Read a saved model; raise ModelError when damaged."""
        try:
            count = int(json.loads((folder / _CARD).read_text("utf-8"))["neighbours"])
            with np.load(folder / _FILE, allow_pickle=False) as arrays:
                return cls(
                    Space(arrays["broad_mean"], arrays["broad_directions"]),
                    Neighbours(arrays["layers"], count),
                    arrays["centres"],
                    arrays["tight"],
                    arrays["radii"],
                )
        except (OSError, ValueError, KeyError) as error:
            raise ModelError("model_damaged", file=folder, found=error) from error


def fit(vectors: Vectors, words: Vectors, regime: Regime) -> TopicModel:
    """Find the topics of different comments given in a canonical order: their sentence and word vectors, a row each."""
    broad = fit_space(vectors, _BROAD)
    placed = broad.place(vectors)
    near = ordinary().place(vectors, words)
    neighbours = fit_neighbours(placed, regime.neighbours)
    smooth = neighbours.smooth(placed)
    centres = centres_of_groups(smooth, regime.groups, _SEED, _STARTS)
    known = heart_of_large(placed, np.argmax(smooth @ centres.T, axis=1))
    groups, _ = tight_groups(near, _SEED, known)
    return TopicModel(broad, neighbours, centres, *tight_centres(near, groups))


def heart_of_large(placed: Floats, large: Labels) -> Callable[[list[int]], bool]:
    """Return what tells whether a small group is the heart of a large one, which says what it says already."""
    middles = unit(np.stack([placed[large == label].mean(axis=0) for label in np.unique(large)]))
    return lambda group: bool((middles @ unit(placed[group].mean(axis=0)[None])[0]).max() >= _HEART)


def group(placed: Floats, regime: Regime) -> Labels:
    """Return the large topics of comments already placed: what `fit` does, quickly, for a half-sample."""
    smooth = fit_neighbours(placed, regime.neighbours).smooth(placed)
    return np.asarray(np.argmax(smooth @ centres_of_groups(smooth, regime.groups, _SEED, starts=2).T, axis=1), np.intp)
