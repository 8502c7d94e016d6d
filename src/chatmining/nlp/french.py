"""French chat text for machines: one surface form for what people type in many ways."""

import re
import unicodedata
from collections.abc import Sequence

READ = (
    4_000  # characters of a comment that are read: the rest of a longer one was pasted in, and spaCy refuses a million
)

MASKED = re.compile(r"\[[^\]]*\]|@[\w.-]+|https?://\S+")  # « [lien] », « @Prénom », addresses: they name no subject

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`", "'"))
_REPEATED = re.compile(r"(\w)\1{2,}")
_SPACES = re.compile(r"\s+")
_PSEUDONYM = re.compile(r"@?\bp_[a-z2-7]{12}\b")
_TOKEN = re.compile(r"\w+'|[\w-]+|[?!]|[^\w\s,.;:«»\"()]")


def clean(text: str) -> str:
    """Return `text` composed (NFC), with plain apostrophes, single spaces, and letters repeated twice at most.

    Cleaning twice changes nothing more.
    """
    composed = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    return _SPACES.sub(" ", _REPEATED.sub(r"\1\1", composed)).strip()


def anonymous(text: str) -> str:
    """Return `text` without pseudonyms: who is named must not weigh on what is said."""
    return _SPACES.sub(" ", _PSEUDONYM.sub(" ", text)).strip()


def normalise(texts: Sequence[str]) -> list[str]:
    """Return texts as spaced lower-case tokens; elisions split (« l'outil » → « l' outil »), negation kept.

    The tokens of spaCy's French tokenizer but for its exceptions, whose loading alone takes over a second.
    """
    return [" ".join(_TOKEN.findall(clean(anonymous(text)).lower())) for text in texts]
