"""The corpus is what its data card says, and training has seen nothing of the tests."""

import json
import re

from tests.samples import ROOT

from chatmining.themes.corpus import read_labelled
from chatmining.themes.taxonomy import load

CORPUS = ROOT / "data" / "corpus"
FURTHER = {"financement", "opportunite", "usagers"}


def comments(name: str) -> int:
    return len(read_labelled([CORPUS / f"{name}.jsonl"]))


def counted() -> dict[str, int]:
    """The card's counts, one entry a file: « `train/C1`, `C2` | 1,101 + 922 » names two files and gives both counts."""
    found: dict[str, int] = {}
    for folder, names, sizes in re.findall(
        r"\| `(train|test)/(.+?)` \| ([\d,+ ]+) \|", (CORPUS / "README.md").read_text()
    ):
        numbers = [int(size.replace(",", "")) for size in sizes.split("+")]
        stems = [f"T{i}" for i in range(1, 6)] if names == "T1` to `T5" else names.split("`, `")
        if len(numbers) == 1 and len(stems) > 1:
            assert sum(comments(f"{folder}/{stem}") for stem in stems) == numbers[0]
        found |= {f"{folder}/{stem}": comments(f"{folder}/{stem}") for stem in stems}
        if len(numbers) == len(stems):
            assert dict(zip((f"{folder}/{s}" for s in stems), numbers, strict=True)).items() <= found.items()
    return found


def test_the_data_card_counts_every_file():
    files = {f"{path.parent.name}/{path.stem}" for path in CORPUS.glob("t*/*.jsonl") if path.stem != "second_pass"}
    assert set(counted()) == files


def test_labels_are_known_and_noise_excludes_themes():
    taxonomy = load()
    for row in read_labelled(path for path in CORPUS.glob("t*/*.jsonl") if path.stem != "second_pass"):
        assert row.labels | row.unsure <= {*taxonomy.labels, *FURTHER}, row.id
        assert "bruit" not in row.labels or row.labels == {"bruit"}, row.id


def test_no_comment_of_substance_is_both_trained_and_tested_on():
    def words(row):
        return " ".join(re.findall(r"\w+", row.text.lower()))

    trained = {words(row) for row in read_labelled(CORPUS.glob("train/*.jsonl"))}
    tested = read_labelled(path for path in CORPUS.glob("test/*.jsonl") if path.stem != "second_pass")
    assert [row.text for row in tested if words(row) in trained and "bruit" not in row.labels] == []


def test_the_shipped_models_were_trained_on_just_this_corpus():
    model = ROOT / "models" / "themes" / (ROOT / "models" / "themes" / "CURRENT").read_text().strip()
    assert json.loads((model / "metadata.json").read_text())["corpus_size"] == len(
        read_labelled(CORPUS.glob("train/*.jsonl"))
    )
