"""Names, addresses and numbers never reach the store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmining.privacy import Masker, Pseudonymiser
from chatmining.privacy.contacts import mask_contacts

NAMES = (
    "Élodie Martin",
    "Luc Petit",
    "Claire Dubois",
    "Véro",
    "Jean-Marc Le Goff",
    "PETITJEAN Rose",
    "CCAS de Lille",
    "Hélène Pradier | CCAS Lille",
    "CAF - Fabienne Roussel",
    "Fatou (CCAS Roubaix)",
    "Paul Verdier, Association Espoir",
    "Centre social Agnès Moreau",
    "Michaël Œuvrard",
    "Félicité N'Guyen",
    "DURAND Sophie",
    "iPhone de Zoé",
    "Marie-Claude Legoff (she/her)",
    "Gwenaëlle/CCAS",
    "Formation",
    "Chloé à Lyon",
    "Max",
)
KEY = Pseudonymiser(b"k" * 32)
MASKER = Masker(NAMES, KEY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@Élodie M. tout à fait", "Élodie Martin"),
        ("comme dit Élodie", "Élodie Martin"),
        ("comme dit elodie, il faut du temps", "Élodie Martin"),
        ("merci ELODIE", "Élodie Martin"),
        ("Luc Petit l'a bien dit", "Luc Petit"),
        ("bonjour luc", "Luc Petit"),
        ("merci Véro !", "Véro"),
        ("d'accord avec Jean-Marc", "Jean-Marc Le Goff"),
        ("Mme Petitjean a raison", "PETITJEAN Rose"),
        ("d’Élodie", "Élodie Martin"),
        ("je rejoins le CCAS de Lille", "CCAS de Lille"),
        ("comme dit claire", "Claire Dubois"),
        ("Hélène Pradier | CCAS Lille l'a dit", "Hélène Pradier | CCAS Lille"),
        ("pradier a raison", "Hélène Pradier | CCAS Lille"),
        ("merci fabienne", "CAF - Fabienne Roussel"),
        ("Fatou a raison", "Fatou (CCAS Roubaix)"),
        ("@verdier oui", "Paul Verdier, Association Espoir"),
        ("agnès moreau disait", "Centre social Agnès Moreau"),
        ("Oeuvrard", "Michaël Œuvrard"),
        ("merci nguyen", "Félicité N'Guyen"),
        ("sophie durand", "DURAND Sophie"),
        ("Merci Zoé", "iPhone de Zoé"),
        ("#ElodieMartin", "Élodie Martin"),
        ("lucpetit", "Luc Petit"),
        ("Élo\u00addie", "Élodie Martin"),
        ("Marie-Claude veut former", "Marie-Claude Legoff (she/her)"),
        ("Mme Legoff", "Marie-Claude Legoff (she/her)"),
        ("bravo gwenaelle", "Gwenaëlle/CCAS"),
    ],
)
def test_a_participant_named_in_a_text_becomes_their_pseudonym(text, name):
    assert KEY.person_id(name) in MASKER.mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "un petit souci de son",
        "c'est claire comme explication",
        "les roses du jardin",
        "à Lyon aussi",
        "la vérité",
        "au max 3 jours",
        "la formation manque",
        "félicité de tous",
    ],
)
def test_an_ordinary_word_is_left_alone(text):
    assert MASKER.mask(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("écrivez à a.b-c@asso.fr svp", "écrivez à [e-mail] svp"),
        ("nom arobase: x.y (at) gouv.fr", "nom arobase: [e-mail]"),
        ("06 12 34 56 78", "[téléphone]"),
        ("au 0612345678.", "au [téléphone]."),
        ("+33 6 12 34 56 78 merci", "[téléphone] merci"),
        ("https://ex.org/a?b=Luc voilà", "[lien] voilà"),
        ("www.caf.fr", "[lien]"),
        ("1 pc pour 8, 12,5 % en 2020-11-17", "1 pc pour 8, 12,5 % en 2020-11-17"),
        ("article 2021 20 30", "article 2021 20 30"),
        ("le 05/03/2021 14:05", "le 05/03/2021 14:05"),
        ("0 612 34 56 85", "[téléphone]"),
        ("02 512 34 58", "[téléphone]"),
        ("(514) 555-0198", "[téléphone]"),
        ("@33698765432 oui", "[téléphone] oui"),
        ("33612345678", "[téléphone]"),
        ("bit.ly/abcde et exemple.fr", "[lien] et [lien]"),
        ("luc(at)ccas(point)fr", "[e-mail]"),
        ("Luc.M＠exemple.fr", "[e-mail]"),
        ("fini.merci", "fini.merci"),
    ],
)
def test_contacts_are_masked_by_what_they_are(text, masked):
    assert mask_contacts(text) == masked


@given(st.text())
def test_masking_twice_changes_nothing_more(text):
    once = MASKER.mask(text)
    assert MASKER.mask(once) == once


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_whole_name_survives_between_words(before, after):
    assert "Élodie Martin" not in MASKER.mask(f"{before} Élodie Martin {after}")
