"""Train a shipped encoder on: one pass over what it knows, three over what is new to it."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chatmining.embed.training.data import LABELS, Corpus
from chatmining.embed.training.finetune import Recipe, fine_tune, predict
from chatmining.embed.training.model import Encoder
from chatmining.embed.training.pipeline import Prepared
from chatmining.embed.training.publish import write_model
from chatmining.embed.training.resume import read_encoder, read_head, read_tokenizer
from chatmining.embed.training.scores import score
from chatmining.encoder_learning.questions import QUESTIONS, with_questions
from chatmining.nlp.qualifiers.cases import read_cases

LOG = logging.getLogger(__name__)
COLUMNS = (*LABELS, *QUESTIONS)
RECIPE = Recipe(epochs=1, rate=8e-5)  # one pass over rows that name the new ones three times
_TIMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a shipped encoder (`parent`) is taught: cases, writers `new` to it, and none of the writers `kept` back."""

    parent: Path
    cases: Sequence[Path]
    new: Collection[str]
    kept: Collection[str]


def resume(corpus: Corpus, plan: Plan, draft: Path) -> None:
    """Train on and write the draft, with vectors and scores of the comments kept back.

    These are honest ground for calibration and thresholds; the linear heads learn from them too.
    """
    known = corpus.rows(~np.isin(corpus.writers, list(plan.kept)))
    taught = with_questions(known, [case for path in plan.cases for case in read_cases(path)])
    tokenizer = read_tokenizer(plan.parent)
    ids = [encoding.ids for encoding in tokenizer.encode_batch(taught.texts)]
    torch.manual_seed(RECIPE.seed)
    prepared = Prepared(read_encoder(plan.parent), tokenizer, ids)
    model = Encoder(prepared.slimmed, len(COLUMNS), RECIPE.dropout)
    read_head(plan.parent, model, COLUMNS)
    rows = _rows(taught, plan.new)
    model = fine_tune(model, [ids[i] for i in rows], taught.labels[rows], taught.mask[rows], RECIPE, LOG.info)
    write_model(prepared, model, draft, COLUMNS)
    _keep(corpus, plan, model, tokenizer, draft)


def _rows(taught: Corpus, new: Collection[str]) -> NDArray[np.int64]:
    fresh = np.flatnonzero(np.isin(taught.writers, [*new, "T6", "cases"]))
    return np.concatenate([np.arange(len(taught)), *[fresh] * (_TIMES - 1)])


def _keep(corpus: Corpus, plan: Plan, model: Encoder, tokenizer: Tokenizer, draft: Path) -> None:
    """Save the vectors of all comments, with fold 0 for those kept back and -1 for the others, and the scores."""
    vectors, probabilities = predict(model, [encoding.ids for encoding in tokenizer.encode_batch(corpus.texts)])
    unseen = np.isin(corpus.writers, list(plan.kept))
    fold = np.where(unseen, 0, -1)
    np.savez(draft / "oof.npz", ids=np.array(corpus.ids), fold=fold, spaces=vectors[None].astype(np.float16))
    how = f"On the comments of {' and '.join(sorted(plan.kept))}, which the encoder never saw"
    told = {"how": how, "parent": plan.parent.name, "recipe": asdict(RECIPE)}
    report = told | score(corpus, probabilities, np.flatnonzero(unseen))
    (draft / "scores.json").write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
