"""Evidence is the words whose removal makes the label fall."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmining.themes.evidence import Question, find_evidence


def fearful(texts):
    """A toy score: the label holds while the word « peur » is there."""
    return np.array([[0.9 if "peur" in text else 0.1] for text in texts])


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Bonjour, j'ai peur.", "j'ai peur."),
        ("On nous demande tout. J'ai peur de perdre le lien avec les familles. Merci.", "J'ai peur de perdre"),
        ("peur", "peur"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_clause_that_carries_the_label_is_found_and_narrowed(text, evidence):
    ((start, end),) = find_evidence([Question(text=text, column=0)], fearful)
    assert text[start:end] == evidence


@given(st.text(max_size=200))
def test_evidence_is_always_a_span_of_the_text(text):
    ((start, end),) = find_evidence([Question(text=text, column=0)], fearful)
    assert 0 <= start <= end <= len(text)
