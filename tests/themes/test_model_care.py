"""A stored model answers as the one just trained did; one that does not fit is refused; the former comes back."""

import json
import os
import shutil
from dataclasses import replace

import numpy as np
import pytest
from tests.samples import ROOT

from chatmining import artefacts
from chatmining.errors import ModelError
from chatmining.home import Home
from chatmining.reader import Reader
from chatmining.themes import store_model, taxonomy
from chatmining.themes.corpus import Labelled
from chatmining.themes.training import TrainingSet, train

THEMES = taxonomy.load()
WORDS = {
    "crainte": "peur lien",
    "formation": "former apprendre",
    "equipement": "tablette réseau",
    "bruit": "merci bonjour",
}


@pytest.fixture(scope="module")
def data() -> TrainingSet:
    rows = [
        Labelled(id=f"{label}{i}", text=f"{words} {i % 7}", labels=frozenset({label}), webinar=str(i % 5))
        for label, words in WORDS.items()
        for i in range(25)
    ]
    vectors = np.eye(4, dtype=np.float32)[[list(WORDS).index(next(iter(row.labels))) for row in rows]]
    return TrainingSet(rows=rows, texts=[row.text for row in rows], vectors=vectors)


@pytest.fixture(scope="module")
def trained(data):
    return train(data, THEMES, model_id="toy", encoder_id="toy")


def stored(trained, folder, **card):
    store_model.save(trained, folder, {"packages": {}} | card, "A toy.")
    return folder


def test_the_model_loaded_answers_as_the_one_just_trained(data, trained, tmp_path):
    loaded = store_model.load(stored(trained, tmp_path / "toy"), THEMES)
    again = store_model.load(stored(loaded, tmp_path / "again"), THEMES)
    assert loaded.predict(data.texts, data.vectors) == trained.predict(data.texts, data.vectors)
    assert (again.probabilities(data.texts, data.vectors) == loaded.probabilities(data.texts, data.vectors)).all()


def test_training_twice_gives_the_same_model(data, trained):
    again = train(data, THEMES, model_id="toy", encoder_id="toy")
    assert again.predict(data.texts, data.vectors) == trained.predict(data.texts, data.vectors)


def test_a_model_for_other_themes_is_refused(trained, tmp_path):
    folder = stored(trained, tmp_path / "toy")
    with pytest.raises(ModelError, match="model_other_themes"):
        store_model.load(folder, replace(THEMES, version="another"))


def test_other_versions_of_the_libraries_are_told(trained, tmp_path, caplog):
    store_model.load(stored(trained, tmp_path / "toy", packages={"numpy": "0.1"}), THEMES)
    assert "numpy 0.1" in caplog.text


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 torn", b"not arrays"])
def test_a_damaged_model_is_refused(trained, tmp_path, broken):
    folder = stored(trained, tmp_path / "toy")
    (folder / "heads.npz").write_bytes(broken)
    with pytest.raises(ModelError, match="model_damaged"):
        store_model.load(folder, THEMES)


def test_rollback_puts_the_former_model_back_and_again(trained, tmp_path):
    for name in ("2026-01-01-a", "2026-01-02-b"):
        stored(trained, tmp_path / "themes" / name)
        artefacts.promote(tmp_path, "themes", name)
    assert artefacts.rollback(tmp_path, "themes") == "2026-01-01-a"
    assert artefacts.current(tmp_path, "themes").name == "2026-01-01-a"
    assert artefacts.rollback(tmp_path, "themes") == "2026-01-02-b"


def test_without_a_former_model_there_is_nothing_to_go_back_to(tmp_path):
    with pytest.raises(ModelError, match="model_no_former"):
        artefacts.rollback(tmp_path, "themes")


def test_heads_learnt_on_another_encoder_are_refused(tmp_path):
    models = tmp_path / "models"
    for kind in ("encoder", "mentions", "questions"):
        shutil.copytree(ROOT / "models" / kind, models / kind, copy_function=os.symlink)
    shutil.copytree(ROOT / "models" / "themes", models / "themes")
    path = artefacts.current(models, "themes") / "metadata.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"encoder_id": "another"}))
    with pytest.raises(ModelError, match="model_other_encoder"):
        Reader(Home(tmp_path, models)).encode(["bonjour"])
