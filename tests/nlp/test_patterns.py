"""The small language of the word lists."""

import pytest

from chatmining.nlp.qualifiers.patterns import PatternSet
from chatmining.nlp.qualifiers.vocabulary import cues, digital, lexicon
from chatmining.nlp.reading import read

GROUPS = {"adv": "très|un peu", "qui": "collègue|équipe"}


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("boule au ventre", "la boule au ventre", 3),
        ("j'ai|jamais", "J’ai", 2),
        ("craign*", "ils craignaient", 1),
        ("tutos?", "un tuto", 1),
        ("perdre (tout) contact", "perdre contact", 2),
        ("perdre (tout) contact", "perdre tout contact", 3),
        ("pas .. peur", "pas du tout peur", 4),
        ("<qui> <adv>? inquiète", "équipe un peu inquiète", 4),
        ("ma _ pense", "ma cheffe pense", 3),
        ("ma _ pense", "ma foi je pense", 0),
        ("pas .. peur", "pas, peur", 0),
        ("? non", "peur ? Non", 2),
    ],
)
def test_phrase(phrase: str, text: str, words: int) -> None:
    found = PatternSet({"kind": [phrase]}, GROUPS).find(read(text))
    assert [m.last - m.first for m in found] == ([words] if words else [])


def test_the_word_lists_compile() -> None:
    assert lexicon() and cues() and digital()
