"""Real Zoom exports with their letters changed: every record as its reference parse has it."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest

from chatmining.formats import SURE, Source, claims
from chatmining.formats.zoom import ZOOM_CHAT

OPEN = Path(__file__).parents[2].parent / "shared" / "chatlogs" / "open"
FIELDS = ("kind", "author", "recipient", "private", "time", "date", "clock", "quote", "emoji", "text", "form", "line")
ENOUGH = 0.995

# Records read otherwise than the reference, each with its reason: {(file, line): reason}. None today.
DIFFERENCES: dict[tuple[str, int], str] = {}

pytestmark = pytest.mark.skipif(not OPEN.exists(), reason="no ../shared/chatlogs")


def exports():
    return [path for folder in ("zoom", "zoom_reports") for path in sorted((OPEN / folder).glob("*.txt"))]


def folded(row):
    return {name: " ".join(value.split()) if isinstance(value := row[name], str) else value for name in FIELDS}


def test_records_are_those_of_the_references():
    count, different = Counter(), {}
    for path in exports():
        read = {message.line: asdict(message) for message in ZOOM_CHAT.read(Source.open(path))}
        wanted = [json.loads(line) for line in path.with_name(f"{path.name}.ref.jsonl").read_text("utf-8").splitlines()]
        assert len(read) == len(wanted), path.name
        for row in wanted:
            count["all"] += 1
            if row["line"] not in read or folded(read[row["line"]]) != folded(row):
                different[path.name, row["line"]] = read.get(row["line"])
    assert set(different) == set(DIFFERENCES), different
    assert count["all"] >= 3_000
    assert 1 - len(different) / count["all"] >= ENOUGH


@pytest.mark.parametrize("path", exports(), ids=lambda path: path.name)
def test_export_is_claimed_by_zoom_alone(path):
    found = claims(Source.open(path))
    assert [format_.id for _, format_ in found] == ["zoom"]
    assert found[0][0] >= SURE
