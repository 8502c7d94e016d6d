"""Qualified mentions, tested on sentences that a linguist can read."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples import ROOT

from chatmining.nlp.qualifiers import find_mentions
from chatmining.records import Mention

TAG = re.compile(r"<(crainte|formation|equipement) (\w+)(?: (\w+))?>(.*?)</\1>")
SENTENCES = tomllib.loads((ROOT / "data/corpus/qualifiers/sentences.toml").read_text("utf-8"))


def parse(sentence: str) -> tuple[str, list[tuple[str, int, int, str, str]]]:
    """Return the plain text, and (theme, start, end, qualifier, holder or "") of each mark."""
    marks, plain, at = [], "", 0
    for match in TAG.finditer(sentence):
        plain += sentence[at : match.start()]
        start, plain = len(plain), plain + match[4]
        marks.append((match[1], start, len(plain), match[2], match[3] or ""))
        at = match.end()
    return plain + sentence[at:], marks


def described(mentions: tuple[Mention, ...], text: str) -> list[str]:
    return [f"{m.theme} {m.qualifier} {m.holder}: {text[m.start : m.end]}" for m in mentions]


@pytest.mark.parametrize("sentence", [s for sentences in SENTENCES.values() for s in sentences])
def test_sentence(sentence: str) -> None:
    text, marks = parse(sentence)
    (mentions,) = find_mentions([text])
    assert marks or not mentions, described(mentions, text)
    for theme, start, end, qualifier, holder in marks:
        found = [m for m in mentions if m.theme == theme and m.start < end and start < m.end]
        assert found and all(m.qualifier == qualifier for m in found), described(mentions, text)
        assert not holder or found[0].holder == holder, described(mentions, text)
    themes, qualifiers = {mark[0] for mark in marks}, {mark[3] for mark in marks}
    denials = [m for m in mentions if m.theme in themes and m.qualifier in {"nie", "surmonte"}]
    assert all(m.qualifier in qualifiers for m in denials), described(mentions, text)


def test_evidence_makes_a_mention_and_merges_with_the_words_it_overlaps() -> None:
    text = "je dors très mal depuis la nouvelle appli, j'ai peur"
    start = text.index("j'ai peur")
    (mentions,) = find_mentions([text], [{"crainte": [(0, 16), (start, len(text))]}])
    assert [(m.start, m.end) for m in mentions if m.theme == "crainte"] == [(0, 16), (start, len(text))]


def test_evidence_of_an_unknown_theme_is_qualified() -> None:
    (mentions,) = find_mentions(["Qui paie la licence ?"], [{"financement": [(0, 8)]}])
    assert ("financement", "question") in {(m.theme, m.qualifier) for m in mentions}


def test_evidence_may_be_the_whole_of_a_comment_that_opens_with_a_condition() -> None:
    text = "Avec un peu plus de moyens"
    (mentions,) = find_mentions([text], [{"formation": [(0, len(text))]}])
    assert ("formation", 0, len(text)) in {(m.theme, m.start, m.end) for m in mentions}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "👍", "?", "...", "«", "j'", "'", "plus", "si"])
def test_scraps_have_no_mention(text: str) -> None:
    assert find_mentions([text]) == [()]


@given(st.text(alphabet="jeaiplusnpouqt'’ -.,?!«»éàP\n🙂(:") | st.text())
def test_spans_lie_in_the_text(text: str) -> None:
    (mentions,) = find_mentions([text + " peur"], [{"formation": [(0, len(text))]}])
    assert all(0 <= m.start < m.end <= len(text) + 5 for m in mentions)


def test_order_and_company_change_nothing() -> None:
    texts = [parse(s)[0] for s in SENTENCES["surmonte"]]
    assert find_mentions(texts)[::-1] == find_mentions(texts[::-1])
