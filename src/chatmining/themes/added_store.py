"""Save and load added themes: `<folder>/<theme id>/` with its numbers, its card and its name."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from chatmining.artefacts import metadata
from chatmining.errors import ModelError
from chatmining.themes.added import AddedTheme
from chatmining.themes.arrays import read_arrays
from chatmining.themes.spaces import OWN

_ARRAYS = "head.npz"


def save(theme: AddedTheme, folder: Path, card: dict[str, Any]) -> None:
    """Write the weights to `head.npz`, everything else to `metadata.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = {name: value for name, value in asdict(theme).items() if name != "weights"}
    np.savez_compressed(folder / _ARRAYS, allow_pickle=False, weights=theme.weights)
    (folder / "metadata.json").write_text(json.dumps(card | numbers, indent=1, ensure_ascii=False) + "\n", "utf-8")


def load(folder: Path) -> tuple[AddedTheme, dict[str, Any]]:
    """Return an added theme and its card; raise ModelError when damaged."""
    card = {"space": OWN} | metadata(folder)  # themes learnt when there was but one space do not say it
    try:
        weights = read_arrays(folder / _ARRAYS)["weights"]
        numbers = {name: card[name] for name in AddedTheme.__dataclass_fields__ if name != "weights"}
    except KeyError as error:
        raise ModelError("model_damaged", file=folder, found=error) from error
    return AddedTheme(weights=weights, **numbers), card


def load_all(folders: tuple[Path, ...], encoders: Mapping[str, str]) -> dict[str, tuple[AddedTheme, dict[str, Any]]]:
    """Return the added themes of the folders by id; the last folder wins.

    `encoders` tells, by space, the encoder that makes its vectors; themes learnt on others are left out.
    """
    found = {
        card.parent.name: load(card.parent) for folder in folders for card in sorted(folder.glob("*/metadata.json"))
    }
    return {name: (theme, card) for name, (theme, card) in found.items() if card["encoder_id"] == encoders[theme.space]}
