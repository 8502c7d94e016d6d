"""Evidence is the words without which the label falls."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples import ROOT

from chatmining.home import Home
from chatmining.reader import Reader
from chatmining.themes.evidence import Question, find_evidence


def fearful(texts):
    """A toy score: the label holds while the word « peur » is there."""
    return np.array([[0.9 if "peur" in text else 0.1] for text in texts])


def said(text):
    (spans,) = find_evidence([Question(text=text, column=0, threshold=0.5)], fearful)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Bonjour, j'ai peur.", ["j'ai peur."]),
        ("On nous demande tout. J'ai peur de perdre le lien avec les familles. Merci.", ["J'ai peur de perdre"]),
        ("peur", ["peur"]),
        ("", [""]),
        ("J'ai peur, oui, grand peur.", ["J'ai peur,", "grand peur."]),
    ],
)
def test_the_clauses_that_carry_the_label_are_found_and_narrowed(text, evidence):
    assert said(text) == evidence


@given(st.lists(st.sampled_from(["peur", "on verra", "merci,", "oui.", "le numérique", "\n", "peur !"]), max_size=12))
def test_without_its_evidence_the_label_falls_unless_more_clauses_say_it(words):
    text = " ".join(["peur", *words])
    (spans,) = find_evidence([Question(text=text, column=0, threshold=0.5)], fearful)
    rest = text
    for start, end in reversed(spans):
        assert 0 <= start < end <= len(text)
        rest = rest[:start] + rest[end:]
    assert "peur" not in rest or len(spans) == 3


@given(st.text(max_size=200))
def test_evidence_is_always_apart_and_within_the_text(text):
    (spans,) = find_evidence([Question(text=text, column=0, threshold=0.5)], fearful)
    edges = [edge for span in spans for edge in span]
    assert spans and edges == sorted(edges) and edges[0] >= 0 and edges[-1] <= len(text)


@pytest.mark.slow
def test_every_label_of_a_comment_comes_with_the_words_that_say_it(tmp_path):
    reader = Reader(Home(tmp_path, ROOT / "models"))
    lines = (ROOT / "data" / "corpus" / "test" / "E1.jsonl").read_text("utf-8").splitlines()[:60]
    texts = [json.loads(line)["text"] for line in lines]
    vectors = reader.encode(texts)
    predictions = reader.predict(texts, vectors)
    found = reader.mentions(texts, vectors, predictions)
    for text, prediction, mentions in zip(texts, predictions, found, strict=True):
        assert prediction.decision == "bruit" or set(prediction.labels) <= {m.theme for m in mentions}, text
        assert all(0 <= m.start < m.end <= len(text) for m in mentions)
