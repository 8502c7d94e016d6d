"""Samples and their golden files: what every format in FORMATS must ship.

A sample is any file under `data/samples/<format id>/`; its golden file stands beside it, `<name>.golden.jsonl` with
the sample's whole name: one JSON object a record with every field of Message, or one line {"error": code} for a
sample that is refused.
`UPDATE_GOLDEN=1 pytest tests/formats` writes them; review the diff.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from chatmining.errors import ChatminingError
from chatmining.formats import ChatFormat, Source, detect

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
SUFFIX = ".golden.jsonl"
NOT_SAMPLES = (SUFFIX, ".md", ".toml")  # golden files, notes, sidecars


def samples(format_: ChatFormat) -> list[Path]:
    """Return the samples of a format, in the order of their names."""
    found = (path for path in (SAMPLES / format_.id).rglob("*") if path.is_file())
    return sorted(path for path in found if not path.name.endswith(NOT_SAMPLES) and not path.name.startswith("."))


def golden_file(sample: Path) -> Path:
    """Return where the golden file of `sample` stands."""
    return sample.with_name(sample.name + SUFFIX)


def rows(format_: ChatFormat, sample: Path) -> Iterator[str]:
    """Yield what the golden file holds for `sample`, a line at a time."""
    source = Source.open(sample)
    assert detect(source).id == format_.id, f"{sample.name} is not claimed by {format_.id}"
    try:
        for message in format_.read(source):
            yield json.dumps(asdict(message), ensure_ascii=False)
    except ChatminingError as error:
        yield json.dumps({"error": error.code})


def check(format_: ChatFormat, sample: Path) -> None:
    """Compare `sample` as read with its golden file, or write that file when UPDATE_GOLDEN=1."""
    found = list(rows(format_, sample))
    golden = golden_file(sample)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.write_text("".join(f"{row}\n" for row in found), "utf-8", newline="\n")
        return
    assert golden.exists(), f"{sample.name} has no golden file: UPDATE_GOLDEN=1 pytest tests/formats"
    assert found == golden.read_text("utf-8").removesuffix("\n").split("\n")
