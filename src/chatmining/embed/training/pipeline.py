"""From labelled comments to a fine-tuned encoder, and its cross-validation."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from chatmining.embed.training.data import LABELS, Corpus, webinar_folds
from chatmining.embed.training.finetune import Recipe, fine_tune, predict
from chatmining.embed.training.model import Encoder, Slimmed, slim
from chatmining.embed.training.prune import build_tokenizer, choose_pieces
from chatmining.embed.training.weights import bundled_weights, read_base

LOG = logging.getLogger(__name__)
LAYERS = 8  # of 12: cross-validated F1 within half a point of all 12, half again as fast
VOCABULARY = 32_000
MAX_TOKENS = 256


@dataclass(frozen=True)
class Prepared:
    """The pruned base model, its tokenizer and the corpus as token ids."""

    slimmed: Slimmed
    tokenizer: Tokenizer
    ids: list[list[int]]


@dataclass(frozen=True)
class OutOfFold:
    """What models that never saw a comment's webinar say of it.

    ``spaces[k]`` holds the vectors of ALL comments under fold k's model: a head fitted on the rows with
    ``fold != k`` and applied to the rows with ``fold == k`` gives an honest probability.
    """

    fold: NDArray[np.int64]
    probabilities: NDArray[np.float32]
    vectors: NDArray[np.float32]
    spaces: NDArray[np.float16]


def prepare(corpus: Corpus, words: Sequence[str]) -> Prepared:
    """Prune the base model for this corpus and this word list."""
    base = read_base(bundled_weights())
    kept = choose_pieces(base.pieces, base.scores, corpus.texts, words, VOCABULARY)
    pieces, scores = [base.pieces[i] for i in kept], [base.scores[i] for i in kept]
    tokenizer = build_tokenizer(pieces, scores, MAX_TOKENS)
    slimmed = slim(base, kept, tuple(range(LAYERS)), MAX_TOKENS)
    return Prepared(slimmed, tokenizer, [encoding.ids for encoding in tokenizer.encode_batch(corpus.texts)])


def train_on(prepared: Prepared, corpus: Corpus, rows: NDArray[np.int64], recipe: Recipe) -> Encoder:
    """Fine-tune a fresh copy of the base model on some of the comments."""
    torch.manual_seed(recipe.seed)
    model = Encoder(prepared.slimmed, len(LABELS), recipe.dropout)
    ids = [prepared.ids[i] for i in rows]
    return fine_tune(model, ids, corpus.labels[rows], corpus.mask[rows], recipe, LOG.info)


def cross_validate(prepared: Prepared, corpus: Corpus, folds: int, recipe: Recipe) -> OutOfFold:
    """Train once a fold, webinars kept whole."""
    fold = webinar_folds(corpus, folds, recipe.seed)
    probabilities = np.zeros((len(corpus), len(LABELS)), np.float32)
    vectors = np.zeros((len(corpus), prepared.slimmed.tensors["emb.ln.w"].size), np.float32)
    spaces = []
    for k in range(folds):
        LOG.info("fold %d of %d", k + 1, folds)
        model = train_on(prepared, corpus, np.flatnonzero(fold != k), recipe)
        space, found = predict(model, prepared.ids)
        probabilities[fold == k], vectors[fold == k] = found[fold == k], space[fold == k]
        spaces.append(space.astype(np.float16))
    return OutOfFold(fold, probabilities, vectors, np.stack(spaces))
