"""Save and load a theme classifier: skops weights, metadata, model card."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from chatmining.artefacts import metadata
from chatmining.errors import ModelError
from chatmining.themes.classifier import Head, ThemeClassifier
from chatmining.themes.taxonomy import Taxonomy

_FILE = "model.skops"


def save(classifier: ThemeClassifier, folder: Path, card: dict[str, Any], readme: str) -> None:
    """Write the weights, `metadata.json` and the model card to `folder`."""
    from skops.io import dump

    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        "words": classifier.words,
        "heads": [[head.on_vectors, head.on_words] for head in classifier.heads],
    }
    dump(parts, folder / _FILE, compression=8)
    numbers = [[head.slope, head.intercept, head.threshold] for head in classifier.heads]
    known = {
        "model_id": classifier.model_id,
        "kind": "themes",
        "labels": classifier.labels,
        "encoder_id": classifier.encoder_id,
        "themes_hash": classifier.themes_hash,
        "doubt": classifier.doubt,
        "heads": numbers,
    }
    (folder / "metadata.json").write_text(json.dumps(known | card, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / "README.md").write_text(readme, "utf-8")


def load(folder: Path, taxonomy: Taxonomy) -> ThemeClassifier:
    """Read a classifier; raise ModelError when damaged or trained for other themes."""
    from skops.io import get_untrusted_types
    from skops.io import load as read

    known = metadata(folder)
    if known["themes_hash"] != taxonomy.hash:
        raise ModelError("model_other_themes", file=folder, found=known["themes_hash"], expected=taxonomy.hash)
    path = folder / _FILE
    try:
        if strange := get_untrusted_types(file=path):
            raise ModelError("model_damaged", file=path, found=strange)
        parts = read(path)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError("model_damaged", file=path, found=error) from error
    heads = tuple(
        Head(on_vectors, on_words, *numbers)
        for (on_vectors, on_words), numbers in zip(parts["heads"], known["heads"], strict=True)
    )
    return ThemeClassifier(
        tuple(known["labels"]),
        heads,
        parts["words"],
        known["model_id"],
        known["encoder_id"],
        taxonomy.hash,
        float(np.float64(known["doubt"])),
    )
