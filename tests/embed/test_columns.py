"""The encoder learns beside the labels how themes are mentioned and what is asked; what is not known weighs nothing."""

import numpy as np
import pytest

from chatmining.embed.training.data import LABELS, Corpus
from chatmining.encoder_learning.columns import ASKED, COLUMNS, with_mentions_and_questions
from chatmining.nlp.qualifiers.cases import Case
from chatmining.questions.chats import Annotated
from chatmining.records import Holder, Qualifier

DENIED = Case(text="même pas peur", theme="crainte", qualifier=Qualifier.DENIED)
TAUGHT = Case(text="on nous a formés", theme="formation", qualifier=Qualifier.DENIED, holder=Holder.TEAM)

QUESTION = Annotated(
    id="q1", person="Zoé", role="participant", offset=3.0, text="qui paie", reply_to=None, question=True, answered_by=()
)


@pytest.fixture
def taught() -> Corpus:
    labels = np.zeros((2, len(LABELS)), np.float32)
    labels[1, LABELS.index("crainte")] = 1
    corpus = Corpus(["a", "b"], [DENIED.text, "ça me hante"], ["w", "w"], ["T6", "C1"], labels, np.ones_like(labels))
    return with_mentions_and_questions(corpus, [DENIED, TAUGHT], [QUESTION])


def cell(corpus: Corpus, identifier: str, column: str) -> tuple[float, float]:
    row, at = corpus.ids.index(identifier), COLUMNS.index(column)
    return corpus.labels[row, at], corpus.mask[row, at]


def test_a_case_that_is_no_comment_has_unknown_labels(taught):
    assert taught.texts == [QUESTION.text, TAUGHT.text, DENIED.text, "ça me hante"]
    assert not taught.mask[:2, : len(LABELS)].any()
    assert taught.mask[2:, : len(LABELS)].all()


def test_a_comment_that_is_a_case_keeps_its_labels_and_gains_answers(taught):
    assert cell(taught, "a", "mentioned:crainte") == (1, 1)
    assert cell(taught, "a", "meant:nie")[0] == 1
    assert cell(taught, "a", "meant:affirme")[0] == 0
    assert cell(taught, "a", "whose:moi")[1] == 0
    assert cell(taught, "case-0", "whose:equipe") == (1, 1)


def test_a_comment_without_the_label_may_still_mention_the_theme(taught):
    assert cell(taught, "b", "mentioned:crainte") == (1, 1)
    said, weight = cell(taught, "b", "mentioned:formation")
    assert said == 0
    assert 0 < weight < 1
    assert cell(taught, "b", "meant:affirme")[1] == 0


def test_of_a_message_of_a_chat_only_whether_it_asks_is_known(taught):
    said, weight = cell(taught, "q1", ASKED)
    assert (said, weight > 0) == (1, True)
    assert np.count_nonzero(taught.mask[0]) == 1
    assert cell(taught, "b", ASKED)[1] == 0
