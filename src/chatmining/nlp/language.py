"""Which language a comment is in: the webinar's own unless the text clearly says otherwise.

A line of chat is too short to be sure of: « bonjour » alone has been called Croatian. So French is assumed, and
given up only for a text of some length that reads far more like one of the languages met in European webinars.
"""

from functools import cache
from typing import Any

ASSUMED = "fr"
_OTHERS = ["de", "en", "es", "it", "nl", "pt"]
_FEWEST_WORDS = 5
_SURE = 0.98


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`."""
    words = [word for word in text.split() if word.isalpha()]
    if len(words) < _FEWEST_WORDS:
        return ASSUMED
    language, probability = _identifier().classify(" ".join(words[:60]))
    return str(language) if probability >= _SURE else ASSUMED


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([ASSUMED, *_OTHERS])
    return identifier
