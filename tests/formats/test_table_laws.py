"""Any text survives a write as a table and a read back."""

import csv
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from chatmining.errors import ChatminingError
from chatmining.formats.clean_text import clean
from chatmining.formats.mojibake import is_broken
from chatmining.formats.table import TABLE, Mapping, read_table

HEADER = ("Heure", "Nom", "Message")
TOLD = Mapping(columns=(("time", "Heure"), ("author", "Nom"), ("text", "Message")))
# The header's own words are a header again, wherever they stand: they are not drawn.
TEXTS = st.lists(st.text(max_size=60).filter(lambda t: clean(t) not in HEADER), min_size=1, max_size=5)
# What XML cannot hold, a spreadsheet cannot either; _x000A_ is its way to write a line feed.
SHEET_TEXTS = st.lists(
    st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="_\ufffe\uffff"), max_size=60).filter(
        lambda t: clean(t) not in HEADER
    ),
    min_size=1,
    max_size=5,
)
LAW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def rows(texts):
    return [HEADER, *(("14:05:00", f"Luc {n}", text) for n, text in enumerate(texts))]


def back(source):
    return [(record.time, record.author, record.text) for record in read_table(source, TOLD)]


def expected(texts):
    return [("14:05:00", f"Luc {n}", clean(text)) for n, text in enumerate(texts)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@LAW
@given(texts=TEXTS)
def test_texts_survive_delimited_files(written, separator, texts):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows(texts))
    assume(not is_broken(stream.getvalue()))
    assert back(written(stream.getvalue().encode("utf-8", "surrogatepass"))) == expected(texts)


@LAW
@given(texts=TEXTS, ascii_=st.booleans())
def test_texts_survive_json_lines(written, texts, ascii_):
    lines = [json.dumps(dict(zip(HEADER, row, strict=True)), ensure_ascii=ascii_) for row in rows(texts)[1:]]
    assume(not is_broken("\n".join(lines)))
    assert back(written("\n".join(lines).encode("utf-8", "surrogatepass"))) == expected(texts)


@LAW
@given(texts=TEXTS)
def test_texts_survive_json(written, texts):
    listed = [dict(zip(HEADER, row, strict=True)) for row in rows(texts)[1:]]
    assert back(written(json.dumps({"messages": listed}, indent=1))) == expected(texts)


@LAW
@given(texts=TEXTS)
def test_texts_survive_parquet(written, texts):
    stream = io.BytesIO()
    columns = zip(*rows(texts)[1:], strict=True)
    pq.write_table(pa.table(dict(zip(HEADER, map(list, columns), strict=True))), stream)
    assert back(written(stream.getvalue())) == expected(texts)


@settings(LAW, max_examples=60)
@given(texts=SHEET_TEXTS)
def test_texts_survive_spreadsheets(written, texts):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows(texts)):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell)
    assert back(written(stream.getvalue())) == expected(texts)


@settings(LAW, max_examples=100)
@given(
    content=st.binary(max_size=400),
    start=st.sampled_from(
        [b"", b"Heure;Nom;Message\n", b'{"user":"a","text":"', b"PAR1", b"PK\x03\x04xl/workbook.", b"[{"]
    ),
)
def test_any_bytes_are_read_or_refused(written, content, start):
    try:
        source = written(start + content)
        TABLE.claim(source)
        list(TABLE.read(source))
    except ChatminingError:
        pass
