"""Comments are read again by words near to those of the query."""

import math

import numpy as np
import pyarrow.parquet
import pytest
from tests import synthetic
from tests.search.texts import publish, toward

from chatmining import store
from chatmining.store.lexicon import distinct, write
from chatmining.store.packing import LEXICON

TEXTS = (
    "Nos PC sont trop vieux",
    "La cantine ferme à midi",
    "Un ordinateur pour quatre",
    "Mon portable est cassé",
    "Merci pour cette présentation",
    "les ordinateurs, le materiel, rien ne marche",
)
ASKED = "from search_both($query, $vector::float[], $encoder) order by rank"


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    with store.open_reader(publish(TEXTS, tmp_path_factory.mktemp("few"))) as connection:
        yield connection


def near(few, query):
    """Return the rank by near words of each text that has one."""
    asked = {"query": query, "vector": toward("nothing").tolist(), "encoder": synthetic.ENCODER}
    rows = few.execute(f"select text, by_near_words {ASKED}", asked).fetchall()
    return {text: rank for text, rank in rows if rank}


def test_a_comment_that_holds_a_near_word_comes_before_those_that_hold_none(few):
    ranks = near(few, "ordinateur")
    assert ranks[TEXTS[2]] == ranks[TEXTS[5]] == 1 and TEXTS[0] in ranks
    assert TEXTS[1] not in ranks and TEXTS[4] not in ranks


def test_accents_may_be_left_out(few):
    assert near(few, "matériel")[TEXTS[5]] == 1 and near(few, "materiel") == near(few, "matériel")


@pytest.mark.parametrize("query", ["", "de la", "xyzzyx", "💥"])
def test_words_that_nobody_knows_leave_the_other_ranks_alone(few, query):
    assert near(few, query) == {}


def test_ranks_are_those_of_the_formula_computed_apart(few):
    """Sum, over the words asked, of the word's weight times the cosine of its nearest word, from .4."""
    query = ("vieux", "ordinateur", "cantine")
    folded, vectors = store_lexicon()
    number = {word: i for i, word in enumerate(folded)}
    stem = {form: term for form, term in few.execute("select form, term from published.forms").fetchall() if term}
    terms = {word: few.execute("select term_of($1)", [word]).fetchone()[0] for word in query}
    plain = dict(few.execute("select form, folded(form) from published.forms").fetchall())
    scores = {}
    for text in TEXTS:
        words = [word for word in words_of(few, text) if word in stem]
        total = 0.0
        for word, term in terms.items():
            df = sum(any(stem.get(w) == term for w in words_of(few, t)) for t in TEXTS)
            nearest = [
                1.0 if stem[w] == term
                else float(vectors[number[plain[w]]] @ vectors[number[word]]) if plain[w] in number else 0.0
                for w in words
            ]  # fmt: skip
            weight = math.log(1 + (len(TEXTS) - df + 0.5) / (df + 0.5))
            total += weight * max((value for value in nearest if value >= 0.4), default=0)
        if total:
            scores[text] = round(total, 6)
    expected = {text: 1 + sum(other > score for other in scores.values()) for text, score in scores.items()}
    assert near(few, " ".join(query)) == expected and len(set(expected.values())) > 2


def words_of(few, text):
    return few.execute("select words_of($1)", [text]).fetchone()[0]


def store_lexicon():
    table = pyarrow.parquet.read_table(LEXICON)
    vectors = np.array(table.column("near").to_pylist(), np.float64)
    return table.column("folded").to_pylist(), vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_lexicon_holds_common_words_once_folded():
    words, vectors = store_lexicon()
    assert len(words) == len(set(words)) > 35_000 and vectors.shape[1] == 64
    by_word = dict(zip(words, vectors, strict=True))
    for word, nearer, farther in (
        ("ordinateur", "pc", "cantine"),
        ("peur", "crainte", "tablette"),
        ("formation", "apprentissage", "facture"),
        ("salaire", "argent", "reseau"),
    ):
        assert by_word[word] @ by_word[nearer] > 0.4 > by_word[word] @ by_word[farther]


def test_a_lexicon_is_made_of_the_first_word_of_each_folded_form(tmp_path):
    words = distinct(["élève", "eleve", "cœur", "élève", *(f"mot{i}" for i in range(70))])
    assert words["eleve"] == "élève" and words["coeur"] == "cœur" and len(words) == 72
    write(words, tmp_path / "lexicon.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "lexicon.parquet")
    assert table.column("folded").to_pylist() == sorted(words)
    assert np.array(table.column("near").to_pylist()).shape == (72, 64)
