"""Real exports with their letters changed: every record as its reference parse has it, or the reason why not."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from chatmining.formats import FORMATS, SURE, Source, detect

OPEN = Path(__file__).parents[3] / "shared" / "chatlogs" / "open"
PLATFORMS = ("bbb", "signal", "slack", "telegram", "whatsapp", "youtube")
FIELDS = ("kind", "author", "recipient", "private", "time", "date", "clock", "quote", "emoji", "text")

# What we read otherwise than the reference: (file, number of the record, field): reason.
DIFFERENCES = {
    ("s001__testarchive.zip", 149, "author"): "file_comment: its author is in comment.user; the reference has none",
}
# Records that the reference leaves out, by number.
ADDED = {
    ("y001__youtube_actions.json", 7): "markChatItemAsDeletedAction is a removal",
    ("y001__youtube_actions.json", 8): "markChatItemsByAuthorAsDeletedAction is a removal",
}


def exports():
    found = [(name, path) for name in PLATFORMS for path in sorted((OPEN / name).glob("*.ref.jsonl"))]
    return [pytest.param(name, path.with_name(path.name.removesuffix(".ref.jsonl")), path) for name, path in found]


def folded(row):
    return {name: " ".join(value.split()) if isinstance(value := row[name], str) else value for name in FIELDS}


@pytest.mark.skipif(not OPEN.exists(), reason="no ../shared/chatlogs")
@pytest.mark.parametrize(("platform", "export", "reference"), exports())
def test_records_are_those_of_the_reference(platform, export, reference):
    source = Source.open(export)
    found = detect(source)
    assert found.id == platform
    read = [asdict(message) for message in found.read(source)]
    wanted = [json.loads(line) for line in reference.read_text("utf-8").splitlines()]
    kept = [row for row in read if (export.name, row["n"]) not in ADDED]
    assert len(kept) == len(wanted)
    for row, expected in zip(kept, wanted, strict=True):
        ours, theirs = folded(row), folded(expected)
        differing = {name for name in FIELDS if ours[name] != theirs[name]}
        assert differing == {name for file, n, name in DIFFERENCES if (file, n) == (export.name, row["n"])}, row
        assert [reaction["emoji"] for reaction in row["reactions"]] == [
            reaction["emoji"] for reaction in expected.get("reactions", ())
        ]


@pytest.mark.skipif(not OPEN.exists(), reason="no ../shared/chatlogs")
def test_each_export_is_claimed_by_its_platform_alone():
    wrong = {}
    for platform in (*PLATFORMS, "vtt"):
        for path in sorted((OPEN / platform).iterdir()):
            if not path.name.endswith(".ref.jsonl"):
                source = Source.open(path)
                claimants = [format_.id for format_ in FORMATS if format_.claim(source) >= SURE]
                if claimants != ["subtitles" if platform == "vtt" else platform]:
                    wrong[path.name] = claimants
    assert not wrong
