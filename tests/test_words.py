"""Every sentence stands in every language, and every error has one."""

import re
import string
from pathlib import Path

import pytest

from chatmining import words
from chatmining.words import catalogue, typeset

SOURCE = Path(words.__file__).parents[1]
_RAISED = re.compile(r"(?:UnreadableFile|BadInput|StoreError|ModelError)\(\s*\"(\w+)\"", re.MULTILINE)


@pytest.mark.parametrize("name", ["messages", "errors", "help", "inbox"])
def test_the_two_languages_say_the_same_things_with_the_same_blanks(name):
    french, english = catalogue(name, "fr"), catalogue(name, "en")
    assert french.keys() == english.keys()
    for code in french:
        blanks = [{field for _, field, _, _ in string.Formatter().parse(t[code]) if field} for t in (french, english)]
        assert blanks[0] == blanks[1], code


def test_every_error_raised_has_its_sentence():
    codes = {code for path in SOURCE.rglob("*.py") for code in _RAISED.findall(path.read_text("utf-8"))}
    assert codes and codes <= catalogue("errors", "fr").keys()


@pytest.mark.parametrize("name", ["messages", "errors", "help", "inbox"])
def test_french_punctuation_never_leaves_its_word(name):
    for code, text in catalogue(name, "fr").items():
        assert not re.search(r" [:;!?»%]|« ", text), code


@pytest.mark.parametrize(
    ("typed", "set_"),
    [("« oui » ?", "«\xa0oui\xa0»\u202f?"), ("12,5 % : bon", "12,5\xa0%\xa0: bon"), ("a.b:c", "a.b:c")],
)
def test_french_typography_is_set_when_a_sentence_is_read(typed, set_):
    assert typeset(typed) == set_
