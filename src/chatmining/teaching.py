"""Teach a theme from examples: read them, encode them, learn, keep what was learnt."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from chatmining.embed import Encoder
from chatmining.errors import BadInput
from chatmining.formats import Source
from chatmining.themes import added_store, taxonomy
from chatmining.themes.addition import FEWEST, AddedTheme, learn
from chatmining.themes.background import background

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


def teach(theme: str, name: str, path: Path, encoder: Encoder, models: Path, target: Path, day: date) -> AddedTheme:
    """Learn `theme` from the examples at `path` and keep it under `target`.

    Where the file has few or no comments said not to be of the theme, comments of the shipped background stand in.
    Raises BadInput for a bad id or fewer than 8 examples.
    """
    if not _THEME_ID.fullmatch(theme) or theme in taxonomy.load().labels:
        raise BadInput("theme_id_refused", found=theme)
    examples = read_examples(path, theme)
    if len(examples.positive) < FEWEST:
        raise BadInput("too_few_examples", file=path, found=len(examples.positive), expected=FEWEST)
    positive, others = encoder.encode(examples.positive), encoder.encode(examples.negative)
    wanted = 10 * len(positive) - len(others)
    shipped = background(models, encoder.encoder_id)[: max(wanted, 0)]
    vectors = np.vstack([positive, others, shipped]) if len(shipped) else np.vstack([positive, others])
    learnt = learn(vectors, np.arange(len(vectors)) < len(positive))
    card = {
        "model_id": theme,
        "kind": "added",
        "name": name,
        "encoder_id": encoder.encoder_id,
        "created_at": day.isoformat(),
        "examples_hash": hashlib.sha256(path.read_bytes()).hexdigest()[:16],
    }
    added_store.save(learnt, target / theme, card)
    return learnt


def trust(learnt: AddedTheme) -> str:
    """Return how far to trust a theme: `weak`, `fair` or `good`, by the lower bound of its F1."""
    return "good" if learnt.low >= 0.7 else "fair" if learnt.low >= 0.5 else "weak"
