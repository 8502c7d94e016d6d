"""Save and load a theme classifier: plain arrays, the vocabulary, metadata, model card. Nothing is unpickled."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from chatmining.artefacts import metadata
from chatmining.errors import ModelError
from chatmining.themes.classifier import WORD_FEATURES, Heads, ThemeClassifier
from chatmining.themes.taxonomy import Taxonomy

_ARRAYS, _WORDS = "heads.npz", "vocabulary.json"


def save(classifier: ThemeClassifier, folder: Path, card: dict[str, Any], readme: str) -> None:
    """Write the arrays, the vocabulary, `metadata.json` and the model card to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    words = classifier.words
    arrays = {name: np.asarray(array, np.float32) for name, array in asdict(classifier.heads).items()}
    np.savez_compressed(folder / _ARRAYS, allow_pickle=False, idf=words.idf_.astype(np.float32), **arrays)
    terms = sorted(words.vocabulary_, key=words.vocabulary_.__getitem__)
    (folder / _WORDS).write_text(json.dumps(terms, ensure_ascii=False), "utf-8")
    names = ("model_id", "labels", "encoder_id", "themes_hash", "doubt")
    known = {"kind": "themes"} | {name: getattr(classifier, name) for name in names}
    (folder / "metadata.json").write_text(json.dumps(known | card, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / "README.md").write_text(readme, "utf-8")


def load(folder: Path, taxonomy: Taxonomy) -> ThemeClassifier:
    """Read a classifier; raise ModelError when damaged or trained for other themes."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    known = metadata(folder)
    if known["themes_hash"] != taxonomy.hash:
        raise ModelError("model_other_themes", file=folder, found=known["themes_hash"], expected=taxonomy.hash)
    try:
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            numbers = {name: arrays[name].astype(np.float64) for name in arrays.files}
        terms = json.loads((folder / _WORDS).read_text("utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError("model_damaged", file=folder, found=error) from error
    words = TfidfVectorizer(vocabulary=terms, **WORD_FEATURES)
    words.idf_ = numbers.pop("idf")
    names = ("model_id", "encoder_id", "themes_hash", "doubt")
    return ThemeClassifier(
        labels=tuple(known["labels"]), heads=Heads(**numbers), words=words, **{name: known[name] for name in names}
    )
