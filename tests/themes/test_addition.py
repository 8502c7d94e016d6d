"""A theme of one's own is learnt from a few examples, and says how far to trust it."""

import datetime as dt
import json

import numpy as np
import pytest

from chatmining.errors import BadInput
from chatmining.teaching import read_examples, teach, trust
from chatmining.themes import added_store
from chatmining.themes.addition import learn


class ToyEncoder:
    """Two dimensions: does the text speak of money?"""

    encoder_id, dimensions = "toy", 2

    def encode(self, texts):
        rows = [[1.0, 0.0] if "euro" in text else [0.0, 1.0] for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), 2)


def test_a_theme_that_can_be_told_apart_is_learnt_and_kept(tmp_path):
    path = tmp_path / "examples.jsonl"
    rows = [{"text": f"{i} euros", "labels": ["argent"]} for i in range(8)]
    rows += [{"text": f"{i} autre", "labels": []} for i in range(20)]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    learnt = teach("argent", "Argent", path, ToyEncoder(), tmp_path, tmp_path / "themes", dt.date(2026, 1, 1))
    assert learnt.f1 == 1 and trust(learnt) == "good"
    loaded, card = added_store.load(tmp_path / "themes" / "argent")
    vectors = ToyEncoder().encode(["3 euros", "rien"])
    assert (loaded.probabilities(vectors) == learnt.probabilities(vectors)).all()
    assert loaded.probabilities(vectors)[0] >= loaded.threshold > loaded.probabilities(vectors)[1]
    assert card["encoder_id"] == "toy" and added_store.load_all((tmp_path / "themes",), "other") == {}


def test_noise_is_not_trusted():
    rng = np.random.default_rng(0)
    learnt = learn(rng.normal(size=(60, 5)).astype(np.float32), np.arange(60) < 10)
    assert trust(learnt) == "weak"


def test_plain_lines_are_all_of_the_theme(tmp_path):
    path = tmp_path / "examples.txt"
    path.write_text("un\ndeux\n\ndeux\n")
    assert read_examples(path, "x").positive == ["un", "deux"]


@pytest.mark.parametrize(
    ("theme", "code"), [("crainte", "theme_id_refused"), ("../x", "theme_id_refused"), ("argent", "too_few_examples")]
)
def test_a_bad_id_or_too_few_examples_are_refused(tmp_path, theme, code):
    path = tmp_path / "examples.txt"
    path.write_text("un euro\n")
    with pytest.raises(BadInput, match=code):
        teach(theme, "x", path, ToyEncoder(), tmp_path, tmp_path / "themes", dt.date(2026, 1, 1))
