"""From contrast cases and the labelled corpus to promoted mention heads."""

import hashlib
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from chatmining import artefacts
from chatmining.embed import load_encoder
from chatmining.nlp.french import anonymous
from chatmining.nlp.qualifiers import heads_store
from chatmining.nlp.qualifiers.cases import read_cases
from chatmining.nlp.qualifiers.training import Lesson, train
from chatmining.themes.corpus import data_hash, read_labelled

# The word lists were written on these; on all others what the lists say is what they say of a new comment.
_KNOWN = ("qualifiers/sentences.toml", "train/T6.jsonl")
_FRESH = ("qualifiers/situations.toml", "qualifiers/contrasts.toml")
_LIBRARIES = ("scikit-learn", "numpy")


def train_mentions(corpus: Path, blind: list[Path], models: Path, *, encoder: str, day: date) -> str:
    """Train on the cases of `corpus` (the project's data/corpus) and of `blind`, save, promote; return the id."""
    backend = load_encoder(encoder, models)
    known = [case for name in _KNOWN for case in read_cases(corpus / name)]
    fresh = [*(corpus / name for name in _FRESH), *blind]
    unseen = [case for path in fresh for case in read_cases(path)]
    rows = read_labelled(path for path in sorted((corpus / "train").glob("*.jsonl")) if path.name != "T6.jsonl")
    texts = [case.text for case in (*known, *unseen)] + [row.text for row in rows]
    vectors = backend.encode([anonymous(text) for text in texts])
    comments, labels = [row.text for row in rows], [row.labels for row in rows]
    heads = train(
        Lesson(known=known, blind=unseen, comments=comments, labels=labels, vectors=vectors), backend.encoder_id
    )
    learnt_from = hashlib.sha256(repr((known, unseen, data_hash(rows))).encode()).hexdigest()[:16]
    digest = hashlib.sha256(repr((learnt_from, backend.encoder_id)).encode()).hexdigest()[:8]
    model_id = f"{day.isoformat()}-{digest}"
    card = {
        "created_at": day.isoformat(),
        "encoder": encoder,
        "corpus_hash": learnt_from,
        "corpus_size": len(rows),
        "cases": {"known": len(known), "blind": len(unseen)},
        "packages": {name: version(name) for name in _LIBRARIES},
    }
    heads_store.save(heads, models / "mentions" / model_id, card, _readme(model_id, card))
    artefacts.promote(models, "mentions", model_id)
    return model_id


def _readme(model_id: str, card: dict[str, Any]) -> str:
    return f"""# Mention heads {model_id}

Say whether a comment mentions a theme in whatever way, how it is meant (`affirme`, `nie`, `surmonte`, `hypothetique`,
`question`, `rapporte`, `passe`) and whose it is, beside the word lists of `nlp/qualifiers/words`.

- Linear layers on sentence vectors (`{card["encoder"]}`) and on words, pairs of words and cues.
- Learnt from {card["cases"]["known"]} + {card["cases"]["blind"]} contrast cases and {card["corpus_size"]} labelled
  comments, all written for this project, none collected. Scores on cases nobody looked at: `docs/qualifiers.md`.
- Not for: deciding about a person.
"""
