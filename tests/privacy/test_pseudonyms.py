"""Pseudonyms are keyed, stable, and the key is the organizer's own."""

import stat

import pytest

from chatmining.errors import StoreError
from chatmining.privacy import Pseudonymiser, load_key


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "home" / "key"
    first = load_key(path)
    assert load_key(path) == first and len(first) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["key"]


def test_a_damaged_key_is_an_error_never_replaced(tmp_path):
    path = tmp_path / "key"
    path.write_bytes(b"short")
    with pytest.raises(StoreError, match="key_damaged"):
        load_key(path)
    assert path.read_bytes() == b"short"


def test_spaces_and_case_make_no_other_person(key):
    assert key.person_id("Élodie  MARTIN") == key.person_id("élodie martin")


def test_another_key_gives_another_pseudonym(key):
    assert key.person_id("Luc") != Pseudonymiser(b"z" * 32).person_id("Luc")
