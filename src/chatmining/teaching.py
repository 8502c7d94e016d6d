"""Teach a theme from examples: read them, encode them, learn, keep what was learnt."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chatmining.embed import Encoder
from chatmining.errors import BadInput
from chatmining.formats import Source
from chatmining.themes import added_store, taxonomy
from chatmining.themes.added import FEWEST, AddedTheme
from chatmining.themes.addition import learn
from chatmining.themes.background import background
from chatmining.themes.classifier import Vectors
from chatmining.themes.spaces import OWN, identifiers, spaces

_THEME_ID = re.compile(r"[a-z][a-z0-9-]{1,30}")


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts that are of the theme, and texts said not to be."""

    positive: list[str]
    negative: list[str]


def read_examples(path: Path, theme: str) -> Examples:
    """Read examples: JSON Lines of text and labels, or one text a line, all of the theme."""
    positive: dict[str, None] = {}
    negative: dict[str, None] = {}
    for number, line in Source.open(path).lines():
        text = line.strip()
        if not text:
            continue
        if text.startswith("{"):
            text, is_theme, is_known = _entry(path, number, text, theme)
            if is_known:
                (positive if is_theme else negative)[text] = None
        else:
            positive[text] = None
    return Examples(list(positive), [text for text in negative if text not in positive])


def _entry(path: Path, number: int, line: str, theme: str) -> tuple[str, bool, bool]:
    try:
        entry = json.loads(line)
        labels = entry.get("labels", [theme])
        return str(entry["text"]), theme in labels, theme not in entry.get("unsure", ())
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput("labelled_malformed", file=path, line=number, found=error) from error


def gather(
    examples: Examples, own: Encoder, general: Encoder, models: Path
) -> tuple[dict[str, Vectors], NDArray[np.bool_]]:
    """Return vectors by space and whether each is of the theme.

    Where there are few or no comments said not to be of it, comments of the shipped background stand in.
    """
    wanted = 10 * len(examples.positive) - len(examples.negative)

    def rows(encoder: Encoder) -> Vectors:
        told = encoder.encode([*examples.positive, *examples.negative])
        shipped = background(models, encoder.encoder_id)[: max(wanted, 0)]
        return np.vstack([told, shipped]) if len(shipped) else told

    found = spaces(rows(own), rows(general))
    return found, np.arange(len(found[OWN])) < len(examples.positive)


def teach(
    theme: str, name: str, path: Path, encoders: tuple[Encoder, Encoder], models: Path, target: Path, day: date
) -> AddedTheme:
    """Learn `theme` from the examples at `path` and keep it under `target`.

    `encoders` are the project's and the general one. Raises BadInput for a bad id or fewer than 8 examples.
    """
    if not _THEME_ID.fullmatch(theme) or theme in taxonomy.load().labels:
        raise BadInput("theme_id_refused", found=theme)
    examples = read_examples(path, theme)
    if len(examples.positive) < FEWEST:
        raise BadInput("too_few_examples", file=path, found=len(examples.positive), expected=FEWEST)
    own, general = encoders
    learnt = learn(*gather(examples, own, general, models))
    card = {
        "model_id": theme,
        "kind": "added",
        "name": name,
        "encoder_id": identifiers(own.encoder_id, general.encoder_id)[learnt.space],
        "created_at": day.isoformat(),
        "examples_hash": hashlib.sha256(path.read_bytes()).hexdigest()[:16],
    }
    added_store.save(learnt, target / theme, card)
    return learnt


def trust(learnt: AddedTheme) -> str:
    """Return how far to trust a theme: `weak`, `fair` or `good`, by the lower bound of its F1."""
    return "good" if learnt.low >= 0.7 else "fair" if learnt.low >= 0.5 else "weak"
