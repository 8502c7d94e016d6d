"""The question heads: what they weigh, alone or among others, and when they are refused."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmining import artefacts
from chatmining.embed.usem3 import UniversalEncoder
from chatmining.errors import ModelError
from chatmining.questions import head_store, pairs
from chatmining.questions.answering import AnswerHead
from chatmining.questions.head import ASKS, SIGNS, QuestionHead, signs
from chatmining.questions.head_store import Heads
from tests.samples import ROOT

HEAD = QuestionHead(on_vector=np.array([2.0, -1.0]), on_signs=np.array([1.5, 0.2, 0.3]), bias=-1.0)
ANSWERS = AnswerHead(
    on_own=np.ones(2),
    on_general=np.ones(3),
    gives_bias=0.0,
    on_signs=np.ones(len(pairs.SIGNS)),
    bias=-1.0,
    threshold=0.4,
)
HEADS = Heads(asks=HEAD, answers=ANSWERS)
CARD = {"encoder_id": "e", "general_id": "g"}
SHIPPED = artefacts.current(ROOT / "models", "questions")


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


def test_the_shipped_heads_read_the_shipped_encoders_vectors():
    encoder = artefacts.current(ROOT / "models", "encoder").name
    heads = head_store.load(SHIPPED, encoder, UniversalEncoder.encoder_id)
    assert heads.asks.on_vector.shape == heads.answers.on_own.shape == (384,)
    assert heads.asks.on_signs.shape == (len(SIGNS),)
    assert heads.answers.on_signs.shape == (len(pairs.SIGNS),)


def test_saved_heads_say_what_they_said(tmp_path):
    head_store.save(HEADS, tmp_path, CARD, "")
    again = head_store.load(tmp_path, "e", "g")
    vectors = np.eye(2, dtype=np.float32)
    texts, rows = ["ah ?", "oui"], np.eye(len(pairs.SIGNS))
    assert again.asks.probabilities(texts, vectors).tolist() == HEAD.probabilities(texts, vectors).tolist()
    assert again.answers.probabilities(rows).tolist() == ANSWERS.probabilities(rows).tolist()
    assert again.answers.threshold == ANSWERS.threshold


@pytest.mark.parametrize("text", ["", "{}", json.dumps({"asks": {"on_vector": ["x"], "on_signs": [], "bias": 0}})])
def test_damaged_heads_and_those_of_other_encoders_are_refused(tmp_path, text):
    head_store.save(HEADS, tmp_path, CARD, "")
    for other in (("other", "g"), ("e", "other")):
        with pytest.raises(ModelError) as refused:
            head_store.load(tmp_path, *other)
        assert refused.value.code == "model_other_encoder"
    (tmp_path / "head.json").write_text(text, "utf-8")
    with pytest.raises(ModelError) as refused:
        head_store.load(tmp_path, "e", "g")
    assert refused.value.code == "model_damaged"
