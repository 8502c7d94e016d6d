"""What is a question, and what answers it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmining.home import Home
from chatmining.questions.detect import is_question
from chatmining.questions.link import answers, groups
from chatmining.questions.pairs import Said
from chatmining.reader import Reader
from tests.samples import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "Est-ce que le support sera envoyé ?",
        "ça coute combien pour une petite structure",
        "Peut-on avoir le lien de l'enquête svp",
        "Je cherche un modèle de charte pour mon équipe",
        "quelqu'un a déjà monté un atelier tablette avec des retraités",
        "Bonjour, à partir de quel âge peut-on ouvrir un compte",
        "Le rapport donne-t-il le chiffre par département",
    ],
)
def test_a_question_or_a_call_for_help_is_found_with_or_without_its_mark(text):
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "vous m'entendez ?",
        "Le son coupe chez vous aussi ?",
        "C'est à l'employeur de le faire, non ?",
        "Mon chef a demandé « qui est contre ? » et a noté les noms.",
        "Bonjour à toutes et à tous",
        "Je ne sais pas qui tape le soir.",
        "à quoi bon le progrès ?",
    ],
)
def test_a_sound_check_a_tag_or_a_question_told_is_none(text):
    assert not is_question(text)


@given(st.text(max_size=200))
def test_any_text_is_judged_without_an_error(text):
    assert is_question(text) in (True, False)


def said(id_, person, offset, text, question=False, reply_to=None, role="attendee"):
    return Said(id=id_, person=person, role=role, offset=offset, text=text, reply_to=reply_to, question=question)


ASKER, OTHER = "p_aaaaaaaaaaaa", "p_bbbbbbbbbbbb"
ASKED = said("q", ASKER, 0, "Combien coûte la licence par an ?", question=True)
READER = Reader(Home(ROOT / "data" / "shipped", ROOT / "models"))


def linked(*chat):
    texts = [comment.text for comment in chat]
    links = answers(chat, READER.encode(texts), READER.general.encode(texts), READER.questions.answers)
    return [(link.question, link.answer, link.sign) for link in links]


def test_a_reply_mark_a_name_coming_at_once_or_the_meaning_tells_an_answer():
    price = "la licence coûte trois cents euros par an"
    aside = said("x", OTHER, 30, "Bonjour à tous, Lucie, de Rouen")
    assert linked(ASKED, aside, said("a", OTHER, 200, price, reply_to="q")) == [("q", "a", "reply")]
    assert linked(ASKED, aside, said("a", OTHER, 200, f"@{ASKER} {price}")) == [("q", "a", "name")]
    assert linked(ASKED, said("a", OTHER, 40, f"oui, {price}")) == [("q", "a", "time")]
    assert linked(ASKED, aside, said("a", OTHER, 200, price)) == [("q", "a", "meaning")]


def test_a_reply_mark_reaches_a_question_of_any_age_and_other_signs_do_not():
    late = said("a", OTHER, 5400, "la licence coûte trois cents euros par an")
    assert linked(ASKED, late) == []
    assert linked(ASKED, replace(late, reply_to="q")) == [("q", "a", "reply")]


def test_each_of_two_questions_gets_its_own_answer():
    other = said("r", OTHER, 20, "Est-ce que la séance est enregistrée ?", question=True)
    price = said("a", "p_cccccccccccc", 70, "la licence est à trois cents euros par an", role="speaker")
    replay = said("b", "p_cccccccccccc", 90, "oui, l'enregistrement sera envoyé demain par courriel", role="host")
    assert {link[:2] for link in linked(ASKED, other, price, replay)} == {("q", "a"), ("r", "b")}


def test_thanks_and_another_subject_answer_nothing():
    assert linked(ASKED, said("a", OTHER, 900, "Notre équipe déménage au printemps prochain")) == []
    assert linked(ASKED, said("a", OTHER, 20, "bonne question")) == []


def empty(width):
    return np.zeros((0, width), np.float32)


def test_a_chat_without_a_message_or_without_a_question_has_no_answer():
    head = READER.questions.answers
    assert answers([], empty(384), empty(512), head) == []
    assert linked(said("a", OTHER, 0, "Bonjour à tous"), said("b", ASKER, 5, "Bonjour")) == []


@given(
    st.lists(st.tuples(st.sampled_from([ASKER, OTHER, None]), st.booleans(), st.text(max_size=30)), max_size=12),
    st.integers(0, 99),
)
def test_an_answer_comes_after_its_question_and_a_group_is_named_by_its_first(rows, seed):
    chat = [said(str(i), person, 30.0 * i, text, question=asks) for i, (person, asks, text) in enumerate(rows)]
    draw = np.random.default_rng(seed)
    own, general = (draw.normal(size=(len(chat), width)).astype(np.float32) / width for width in (384, 512))
    for link in answers(chat, own, general, READER.questions.answers):
        assert int(link.question) < int(link.answer) and chat[int(link.question)].question
    first = groups(chat, general)
    assert all(first[name] == name and int(name) <= int(own) for own, name in first.items())
