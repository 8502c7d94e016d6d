"""Each text is encoded once, whoever reads its vector."""

import numpy as np

from chatmining import store
from chatmining.nlp.french import READ
from chatmining.nlp.phrases import phrases
from chatmining.vectors import stored_vectors


class Counting:
    """An encoder that remembers what it was given: two letters make two dimensions."""

    encoder_id, dimensions = "counting", 2

    def __init__(self):
        self.given = []

    def encode(self, texts):
        self.given += texts
        return np.array([[len(text), text.count("e")] for text in texts], np.float32)


def test_a_text_met_again_is_not_encoded_again(tmp_path):
    encoder = Counting()
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        first = stored_vectors(connection, [("merci", "m"), ("le wifi", "w"), ("merci", "m")], encoder)
        again = stored_vectors(connection, [("le wifi", "w"), ("la clé", "c")], encoder)
        assert stored_vectors(connection, [], encoder).size == 0
    assert sorted(encoder.given) == ["la clé", "le wifi", "merci"]
    assert first.tolist() == [[5, 1], [7, 1], [5, 1]] and again.tolist() == [[7, 1], [6, 0]]


def test_who_is_named_weighs_on_no_vector(tmp_path):
    encoder = Counting()
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        stored_vectors(connection, [("@p_abcdefghijk2 merci", "m")], encoder)
    assert encoder.given == ["merci"]


def test_of_a_text_a_megabyte_long_the_beginning_is_read(tmp_path):
    encoder = Counting()
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        stored_vectors(connection, [("mot " * 262_144, "m")], encoder)
    assert [len(text) for text in encoder.given] == [READ - 1]  # the last space is dropped
    assert phrases(["tablette " * 131_072])[0]  # spaCy refuses a million characters
