"""What is a question, and what answers it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmining.questions.detect import is_question
from chatmining.questions.link import Said, answers, groups


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


def linked(*chat, vectors=None):
    rows = np.eye(len(chat), dtype=np.float32) if vectors is None else np.array(vectors, np.float32)
    return [(link.question, link.answer, link.sign) for link in answers(chat, rows)]


def test_a_reply_mark_a_name_or_coming_at_once_tells_an_answer():
    assert linked(ASKED, said("a", OTHER, 900, "Trois cents euros", reply_to="q")) == [("q", "a", "reply")]
    assert linked(ASKED, said("a", OTHER, 900, f"@{ASKER} trois cents euros")) == [("q", "a", "name")]
    assert linked(ASKED, said("a", OTHER, 40, "oui un peu cher")) == [("q", "a", "time")]


def test_a_message_close_in_meaning_is_a_likely_answer_and_a_far_one_is_none():
    far = said("a", OTHER, 300, "Notre équipe déménage au printemps prochain")
    assert linked(ASKED, far) == []
    assert linked(ASKED, far, vectors=[[1, 0], [0.8, 0.6]]) == [("q", "a", "meaning")]


def test_thanks_and_the_asker_s_own_words_answer_nothing():
    assert linked(ASKED, said("a", OTHER, 20, "bonne question")) == []
    assert linked(ASKED, said("a", ASKER, 20, "non rien trouvé sur la licence")) == []


@given(st.lists(st.tuples(st.sampled_from([ASKER, OTHER]), st.booleans(), st.text(max_size=30)), max_size=12))
def test_an_answer_comes_after_its_question_and_a_group_is_named_by_its_first(rows):
    chat = [said(str(i), person, 30.0 * i, text, question=asks) for i, (person, asks, text) in enumerate(rows)]
    vectors = np.full((len(chat), 2), 0.7071, np.float32)
    for link in answers(chat, vectors):
        assert int(link.question) < int(link.answer) and chat[int(link.question)].question
    first = groups(chat, vectors)
    assert all(first[name] == name and int(name) <= int(own) for own, name in first.items())
