"""The mention heads: what they say depends on the comment alone, and what is stored says the same."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.samples import ROOT

from chatmining import artefacts
from chatmining.errors import BadInput, ModelError
from chatmining.mention_learning import train_mentions
from chatmining.nlp.qualifiers import heads_store, read_comments
from chatmining.nlp.qualifiers.cases import Case, read_cases
from chatmining.nlp.qualifiers.heads import HOLDERS, QUALIFIERS, MentionHeads
from chatmining.nlp.qualifiers.training import Lesson, train
from chatmining.records import Holder, Qualifier

MODELS = ROOT / "models"


@pytest.fixture(scope="module")
def heads() -> MentionHeads:
    """Small heads learnt from the linguist's sentences on vectors of chance."""
    sentences = ROOT / "data/corpus/qualifiers/sentences.toml"
    known = read_cases(sentences)[::4]
    blind = read_cases(ROOT / "data/corpus/qualifiers/situations.toml")[::2]
    vectors = np.random.default_rng(0).normal(size=(len(known) + len(blind) + 1, 8)).astype(np.float32) / 8
    labels = [frozenset({"crainte"})]
    return train(Lesson(known=known, blind=blind, comments=["j'ai peur"], labels=labels, vectors=vectors), "chance")


def test_the_promoted_heads_read_the_promoted_encoder() -> None:
    encoder = artefacts.metadata(artefacts.current(MODELS, "encoder"))["id"]
    assert heads_store.load(artefacts.current(MODELS, "mentions"), encoder).encoder_id == encoder


def test_stored_heads_say_what_the_learnt_ones_said(heads: MentionHeads, tmp_path: Path) -> None:
    heads_store.save(heads, tmp_path / "one", {}, "")
    again = heads_store.load(tmp_path / "one", "chance")
    comments = [read.features for read in read_comments(["je n'ai pas peur", "il paraît que ça rame", ""])]
    vectors = np.full((3, 8), 0.1, np.float32)
    for first, second in zip(heads.tell(comments, vectors), again.tell(comments, vectors), strict=True):
        assert np.allclose(first.qualifiers, second.qualifiers, atol=1e-4)
        assert np.allclose(list(first.mentioned.values()), list(second.mentioned.values()), atol=1e-4)


def test_a_neighbour_changes_nothing(heads: MentionHeads) -> None:
    comments = [read.features for read in read_comments(["aucune crainte", "au début je paniquais, plus maintenant"])]
    vectors = np.full((2, 8), 0.1, np.float32)
    together, alone = heads.tell(comments, vectors), heads.tell(comments[:1], vectors[:1])
    assert (together[0].qualifiers == alone[0].qualifiers).all()
    assert together[0].mentioned == alone[0].mentioned


def test_the_word_lists_break_a_tie_of_the_heads(heads: MentionHeads) -> None:
    (telling,) = heads.tell([[]], np.zeros((1, 8), np.float32))
    telling.qualifiers[:], telling.holders[:] = 1 / len(QUALIFIERS), 1 / len(HOLDERS)
    assert heads.qualifier(telling, Qualifier.DENIED) is Qualifier.DENIED
    assert heads.holder(telling, Holder.USERS) is Holder.USERS


def test_heads_of_another_encoder_are_refused(heads: MentionHeads, tmp_path: Path) -> None:
    heads_store.save(heads, tmp_path / "one", {}, "")
    with pytest.raises(ModelError, match="chance"):
        heads_store.load(tmp_path / "one", "other")


def test_damaged_heads_are_refused(heads: MentionHeads, tmp_path: Path) -> None:
    heads_store.save(heads, tmp_path / "one", {}, "")
    (tmp_path / "one" / "heads.npz").write_bytes(b"no")
    with pytest.raises(ModelError, match="one"):
        heads_store.load(tmp_path / "one", "chance")


def test_a_denied_fear_gets_the_theme_of_its_group() -> None:
    cases = read_cases(ROOT / "data/corpus/train/T6.jsonl")
    denied = next(case for case in cases if case.qualifier is Qualifier.DENIED)
    assert denied.theme == "crainte"
    assert all(case.qualifier is None or case.theme for case in cases)


def test_marks_give_places_in_the_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "cases.toml"
    path.write_text('une = ["Je n\'ai <crainte nie moi>pas peur</crainte>.", "Bonjour."]', "utf-8")
    one, other = read_cases(path)
    assert one.text[one.start : one.end] == "pas peur" and (one.qualifier, one.holder) == ("nie", "moi")
    assert other == Case(text="Bonjour.")


@pytest.mark.parametrize("content", ['{"text": "a"}', "{", '{"text":"a","theme":"crainte","start":0,"end":1}'])
def test_a_malformed_file_of_cases_is_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(BadInput, match="cases"):
        read_cases(path)


@pytest.mark.slow
def test_training_from_files_promotes_heads(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "train").mkdir(parents=True)
    (corpus / "qualifiers").mkdir()
    for name in ("situations.toml", "contrasts.toml"):
        (corpus / "qualifiers" / name).write_bytes((ROOT / "data/corpus/qualifiers" / name).read_bytes())
    for name, end in (("qualifiers/sentences.toml", "\n]"), ("train/T6.jsonl", "")):
        lines = (ROOT / "data/corpus" / name).read_text("utf-8").splitlines()
        (corpus / name).write_text("\n".join(lines[:40]) + end, "utf-8")
    models = tmp_path / "models"
    models.mkdir()
    (models / "encoder").symlink_to(MODELS / "encoder")
    model_id = train_mentions(corpus, [], models, encoder="onnx", day=date(2026, 1, 2))
    assert artefacts.current(models, "mentions").name == model_id
    assert artefacts.metadata(models / "mentions" / model_id)["cases"]["known"] > 0
