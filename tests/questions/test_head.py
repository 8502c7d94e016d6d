"""The question head: what it weighs, alone or among others, and when it is refused."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmining import artefacts
from chatmining.errors import ModelError
from chatmining.questions import head_store
from chatmining.questions.head import ASKS, SIGNS, QuestionHead, signs
from tests.samples import ROOT

HEAD = QuestionHead(on_vector=np.array([2.0, -1.0]), on_signs=np.array([1.5, 0.2, 0.3]), bias=-1.0, encoder_id="e")
SHIPPED = artefacts.current(ROOT / "models", "questions")
ENCODER = artefacts.metadata(SHIPPED)["encoder_id"]


@given(st.lists(st.text(max_size=60), max_size=6), st.integers(0, 99))
def test_a_comment_is_judged_alike_alone_and_among_others(texts, seed):
    vectors = np.random.default_rng(seed).normal(size=(len(texts), 2)).astype(np.float32)
    alone = [HEAD.probabilities([text], vectors[i : i + 1])[0] for i, text in enumerate(texts)]
    assert HEAD.probabilities(texts, vectors).tolist() == alone


def test_the_form_is_weighed_beside_the_vector():
    same = np.zeros((2, 2), np.float32)
    asked, said = HEAD.probabilities(["Qui paie la licence ?", "On paie la licence."], same)
    assert asked > ASKS > said
    assert signs(["Qui paie ?", "qui paie ? et quand"]).tolist() == [[1, 1, 1], [1, 1, 0]]


def test_the_shipped_head_reads_the_shipped_encoder_s_vectors():
    head = head_store.load(SHIPPED, artefacts.current(ROOT / "models", "encoder").name)
    assert head.on_vector.shape == (384,)
    assert head.on_signs.shape == (len(SIGNS),)


def test_a_saved_head_answers_as_before(tmp_path):
    head_store.save(HEAD, tmp_path, {}, "")
    again = head_store.load(tmp_path, "e")
    vectors = np.eye(2, dtype=np.float32)
    assert (
        again.probabilities(["ah ?", "oui"], vectors).tolist() == HEAD.probabilities(["ah ?", "oui"], vectors).tolist()
    )


@pytest.mark.parametrize("text", ["", "{}", json.dumps({"on_vector": ["x"], "on_signs": [], "bias": 0})])
def test_a_damaged_head_and_that_of_another_encoder_are_refused(tmp_path, text):
    head_store.save(HEAD, tmp_path, {}, "")
    with pytest.raises(ModelError) as refused:
        head_store.load(tmp_path, "other")
    assert refused.value.code == "model_other_encoder"
    (tmp_path / "head.json").write_text(text, "utf-8")
    with pytest.raises(ModelError) as refused:
        head_store.load(tmp_path, "e")
    assert refused.value.code == "model_damaged"
