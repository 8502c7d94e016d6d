# ruff: noqa: E501
"""JSON piece by piece: the same values as the whole, damage told by its line, hostility survived."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmining.errors import UnreadableFile
from chatmining.formats import source as formats_source
from chatmining.formats.clean_text import composed
from chatmining.formats.json_stream import entries, opening
from chatmining.formats.source import Source

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def source(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, "utf-8")
    return Source(path)


@settings(max_examples=40, deadline=None)
@given(
    value=st.lists(VALUES, max_size=5)
    | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), VALUES, max_size=5)
)
def test_entries_are_the_members_and_items_of_the_whole(tmp_path_factory, value):
    text = composed(json.dumps(value, ensure_ascii=False, indent=1))
    whole, value = source(tmp_path_factory.mktemp("json"), text), json.loads(text)
    pairs = [("", value)] if isinstance(value, list) else list(value.items())
    expected = [(k, item) for k, v in pairs for item in (v if isinstance(v, list) else [v])]
    assert [(entry.key, entry.value) for entry in entries(whole)] == expected


def test_values_are_found_whole_whatever_the_size_of_the_pieces_read(tmp_path, monkeypatch):
    value = {"n": 12345678901234567890, "messages": [{"text": "é" * i, "i": i} for i in range(50)], "end": -1.5e3}
    file = source(tmp_path, json.dumps(value, ensure_ascii=False))
    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr(formats_source, "_CHUNK", size)
        found = list(entries(file))
        assert [entry.value for entry in found if entry.key == "messages"] == value["messages"]
        assert (found[0].value, found[-1].value) == (value["n"], value["end"])


def test_an_entry_knows_its_line(tmp_path):
    file = source(tmp_path, '{\n "a": 1,\n "m": [\n  {"x":\n 1},\n  {"x": 2}\n ]\n}')
    assert [(entry.line, entry.key) for entry in entries(file)] == [(2, "a"), (4, "m"), (6, "m")]


@pytest.mark.parametrize(
    "text",
    [
        '{"messages": [{"a": 1}, {"a"', '{"a": 1', "[1, 2", '{"a" 1}', "[1 2]", '{"a": 1} x', "[" * 100_000, '{"a":' * 100_000,
        '{"a": ' + "9" * 5000 + "}", '{"a": "' + "x" * 300_000, '{1: 2}', "{]", "[}", "{,}", "",
    ],
)  # fmt: skip
def test_damage_is_an_error_with_a_line(tmp_path, text):
    with pytest.raises(UnreadableFile, match="file_broken") as caught:
        list(entries(source(tmp_path, text)))
    assert caught.value.details["line"] == 1
    opening(source(tmp_path, text))


def test_the_opening_of_a_long_single_line_is_seen(tmp_path):
    file = source(tmp_path, json.dumps({"guild": {"id": "1"}, "messages": [{"text": "x" * 50}] * 5000}))
    assert [entry.key for entry in opening(file)][:2] == ["guild", "messages"]
