"""The search corpus and its judged questions are well formed, and are as many as their README says."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parent / "search"
FUNCTION_WORDS = {"les", "des", "pour", "qui", "pas"}


def read(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def stems(text: str) -> set[str]:
    """First five letters, without accents, of the words of three letters or more."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return {word[:5] for word in re.findall(r"[a-z]{3,}", plain) if word not in FUNCTION_WORDS}


def test_the_corpus_has_300_different_comments_of_three_webinars():
    rows = read("corpus.jsonl")
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows) == 300
    assert sorted(Counter(row["webinar"] for row in rows).values()) == [98, 99, 103]


def test_thirty_questions_have_the_judgements_their_readme_counts():
    queries = read("queries.jsonl")
    grades = Counter(grade for row in queries for grade in row["relevant"].values())
    assert len({row["id"] for row in queries}) == len({row["query"] for row in queries}) == len(queries) == 30
    assert grades == {2: 214, 1: 88}
    assert all(2 in row["relevant"].values() for row in queries)


def test_every_judged_comment_is_in_the_corpus():
    ids = {row["id"] for row in read("corpus.jsonl")}
    assert all(set(row["relevant"]) <= ids for row in read("queries.jsonl"))


def test_words_alone_find_about_half_and_mislead_too():
    corpus = {row["id"]: row["text"] for row in read("corpus.jsonl")}
    no_word, traps = 0, 0
    for row in read("queries.jsonl"):
        shared = {key for key, text in corpus.items() if stems(row["query"]) & stems(text)}
        no_word += len(row["relevant"].keys() - shared)
        traps += len(shared - row["relevant"].keys())
    assert (no_word, traps) == (179, 169)


def test_the_fifteen_tuning_questions_are_others_than_the_blind_ones():
    tuning = read("tuning.jsonl")
    assert len({row["query"] for row in tuning}) == len(tuning) == 15
    assert not {row["query"] for row in tuning} & {row["query"] for row in read("queries.jsonl")}
    assert {grade for row in tuning for grade in row["relevant"].values()} == {1, 2}
