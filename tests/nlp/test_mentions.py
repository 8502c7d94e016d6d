"""Mentions as `classify --json` gives them: word lists, heads and evidence together."""

import pytest
from tests.bench.qualifiers import NONE, outcomes, table
from tests.samples import ROOT

from chatmining.nlp.qualifiers.cases import read_cases
from chatmining.reader import Reader
from chatmining.settings import Settings

CASES = read_cases(ROOT / "tests/data/qualifiers/tune.jsonl")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings().place())


@pytest.mark.slow
def test_cases_learnt_from_keep_their_qualifiers(reader: Reader) -> None:
    """A guard against damage, not a score: the heads have seen these (docs/qualifiers.md has the score)."""
    found = outcomes(CASES[::8], reader)
    right = [outcome for outcome in found if outcome.qualifier == outcome.case.qualifier]
    assert len(right) >= 0.8 * len(found), "\n".join(table(found))
    assert sum(outcome.qualifier == NONE for outcome in found) <= 0.1 * len(found)


@pytest.mark.slow
def test_mentions_depend_on_the_comment_alone(reader: Reader) -> None:
    texts = [case.text for case in CASES[:12]]
    vectors = reader.encode(texts)
    together = reader.mentions(texts, vectors, reader.predict(texts, vectors))
    backwards = reader.mentions(texts[::-1], vectors[::-1], reader.predict(texts[::-1], vectors[::-1]))
    assert together == backwards[::-1]


@pytest.mark.slow
def test_a_denied_fear_is_mentioned_though_it_is_no_label(reader: Reader) -> None:
    texts = ["Je n'ai aucune crainte.", "bonjour à tous de Lille", "merci 👏"]
    vectors = reader.encode(texts)
    denied, greeting, thanks = reader.mentions(texts, vectors, reader.predict(texts, vectors))
    assert ("crainte", "nie") in {(mention.theme, mention.qualifier) for mention in denied}
    assert greeting == thanks == ()
