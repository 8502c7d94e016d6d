"""The themes as data."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Theme:
    """One theme: its id, its names and definitions by language, examples for and against."""

    id: str
    name: dict[str, str]
    definition: dict[str, str]
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taxonomy:
    """The themes in the order of reports, and the noise label."""

    version: str
    themes: tuple[Theme, ...]
    noise: Theme

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Return every label id: the themes', then noise."""
        return (*(theme.id for theme in self.themes), self.noise.id)

    @cached_property
    def hash(self) -> str:
        """Return what a model must have been trained for: the labels and their definitions."""
        parts = [
            self.version,
            *(f"{theme.id}={theme.definition['fr']}" for theme in (*self.themes, self.noise)),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def load(path: Path | None = None) -> Taxonomy:
    """Read the taxonomy shipped with the package, or the one at `path`."""
    text = path.read_text("utf-8") if path else files(__package__).joinpath("taxonomy.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Taxonomy(table["version"], tuple(_theme(t) for t in table["theme"]), _theme(table["noise"][0]))


def _theme(entry: dict[str, Any]) -> Theme:
    lists = {name: tuple(entry.get(name, ())) for name in ("positive", "negative")}
    return Theme(entry["id"], entry["name"], entry["definition"], **lists)
