"""The corpus of IRaMuTeQ: each comment after a line of starred variables.

Grammar (IRaMuTeQ's documentation, « Formatage du corpus »): UTF-8 text; `****` opens a text, followed on its line by
variables `*name_modality` parted by spaces; no star, and no line that starts with `-*`, inside a text.
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from chatmining.exports.comments import Comments, Row, Written

_NOT_MODALITY = re.compile(r"[^a-z0-9]+")
_FORBIDDEN = re.compile(r"[*\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def write(comments: Comments, target: Path) -> Written:
    """Write one text a comment; one without any letter or digit is left out, and counted: IRaMuTeQ refuses it."""
    n = left_out = 0
    name = _names()
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        for row in comments.rows():
            text = " ".join(_FORBIDDEN.sub(" ", row["text"]).split())
            if not any(character.isalnum() for character in text):
                left_out += 1
                continue
            stream.write(f"{_header(row, comments.themes, name)}\n{text}\n\n")
            n += 1
    return Written(n, left_out=left_out)


def _header(row: Row, themes: tuple[str, ...], name: Callable[[str], str]) -> str:
    variables = {
        "webinaire": name(row["webinar_id"]),
        "role": name(row["role"] or "inconnu"),
        "personne": name(row["person_id"] or "inconnue"),
        "decision": name(row["decision"] or "inconnue"),
    }
    variables |= {name(theme): "oui" if theme in row["themes"] else "non" for theme in themes if theme != "bruit"}
    return " ".join(["****", *(f"*{variable}_{modality}" for variable, modality in variables.items())])


def _names() -> Callable[[str], str]:
    """Return what makes a name of letters and digits; two different words never get the same one."""
    given: dict[str, str] = {}
    taken: set[str] = set()

    def name(word: str) -> str:
        if word not in given:
            letters = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
            base = made = _NOT_MODALITY.sub("", letters) or "x"
            rank = 1
            while made in taken:
                rank += 1
                made = f"{base}n{rank}"
            taken.add(made)
            given[word] = made
        return given[word]

    return name
