"""Folding of chat French."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmining.nlp.french import clean
from chatmining.nlp.reading import read


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("J’AI plus peurrr !!!", "je ai plus peur ! "),
        ("jai pas peur… c le top", "je ai pas peur . ce est le top "),
        ("S'ils s'inquiètent aujourd’hui", "si ils se inquietent aujourdhui "),
        ("formé·e·s, formé.e.s et formé(e)s", "forme , forme et forme "),
        ("peut-être -- ok", "peut etre , ok "),
        ("tt le monde, qd même", "tout le monde , quand meme "),
    ],
)
def test_read(text: str, line: str) -> None:
    assert read(text).line == line


@given(st.text())
def test_each_word_has_its_place(text: str) -> None:
    reading = read(text)
    assert all(0 <= a < b <= len(text) for a, b in zip(reading.starts, reading.ends, strict=True))


@given(st.text() | st.text(alphabet="aàe\u0301\u0300'’´ \t\n"))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
