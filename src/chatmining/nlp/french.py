"""French chat text for machines: one surface form for what people type in many ways."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`", "'"))
_REPEATED = re.compile(r"(\w)\1{2,}")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return `text` composed (NFC), with plain apostrophes, single spaces, and letters repeated twice at most.

    Cleaning twice changes nothing more.
    """
    composed = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    return _SPACES.sub(" ", _REPEATED.sub(r"\1\1", composed)).strip()


def normalise(texts: Sequence[str]) -> list[str]:
    """Return texts as spaced lower-case tokens; elisions split (« l'outil » → « l' outil »), negation kept."""
    tokenize = _tokenizer()
    return [" ".join(token.lower_ for token in tokenize(clean(text)) if not token.is_space) for text in texts]


@cache
def _tokenizer() -> "Language":
    from spacy.lang.fr import French

    return French()
