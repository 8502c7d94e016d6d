"""A theme of one's own is learnt from a few examples, and says how far to trust it."""

import datetime as dt
import json

import numpy as np
import pytest
from tests.samples import ROOT

from chatmining.errors import BadInput
from chatmining.home import Home
from chatmining.reader import Reader
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
    learnt = teach(
        "argent", "Argent", path, (ToyEncoder(), ToyEncoder()), tmp_path, tmp_path / "themes", dt.date(2026, 1, 1)
    )
    assert learnt.f1 == 1 and trust(learnt) == "good"
    loaded, card = added_store.load(tmp_path / "themes" / "argent")
    vectors = ToyEncoder().encode(["3 euros", "rien"])
    assert (loaded.probabilities(vectors) == learnt.probabilities(vectors)).all()
    assert loaded.probabilities(vectors)[0] >= loaded.threshold > loaded.probabilities(vectors)[1]
    assert card["encoder_id"] == "toy" and added_store.load_all((tmp_path / "themes",), {"own": "other"}) == {}


def test_noise_is_not_trusted():
    rng = np.random.default_rng(0)
    learnt = learn({"own": rng.normal(size=(60, 5)).astype(np.float32)}, np.arange(60) < 10)
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
        teach(theme, "x", path, (ToyEncoder(), ToyEncoder()), tmp_path, tmp_path / "themes", dt.date(2026, 1, 1))


def test_the_space_that_tells_the_theme_apart_is_the_one_learnt_in():
    rng = np.random.default_rng(0)
    truth = np.arange(80) < 12
    blind = rng.normal(size=(80, 4)).astype(np.float32)
    seeing = np.where(truth, 1, -1)[:, None] + 0.1 * rng.normal(size=(80, 4))
    learnt = learn({"own": blind, "general": seeing.astype(np.float32)}, truth)
    assert learnt.space == "general" and learnt.f1 == 1


def test_a_theme_of_before_there_were_spaces_reads_the_projects_vectors(tmp_path):
    learnt = learn({"own": np.eye(40, dtype=np.float32)}, np.arange(40) < 10)
    added_store.save(learnt, tmp_path / "old", {"encoder_id": "e"})
    card = json.loads((tmp_path / "old" / "metadata.json").read_text())
    card.pop("space")
    (tmp_path / "old" / "metadata.json").write_text(json.dumps(card))
    assert list(added_store.load_all((tmp_path,), {"own": "e"})) == ["old"]


@pytest.mark.slow
def test_a_theme_far_from_the_project_is_learnt_on_general_language_and_read_so(tmp_path):
    kitchen = ["battre les œufs en neige", "laisser mijoter la sauce", "éplucher trois carottes", "beurrer le moule"]
    kitchen += ["une pincée de sel", "faire revenir les oignons", "pétrir la pâte à pain", "cuire le riz dix minutes"]
    garden = ["tailler les rosiers", "arroser le soir", "semer les radis en mars", "pailler les fraisiers", "bêcher"]
    garden += ["rentrer les géraniums", "tondre la pelouse", "ramasser les feuilles", "repiquer les salades"]
    rows = [{"text": text, "labels": ["cuisine"]} for text in kitchen] + [{"text": t, "labels": []} for t in garden]
    path = tmp_path / "examples.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    home = Home(tmp_path, ROOT / "models")
    before = Reader(home)
    encoders, model_id = (before.encoder, before.general), before.model_id
    learnt = teach("cuisine", "Cuisine", path, encoders, home.models, home.themes, dt.date(2026, 1, 1))
    assert learnt.space != "own"
    after = Reader(home)
    texts = ["laisser mijoter les carottes et les oignons", "on n'a pas de réseau en zone rurale"]
    assert after.model_id != model_id
    assert ["cuisine" in found.labels for found in after.predict(texts, after.encode(texts))] == [True, False]
