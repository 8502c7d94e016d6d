"""A comment longer than the encoder reads at once is read to its end."""

import numpy as np
import pytest
from tests.samples import ROOT

from chatmining.home import Home
from chatmining.nlp.french import READ
from chatmining.reader import Reader

AGENDA = "Ensuite nous avons parlé de la salle du mardi, du café, des clés et du calendrier des vacances. " * 14
FEAR = "Et j'ai très peur d'être fliquée par ce logiciel."


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    return Reader(Home(tmp_path_factory.mktemp("home"), ROOT / "models"))


def test_a_fear_said_at_the_end_of_a_long_comment_is_found(reader):
    calm, fearful = reader.predict([AGENDA, AGENDA + FEAR], reader.encode([AGENDA, AGENDA + FEAR]))
    assert "crainte" not in calm.labels
    assert "crainte" in fearful.labels


def test_short_comments_beside_a_long_one_keep_their_predictions(reader):
    short = [FEAR, "merci 👏"]
    alone = reader.predict(short, reader.encode(short))
    beside = reader.predict([short[0], AGENDA + FEAR, short[1]], reader.encode([short[0], AGENDA + FEAR, short[1]]))
    assert [beside[0], beside[2]] == alone


def test_what_was_pasted_in_beyond_any_comment_is_not_read(reader):
    read = []
    reader.encoder.beyond = lambda text: read.append(len(text)) or []
    try:
        reader.predict([AGENDA * 50], np.zeros((1, reader.encoder.dimensions), np.float32))
    finally:
        del reader.encoder.beyond
    assert read[0] <= READ


def test_a_text_is_noise_only_where_all_its_parts_are(reader):
    labels = reader.classifier.labels
    rows = np.full((3, len(labels)), 0.1)
    rows[:, -1] = (0.9, 0.2, 0.7)
    rows[1, 0] = 0.8
    whole = reader.classifier.strongest(rows, [0, 0, 1])
    assert whole[:, -1].tolist() == [0.2, 0.7]
    assert whole[:, 0].tolist() == [0.8, 0.1]
