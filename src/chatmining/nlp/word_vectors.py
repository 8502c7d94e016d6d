"""What the rare words of a comment are about: word vectors weighted by rarity in chats (SIF, Arora et al. 2017)."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatmining.nlp.french import MASKED, READ, anonymous, clean
from chatmining.nlp.tagger import tagger

DIMENSIONS = 300
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNTOLD = 2  # comments that hold a word the table leaves out: those held by fewer than five


def word_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one row of length 1 a text, shape (len(texts), 300); zeros when no word of it has a vector.

    A row is the sum of the vectors of the text's different words, each weighted by its squared IDF in chats.
    """
    rows = np.zeros((len(texts), DIMENSIONS))
    for row, text in zip(rows, texts, strict=True):
        for word in sorted(words_of(text)):
            row += _weighted(word)
    return _unit(rows).astype(np.float32)


def words_of(text: str) -> set[str]:
    """Return the different words of a text, in lower case, elisions apart; who or what is masked there is no word."""
    return set(_WORD.findall(clean(MASKED.sub(" ", anonymous(text[:READ]))).lower()))


@cache
def _weighted(word: str) -> NDArray[np.float64]:
    """Return the word's vector times its weight; zeros for a word without a vector."""
    comments, held = _chats()
    vector = _direction(word)
    if not vector.any():
        return vector
    return _unit(vector - _middle()) * float(np.log((comments + 1) / (held.get(word, _UNTOLD) + 1))) ** 2


@cache
def _middle() -> NDArray[np.float64]:
    """Return what the vectors of all words have in common."""
    return _mean(_direction(word) for word in sorted(_chats()[1]))


def _mean(vectors: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
    known = [vector for vector in vectors if vector.any()]
    return np.asarray(np.mean(known, axis=0))


def _direction(word: str) -> NDArray[np.float64]:
    from spacy.strings import get_string_id

    vectors: Any = tagger().vocab.vectors
    key = get_string_id(word)
    return _unit(np.asarray(vectors[key], np.float64)) if key in vectors else np.zeros(DIMENSIONS)


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1.0))


@cache
def _chats() -> tuple[int, dict[str, int]]:
    """Return how many comments were counted, and how many of them hold each word (of five comments or more)."""
    table = tomllib.loads(files(__package__).joinpath("words_of_chats.toml").read_text("utf-8"))
    return table["comments"], table["held"]
