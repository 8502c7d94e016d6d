"""The French tagger reads chat as its own tokenizer would, without the seconds that one takes to load."""

import subprocess
import sys

import pytest

from chatmining.nlp.phrases import phrases
from chatmining.nlp.tagger import tagger


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l'outil d'aujourd'hui", ["l'", "outil", "d'", "aujourd'hui"]),
        ("Est-ce qu’il y a un rendez-vous ?", ["Est", "-ce", "qu’", "il", "y", "a", "un", "rendez-vous", "?"]),
        ("où trouve-t-on le coffre-fort", ["où", "trouve", "-t-on", "le", "coffre-fort"]),
        ("quelqu'un m'a dit 12,5 %.", ["quelqu'un", "m'", "a", "dit", "12,5", "%", "."]),
    ],
)
def test_elisions_and_inversions_are_cut_and_compounds_kept_whole(text: str, tokens: list[str]):
    assert [token.text for token in tagger()(text)] == tokens


def test_a_compound_names_a_topic_whole_and_an_inversion_never_does():
    (found,) = phrases(["Où trouve-t-on le coffre-fort numérique des aides-soignantes ?"])
    keys = {key for key, _ in found}
    assert {"coffre-fort numerique", "aide-soignante"} <= keys
    assert not any(word.startswith("-") for key in keys for word in key.split())


def test_the_exceptions_of_the_packaged_tokenizer_are_never_compiled():
    code = "import sys; from chatmining.nlp.tagger import tagger; tagger(); print('spacy.lang.fr' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
