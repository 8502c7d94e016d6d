"""Comments are found by their words in any form, by their meaning, and by both."""

import duckdb
import numpy as np
import pytest
from tests import synthetic
from tests.search.texts import publish, toward

from chatmining import store
from chatmining.search import Question, find
from chatmining.store.packing import axes

TEXTS = (
    "On manque d'ordinateurs dans le service",
    "Quand serons-nous formés ? L’équipe attend",
    "La formatrice était très claire",
    "J'ai peur que l'IA me remplace",
    "Le cœur du métier, c'est la relation",
    "Nous n'avons PAS reçu les tablettes",
    "Rendez-vous en visio, peut-être demain",
)


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return publish(TEXTS, tmp_path_factory.mktemp("few"))


def found(few, query, by="words", **where):
    with store.open_reader(few) as connection:
        asked = Question(text=query, **where)
        return [
            hit.text
            for hit in find(connection, asked, by, lambda texts: np.array([toward(texts[0])]), synthetic.ENCODER)
        ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ordinateur", TEXTS[0]),
        ("l'équipe", TEXTS[1]),
        ("EQUIPE", TEXTS[1]),
        ("coeur", TEXTS[4]),
        ("tablette pas reçue", TEXTS[5]),
        ("peut être", TEXTS[6]),
        ("remplacé", TEXTS[3]),
    ],
)
def test_a_word_is_found_in_any_form_accent_or_apostrophe(few, query, first):
    assert found(few, query)[0] == first


def test_words_of_one_family_meet(few):
    assert set(found(few, "formation")) == {TEXTS[1], TEXTS[2]}


def test_tool_words_alone_find_nothing(few):
    assert found(few, "de la le les") == []


def test_meaning_finds_the_nearest_vector_without_a_common_word(few):
    assert found(few, TEXTS[3], "meaning")[0] == TEXTS[3]


def test_both_put_first_what_both_find(few):
    assert found(few, TEXTS[0], "both")[0] == TEXTS[0]


def test_a_snapshot_without_these_vectors_is_searched_by_words(few):
    with store.open_reader(few) as connection:
        hits = find(
            connection, Question(text="tablette"), "both", lambda texts: np.zeros((1, 512), np.float32), "other"
        )
    assert [hit.text for hit in hits] == [TEXTS[5]]


@pytest.mark.parametrize("query", ["'; drop table comments; --", "\x00", "💥", "a" * 100_000, "%", "\u202e", "\\"])
def test_hostile_queries_find_nothing_and_break_nothing(few, query):
    assert found(few, query) == []


def test_search_keeps_to_a_webinar_a_theme_and_a_number(published):
    with_theme = published.execute("from search('formation', theme_id := 'crainte', most := 5)").to_arrow_table()
    assert 0 < with_theme.num_rows <= 5 and all("crainte" in row["themes"] for row in with_theme.to_pylist())
    in_one = published.execute("select distinct webinar_id from search('formation', webinar := 'w00002')").fetchall()
    assert in_one == [("w00002",)]


def test_any_client_of_the_file_finds_what_the_command_finds(snapshot):
    question = "select comment_id from search('besoin de formation') order by rank"
    with duckdb.connect(str(snapshot), read_only=True) as plain:
        told = [comment for (comment,) in plain.execute(question).fetchall()]
    with store.open_reader(snapshot) as connection:
        hits = find(connection, Question(text="besoin de formation"), "words", lambda texts: np.zeros((1, 512)), "e")
    assert told and [hit.comment_id for hit in hits] == told


def test_the_first_sort_loses_no_neighbour_of_small_corpora(published):
    ((comment, vector),) = published.execute(
        "select c.comment_id, v.vector from comments c join vectors v using (content_hash) where c.words > 8 limit 1"
    ).fetchall()
    every = published.execute(
        "select c.comment_id from comments c join vectors v using (content_hash) where c.comment_id <> $c "
        "order by round(list_cosine_similarity(v.vector, $v::float[]), 4) desc, c.comment_id limit 5",
        {"c": comment, "v": vector},
    ).fetchall()
    near = published.execute("select comment_id from similar_to($c, most := 5)", {"c": comment}).fetchall()
    assert set(near) == set(every)


def test_the_axes_of_a_first_sort_keep_the_order_of_products():
    draw = np.random.default_rng(3)
    vectors = (draw.normal(size=(900, 40)) @ draw.normal(size=(40, 512))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    directions = axes(vectors)
    along = vectors @ directions.T / (directions**2).sum(axis=1)
    assert np.abs(vectors @ directions.T).max() < 127
    np.testing.assert_allclose(along @ (vectors @ directions.T).T, vectors @ vectors.T, atol=1e-4)
