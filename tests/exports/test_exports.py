"""What is exported reads back equal, hostile texts included."""

import csv
import json
import re

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests import hostile, synthetic

from chatmining import store
from chatmining.errors import BadInput, StoreError
from chatmining.exports import FORMATS, export
from chatmining.exports.formulas import neutral, plain

COLUMNS = "comment_id, webinar_id, person_id, role, offset_s, decision, themes, probabilities, text"


@pytest.fixture(scope="module")
def hostile_snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    with store.open_writer(folder / "work.duckdb") as connection:
        for number in range(2):
            tables = {
                name: rows.to_pylist()
                for name, rows in synthetic.webinar(number, synthetic.Size(len(hostile.TEXTS), 5)).items()
            }
            for row, text in zip(tables["comments"], hostile.TEXTS, strict=True):
                row |= {"text": text, "content_hash": text}
            tables["webinars"][0] |= {"title": "=1+1 <b>"}
            store.write_rows(connection, tables)
        store.publish(connection, folder / "snapshot.duckdb")
    return folder / "snapshot.duckdb"


@pytest.fixture
def written(hostile_snapshot, tmp_path):
    """Return a function that exports and gives (file, result, rows of the snapshot by id)."""

    def write(form, webinar=None):
        with store.open_reader(hostile_snapshot) as db:
            result = export(db, form, tmp_path / "out", webinar)
            names = [name.strip() for name in COLUMNS.split(",")]
            rows = db.execute(f"select {COLUMNS} from v_comments").fetchall()
        return tmp_path / "out", result, {row[0]: dict(zip(names, row, strict=True)) for row in rows}

    return write


def flat(row):
    """Return a comment as one row of a table without lists."""
    alone = {name: value for name, value in row.items() if name not in ("probabilities", "themes")}
    scores = {f"p_{theme}": value for theme, value in row["probabilities"].items()}
    return alone | scores | {"themes": "|".join(row["themes"])}


def test_parquet_reads_back_equal(written):
    path, result, stored = written("parquet")
    rows = pq.read_table(path).to_pylist()
    assert result.comments == len(rows) == len(stored) == 2 * len(hostile.TEXTS)
    for row in rows:
        row["probabilities"] = dict(row["probabilities"])
        assert {name: row[name] for name in stored[row["comment_id"]]} == stored[row["comment_id"]]


def test_json_lines_read_back_equal(written):
    path, _, stored = written("jsonl")
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
    assert len(rows) == len(stored)
    for row in rows:
        assert {name: row[name] for name in stored[row["comment_id"]]} == stored[row["comment_id"]]


def test_csv_reads_back_equal_and_no_cell_is_a_formula(written):
    path, _, stored = written("csv")
    assert path.read_bytes().startswith("\ufeff".encode())
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert len(rows) == len(stored)
    for row in rows:
        expected = flat(stored[row["comment_id"]])
        for name, value in expected.items():
            assert not re.match(r"\s*[=+@＝]", row[name])
            number = isinstance(value, float)
            assert (float(row[name].replace(",", ".")) if number else plain(row[name])) == value


def test_a_workbook_reads_back_equal_and_counts_the_texts_it_cuts(written):
    path, result, stored = written("xlsx")
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert len(rows) == len(stored) and result.cut == 4  # two webinars, two texts longer than a cell
    for values in rows:
        row = dict(zip(header, values, strict=True))
        expected = flat(stored[row["comment_id"]])
        text, read = expected.pop("text"), row["text"]
        assert read == text if len(text.encode("utf-16-le")) <= 2 * 32_767 else text.startswith(read[:-1])
        assert {name: row[name] for name in expected} == pytest.approx(expected)


def test_the_iramuteq_corpus_is_valid_by_its_grammar(written):
    path, result, stored = written("iramuteq")
    texts = path.read_text("utf-8").split("\n\n")[:-1]
    assert result.comments == len(texts) and result.comments + result.left_out == len(stored) and result.left_out
    for block in texts:
        header, text = block.split("\n")
        assert re.fullmatch(r"\*{4}( \*[a-z0-9]+_[a-z0-9]+)+", header)
        variables = [variable.split("_")[0] for variable in header.split()[1:]]
        assert len(set(variables)) == len(variables) and {"*webinaire", "*role", "*personne"} <= set(variables)
        assert "*" not in text and re.search(r"\w", text)


@pytest.mark.parametrize("form", FORMATS)
def test_one_webinar_alone_can_be_exported(written, form):
    _, one, _ = written(form, "w00001")
    assert one.comments + one.left_out == len(hostile.TEXTS)


def test_what_cannot_be_exported_leaves_the_file_as_it_was(published, tmp_path):
    target = tmp_path / "out.csv"
    target.write_text("before", "utf-8")
    with pytest.raises(BadInput, match="webinar_unknown"):
        export(published, "csv", target, "w99999")
    with pytest.raises(BadInput, match="export_format_unknown"):
        export(published, "pdf", target)
    with pytest.raises(StoreError, match="home_unwritable"):
        export(published, "csv", tmp_path / "missing" / "out.csv")
    assert target.read_text("utf-8") == "before" and [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@given(st.text() | st.from_regex(r"'*\s*[=+\-@\t].*"))
def test_what_is_neutralised_is_given_back_whatever_it_was(text):
    assert plain(neutral(text)) == text
    assert not re.match(r"\s*[=+\-@]", neutral(text))


def test_views_macros_and_search_hold_hostile_texts_unharmed(hostile_snapshot):
    with store.open_reader(hostile_snapshot) as db:
        for (view,) in db.execute("select view_name from duckdb_views() where not internal").fetchall():
            db.execute(f"select * from {view}").fetchall()
        texts = {text for (text,) in db.execute("select text from v_comments").fetchall()}
        found = db.execute("select text from search('formation')").fetchall()
        around = db.execute("select word from concordance('guillemets')").fetchall()
    assert texts == set(hostile.TEXTS) and found == [("+33 formation",)] * 2 and around == [("guillemets",)] * 2
