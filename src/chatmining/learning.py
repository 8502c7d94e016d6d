"""From the labelled corpus to a promoted theme model."""

import hashlib
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chatmining import artefacts
from chatmining.embed import GENERAL_ENCODER, load_encoder
from chatmining.errors import BadInput
from chatmining.nlp.french import normalise
from chatmining.themes import added_store, background, store_model, taxonomy
from chatmining.themes.addition import Folds, learn, learn_fine_tuned
from chatmining.themes.classifier import Vectors
from chatmining.themes.corpus import Labelled, data_hash, read_labelled
from chatmining.themes.spaces import OWN
from chatmining.themes.training import TrainingSet, train

# Themes of the codebook beyond the core; they ship as themes added by hand do.
FURTHER = {"financement": "Financement", "opportunite": "Opportunité", "usagers": "Usagers en difficulté"}
_BACKGROUND = 1000  # comments a new theme is told apart from, where the user gives none
_LIBRARIES = ("scikit-learn", "numpy")


def train_themes(corpus: Path, models: Path, *, encoder: str, day: date, spaces: Path | None = None) -> str:
    """Train the heads on every labelled file of `corpus`, save them under `models`, promote them; return the id.

    `spaces` is the file of out-of-fold vectors that the encoder's own training left (`oof.npz`): an encoder that was
    fitted on the corpus knows its comments too well for calibration. Without it the vectors are taken as frozen ones.
    """
    rows = read_labelled(sorted(corpus.glob("*.jsonl")))
    themes = taxonomy.load()
    backend = load_encoder(encoder, models)
    texts = [row.text for row in rows]
    learnt_from = data_hash(rows)
    parts = (learnt_from, backend.encoder_id, themes.hash)
    model_id = f"{day.isoformat()}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:8]}"
    vectors = backend.encode(texts)
    honest = read_spaces(spaces, rows) if spaces else None
    data = TrainingSet(rows=rows, texts=normalise(texts), vectors=vectors, honest=honest)
    classifier = train(data, themes, model_id=model_id, encoder_id=backend.encoder_id)
    ordinary = background.drawn(len(rows), size=_BACKGROUND, seed=0)
    background.save(models, backend.encoder_id, vectors[ordinary])
    general = load_encoder(GENERAL_ENCODER, models)
    background.save(models, general.encoder_id, general.encode([texts[i] for i in ordinary]))
    card = {
        "created_at": day.isoformat(),
        "encoder": encoder,
        "encoder_id": backend.encoder_id,
        "corpus_hash": learnt_from,
        "corpus_size": len(rows),
        "seed": 0,
        "packages": {name: version(name) for name in _LIBRARIES},
    }
    for theme, name in FURTHER.items():
        keep = np.array([theme not in row.unsure for row in rows])
        truth = np.array([theme in row.labels for row in rows])
        learnt = (
            learn_fine_tuned(vectors[keep], truth[keep], _kept(honest, keep))
            if honest
            else learn({OWN: vectors[keep]}, truth[keep])
        )
        added_store.save(learnt, models / "added" / theme, card | {"model_id": theme, "kind": "added", "name": name})
    store_model.save(classifier, models / "themes" / model_id, card, _readme(model_id, card))
    artefacts.promote(models, "themes", model_id)
    return model_id


def _kept(honest: Folds, keep: NDArray[np.bool_]) -> Folds:
    """Return the folds with only the rows kept, renumbered."""
    place = np.cumsum(keep) - 1
    return [(place[held_out[keep[held_out]]], vectors[keep]) for held_out, vectors in honest]


def read_spaces(path: Path, rows: Sequence[Labelled]) -> list[tuple[NDArray[np.intp], Vectors]]:
    """Return, for each fold, (rows held out, vectors of every row by the encoder that never saw those)."""
    with np.load(path, allow_pickle=False) as arrays:
        ids, fold, spaces = arrays["ids"].tolist(), arrays["fold"], arrays["spaces"]
    at = {identifier: i for i, identifier in enumerate(ids)}
    missing = [row.id for row in rows if row.id not in at]
    if missing:
        raise BadInput("spaces_other_corpus", file=path, found=len(missing))
    order = np.array([at[row.id] for row in rows])
    folds = fold[order]
    return [(np.flatnonzero(folds == k), spaces[k][order].astype(np.float32)) for k in range(len(spaces))]


def _readme(model_id: str, card: dict[str, object]) -> str:
    return f"""# Theme model {model_id}

Labels French webinar comments: `crainte` (fear), `formation` (training need), `equipement` (kit), `bruit` (noise).

- Two logistic regressions a label, one on sentence vectors (`{card["encoder"]}`), one on words; their mean logit is
  calibrated by a sigmoid, and each threshold chosen, on out-of-fold predictions, webinars kept whole.
- Learnt from {card["corpus_size"]} comments written for this project (`data/corpus/`, hash `{card["corpus_hash"]}`):
  invented, not collected. Scores on comments of other webinars are in the project's README.
- Not for: deciding about a person. A label says what a comment expresses, with the errors that the scores tell.
"""
