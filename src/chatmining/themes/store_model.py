"""Save and load a theme classifier: plain arrays, the vocabulary, metadata, model card. Nothing is unpickled."""

import json
import logging
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from chatmining.artefacts import describe, metadata
from chatmining.errors import ModelError
from chatmining.themes.arrays import read_arrays
from chatmining.themes.classifier import Heads, ThemeClassifier
from chatmining.themes.taxonomy import Taxonomy
from chatmining.themes.weighting import Weighting

log = logging.getLogger(__name__)
_ARRAYS, _WORDS = "heads.npz", "vocabulary.json"


def save(classifier: ThemeClassifier, folder: Path, card: dict[str, Any], readme: str) -> None:
    """Write the arrays, the vocabulary, `metadata.json` and the model card to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: np.asarray(array, np.float32) for name, array in asdict(classifier.heads).items()}
    np.savez_compressed(folder / _ARRAYS, allow_pickle=False, idf=classifier.words.idf.astype(np.float32), **arrays)
    (folder / _WORDS).write_text(json.dumps(classifier.words.terms, ensure_ascii=False), "utf-8")
    names = ("model_id", "labels", "encoder_id", "themes_hash", "doubt")
    known = {"kind": "themes"} | {name: getattr(classifier, name) for name in names}
    describe(folder, known | card, readme)


def load(folder: Path, taxonomy: Taxonomy) -> ThemeClassifier:
    """Read a classifier; warn of other versions of its libraries; raise ModelError when damaged or for other themes."""
    known = metadata(folder)
    if known["themes_hash"] != taxonomy.hash:
        raise ModelError("model_other_themes", file=folder, found=known["themes_hash"], expected=taxonomy.hash)
    numbers = read_arrays(folder / _ARRAYS)
    for name, trained in known.get("packages", {}).items():
        if version(name) != trained:
            log.warning("%s: trained with %s %s, read with %s", folder.name, name, trained, version(name))
    try:
        terms = json.loads((folder / _WORDS).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError("model_damaged", file=folder, found=error) from error
    words = Weighting(tuple(terms), numbers.pop("idf"))
    names = ("model_id", "encoder_id", "themes_hash", "doubt")
    return ThemeClassifier(
        labels=tuple(known["labels"]), heads=Heads(**numbers), words=words, **{name: known[name] for name in names}
    )
