"""The scores that the README shows are those that `chatmining evaluate` finds."""

import json

import pytest
from tests.bench.evaluation import BLOCK, README, SETS, STORED, measure, table
from tests.samples import ROOT

from chatmining import artefacts

RESULTS = json.loads(STORED.read_text("utf-8"))


def test_the_readme_shows_the_stored_scores():
    found = BLOCK.search(README.read_text("utf-8"))
    assert found and found[0] == f"<!-- evaluation -->\n{table(RESULTS)}<!-- /evaluation -->"


def test_the_stored_scores_are_of_the_promoted_model():
    current = artefacts.current(ROOT / "models", "themes").name
    assert {result["model"].partition("+")[0] for result in RESULTS.values()} == {current}


@pytest.mark.slow
def test_measuring_again_finds_the_stored_scores():
    name = next(name for name in SETS if name.startswith("`test/E1`"))
    found = measure(SETS[name])
    assert {row["label"]: row["f1"] for row in found["labels"]} == pytest.approx(
        {row["label"]: row["f1"] for row in RESULTS[name]["labels"]}, abs=0.01
    )
