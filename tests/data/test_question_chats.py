"""The chats with questions are well formed, and are as many as their README says."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "questions"
COUNTS = {  # messages, questions, answered, near-duplicates, reply marks
    "tune": (241, 82, 45, 10, 12),
    "held": (250, 81, 49, 12, 9),
    "second": (345, 101, 53, 12, 18),
    "third": (360, 104, 66, 8, 15),
}
CHATS = sorted(FOLDER.glob("*/*.jsonl"))


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("half", list(COUNTS))
def test_each_half_has_three_chats_and_the_counts_its_readme_gives(half):
    paths = sorted((FOLDER / half).glob("*.jsonl"))
    rows = [row for path in paths for row in read(path)]
    found = (
        len(rows),
        sum(row["is_question"] for row in rows),
        sum(bool(row["answered_by"]) for row in rows),
        sum(bool(row["same_as"]) for row in rows),
        sum(bool(row["reply_to"]) for row in rows),
    )
    assert len(paths) == 3
    assert found == COUNTS[half]


def test_no_id_is_given_twice_and_a_chat_is_one_webinar():
    ids = [row["id"] for path in CHATS for row in read(path)]
    assert len(set(ids)) == len(ids)
    assert len({row["webinar"] for path in CHATS for row in read(path)}) == len(CHATS) == 12


@pytest.mark.parametrize("path", CHATS, ids=lambda path: path.stem)
def test_messages_are_in_order_and_point_inside_their_chat(path):
    rows = read(path)
    place = {row["id"]: n for n, row in enumerate(rows)}
    offsets = [row["offset_s"] for row in rows]
    assert 60 <= len(rows) <= 120
    assert offsets == sorted(offsets)
    for n, row in enumerate(rows):
        earlier = [row[key] for key in ("reply_to", "same_as") if row[key]]
        assert all(place[other] < n for other in earlier)
        assert all(place[other] > n for other in row["answered_by"])


@pytest.mark.parametrize("path", CHATS, ids=lambda path: path.stem)
def test_only_questions_are_answered_or_asked_again(path):
    questions = {row["id"] for row in read(path) if row["is_question"]}
    for row in read(path):
        if row["answered_by"] or row["same_as"]:
            assert row["id"] in questions
        assert row["same_as"] is None or row["same_as"] in questions
