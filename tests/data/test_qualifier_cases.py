"""The contrast cases of qualifiers are well formed, and are as many as their README says."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "qualifiers"
COUNTS = {
    "affirme": 30,
    "nie": 28,
    "surmonte": 30,
    "hypothetique": 28,
    "question": 27,
    "rapporte": 28,
    "passe": 29,
}


def read(half: str) -> list[dict]:
    lines = (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("half", ["tune", "held"])
def test_each_half_has_the_counts_its_readme_gives(half):
    rows = read(half)
    assert Counter(row["qualifier"] for row in rows) == COUNTS
    assert {row["theme"] for row in rows} == {"crainte", "formation", "equipement"}
    assert {row["holder"] for row in rows} == {"moi", "equipe", "usagers", "autres"}


def test_no_id_text_or_group_is_in_both_halves():
    tune, held = read("tune"), read("held")
    for key in ("id", "text"):
        values = [row[key] for row in tune + held]
        assert len(set(values)) == len(values) == 400
    assert not {row["group"] for row in tune} & {row["group"] for row in held}


def test_a_group_has_three_to_five_texts_that_differ_in_the_qualifier():
    groups = defaultdict(list)
    for row in read("tune") + read("held"):
        groups[row["group"]].append(row)
    assert len(groups) == 100
    for rows in groups.values():
        assert 3 <= len(rows) <= 5
        assert len({row["theme"] for row in rows}) == 1
        assert len({row["qualifier"] for row in rows}) >= len(rows) - 1


def test_a_span_is_whole_words_inside_its_text():
    for row in read("tune") + read("held"):
        text, start, end = row["text"], row["start"], row["end"]
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
