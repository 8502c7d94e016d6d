"""Phrases that can name a topic: nouns with what completes them, as people wrote them."""

import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from chatmining.nlp.french import MASKED, READ, anonymous, clean
from chatmining.nlp.tagger import tagger

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Phrase = tuple[str, str]  # (key: singular without accents, form: as written, in lower case but for acronyms)

_LONGEST = 5  # tokens


def phrases(texts: Sequence[str]) -> list[list[Phrase]]:
    """Return the phrases of each text, each once: « perte du lien », « secret professionnel », « pas formé ».

    A noun alone or with adjectives and complements (the patterns of Justeson & Katz 1995, turned to French).
    Politeness, webinar talk, names of people and places are left out; each different text is read once.
    """
    different = sorted(set(texts))
    documents = tagger().pipe([clean(MASKED.sub(" ", anonymous(text[:READ]))) for text in different], batch_size=256)
    found = {text: list(dict(_of(document)).items()) for text, document in zip(different, documents, strict=True)}
    return [found[text] for text in texts]


def vague(key: str) -> bool:
    """Tell whether a phrase names little by itself: one word, and a general one."""
    return key in _words("broad")


def _of(document: "Doc") -> Iterator[Phrase]:
    tokens = [token for token in document if not token.is_space]
    for start, first in enumerate(tokens):
        if not _opens(first, tokens[start + 1 : start + 3]):
            continue
        for end in range(start + 1, min(start + _LONGEST, len(tokens)) + 1):
            span = tokens[start:end]
            if not _linked(span):
                break
            if _closes(span):
                yield " ".join(_key(token) for token in span), _form(span)


def _opens(token: "Token", following: Sequence["Token"]) -> bool:
    """Tell whether a phrase may begin here: a noun, an adjective before one, a negation that something completes."""
    if not following:
        return _noun(token)
    after = following[0]
    if token.lower_ in _words("negations"):
        return after.lower_ in {"de", "d'"} or _participle(after)
    return _noun(token) or (_adjective(token) and _noun(after) and token.i + 1 == after.i)


def _linked(span: Sequence["Token"]) -> bool:
    last = span[-1]
    if len(span) == 1 or _noun(last) or _adjective(last):
        return True
    if len(span) == 2 and span[0].lower_ in _words("negations") and _participle(last):
        return True
    twice = span[-2].lower_ in _words("links")
    return last.lower_ in _words("links") and (not twice or last.lower_ in {"la", "l'"})


def _closes(span: Sequence["Token"]) -> bool:
    """Tell whether the phrase may end here: it says something, and no word is left hanging."""
    last, keys = span[-1], [_key(token) for token in span]
    if " ".join(keys) in _words("fixed"):
        return True
    if span[0].lower_ in _words("negations"):
        return len(span) > 1 and (_participle(last) or (_noun(last) and keys[-1] not in _words("vague")))
    meaningful = [token for token in span if _noun(token) and _key(token) not in _words("vague")]
    if len(span) == 1:
        return bool(meaningful)
    return (_noun(last) or _adjective(last)) and (bool(meaningful) or _adjective(last))


def _noun(token: "Token") -> bool:
    word = token.text
    if len(word) < 2 or word.startswith("-") or not word.replace("-", "").isalpha() or _key(token) in _words("empty"):
        return False
    if token.lower_ in _words("nouns"):
        return True
    if token.pos_ == "PROPN":  # a name of a person or a place, unless an acronym or written like a noun
        return token.text.islower() or (token.text.isupper() and len(token) <= 6)
    return token.pos_ == "NOUN"


def _adjective(token: "Token") -> bool:
    known = token.pos_ == "ADJ" or (token.pos_ == "VERB" and _is_participle(token))
    return known and len(token) > 2 and token.is_alpha and _key(token) not in _words("adjectives")


def _participle(token: "Token") -> bool:
    return token.pos_ in {"ADJ", "VERB"} and _is_participle(token) and len(token) > 3 and token.is_alpha


def _is_participle(token: "Token") -> bool:
    return "Part" in token.morph.get("VerbForm", []) and "Pres" not in token.morph.get("Tense", [])


def _form(span: Sequence["Token"]) -> str:
    def written(token: "Token") -> str:
        acronym = token.text.isupper() and 2 <= len(token) <= 6
        return (token.text if acronym else token.lower_) + token.whitespace_

    return "".join(map(written, span)).strip()


def _key(token: "Token") -> str:
    return _stem(token.text)


@lru_cache(maxsize=20_000)
def _stem(text: str) -> str:
    return "-".join(map(_singular, _plain(text).split("-")))


def _singular(word: str) -> str:
    """Return a plain word without its plural: spaCy's lemmas would cost a second at each start for little more."""
    if len(word) > 4 and word.endswith("eaux"):
        return word[:-1]
    if len(word) > 4 and word.endswith("aux"):
        return f"{word[:-2]}l"
    return word[:-1] if len(word) > 3 and word.endswith(("s", "x")) else word


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def _words(kind: str) -> frozenset[str]:
    table = tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))
    if kind in {"links", "negations"}:
        return frozenset(table[kind])
    return frozenset(map(_stem, table[kind]))
