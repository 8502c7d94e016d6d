"""One invented case for each form, language and trap of the exports, in `tests/data/catalogue.jsonl`."""

import json
from pathlib import Path

import pytest

from chatmining.formats import CLEAR_LEAD, claims

LINES = (Path(__file__).parents[1] / "data" / "catalogue.jsonl").read_text("utf-8").split("\n")
CASES = {case["name"]: case for case in map(json.loads, filter(None, LINES))}


@pytest.mark.parametrize("name", CASES)
def test_every_record_of_the_case_is_read_as_it_was_written(name, written):
    source = written(CASES[name]["text"])
    (sure, found), *others = claims(source)
    assert found.id == CASES[name]["format"] and all(sure - less >= CLEAR_LEAD for less, _ in others)
    read = [[m.kind, m.author, m.recipient, m.private, m.time, m.text] for m in found.read(source)]
    assert read == CASES[name]["records"]
