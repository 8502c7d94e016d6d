"""From the labelled corpus to a promoted theme model."""

import hashlib
from datetime import date
from importlib.metadata import version
from pathlib import Path

from chatmining import artefacts
from chatmining.embed import load_encoder
from chatmining.nlp.french import normalise
from chatmining.themes import store_model, taxonomy
from chatmining.themes.corpus import data_hash, read_labelled
from chatmining.themes.training import TrainingSet, train

_LIBRARIES = ("scikit-learn", "numpy")


def train_themes(corpus: Path, models: Path, *, encoder: str, day: date) -> str:
    """Train the heads on every labelled file of `corpus`, save them under `models`, promote them; return the id."""
    rows = read_labelled(sorted(corpus.glob("*.jsonl")))
    themes = taxonomy.load()
    backend = load_encoder(encoder, models)
    texts = [row.text for row in rows]
    learnt_from = data_hash(rows)
    parts = (learnt_from, backend.encoder_id, themes.hash)
    model_id = f"{day.isoformat()}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:8]}"
    data = TrainingSet(rows=rows, texts=normalise(texts), vectors=backend.encode(texts))
    classifier = train(data, themes, model_id=model_id, encoder_id=backend.encoder_id)
    card = {
        "created_at": day.isoformat(),
        "encoder": encoder,
        "corpus_hash": learnt_from,
        "corpus_size": len(rows),
        "seed": 0,
        "packages": {name: version(name) for name in _LIBRARIES},
    }
    store_model.save(classifier, models / "themes" / model_id, card, _readme(model_id, card))
    artefacts.promote(models, "themes", model_id)
    return model_id


def _readme(model_id: str, card: dict[str, object]) -> str:
    return f"""# Theme model {model_id}

Labels French webinar comments: `crainte` (fear), `formation` (training need), `equipement` (equipment), `bruit` (noise).

- Two logistic regressions a label, one on sentence vectors (`{card["encoder"]}`), one on words; their mean logit is
  calibrated by a sigmoid, and each threshold chosen, on out-of-fold predictions, webinars kept whole.
- Learnt from {card["corpus_size"]} comments written for this project (`data/corpus/`, hash `{card["corpus_hash"]}`):
  invented, not collected. Scores on comments of other webinars are in the project's README.
- Not for: deciding about a person. A label says what a comment expresses, with the errors that the scores tell.
"""
