"""What the rare words of a comment mean, beside what its sentences say."""

import numpy as np
from tests.bench.planted import TABLE, table

from chatmining.nlp.word_vectors import word_vectors, words_of


def test_rare_words_of_one_subject_bring_comments_together_though_they_share_none():
    rows = word_vectors(
        [
            "les cafards sont revenus dans la cuisine",
            "le dératiseur passe demain pour les souris",
            "qui a le mot de passe du logiciel de suivi ?",
        ]
    )
    near = rows @ rows.T
    assert near[0, 1] > 2 * max(near[0, 2], near[1, 2])


def test_order_repetition_case_and_pseudonyms_change_nothing():
    same = word_vectors(["Le chien du foyer", "chien ! le foyer du chien", "@p_abcdefghijkl LE CHIEN DU FOYER [lien]"])
    assert np.array_equal(same[0], same[1]) and np.array_equal(same[0], same[2])
    assert np.allclose(np.linalg.norm(same, axis=1), 1)


def test_a_comment_without_a_known_word_has_no_place():
    assert not word_vectors(["", "????", "xqzk wxcv"]).any()


def test_elisions_stand_apart_and_compounds_stay_whole():
    assert words_of("L'aide-soignante n’a rien dit : 12 fois") == {
        "l",
        "aide-soignante",
        "n",
        "a",
        "rien",
        "dit",
        "fois",
    }


def test_the_table_is_what_the_corpus_counts():
    assert TABLE.read_text("utf-8") == table()
