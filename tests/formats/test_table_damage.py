# ruff: noqa: E501
"""Damaged, locked and enormous tables: an error that says where, or the records; never a traceback."""

import io
import random
import struct
import tracemalloc

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from tests.formats.golden import SAMPLES

from chatmining.errors import ChatminingError, UnreadableFile
from chatmining.formats import detect
from chatmining.formats import source as formats_source
from chatmining.formats.table import TABLE

# The two first sectors of a workbook locked by a password: what stands in it is named in UTF-16.
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480)
HEADER = "Heure;Nom;Message\n"


def workbook():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number in range(60):
            page.write_row(number, 0, ["14:05", "Luc", f"Bonjour {number}"] if number else ["Heure", "Nom", "Message"])
    return stream.getvalue()


def far_cell():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Heure", "Nom", "Message"])
        page.write(1_048_575, 16_383, "x")
    return stream.getvalue()


def parquet():
    stream = io.BytesIO()
    pq.write_table(pa.table({"heure": ["14:05"] * 50, "nom": ["Luc"] * 50, "message": ["Bonjour"] * 50}), stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[{"user": "Luc", "message": "Oui"},\n{"user": "Anne", "mess', 2),
        ('{"user": "Luc", "message": "Oui"}\n{"user": "A", "message": "b"}\n{"user": "Anne", "mess', 3),
        (HEADER + '14:05;Luc;Oui\n14:06;Anne;"Non\n14:07;Luc;Bien\n', 3),
        (HEADER + "14:05;Luc;Oui\n14:06;Anne;" + "x" * 17_000_000 + "\n", 3),
        (workbook()[:2000], 1),
        (LOCKED, 1),
        (far_cell(), 1),
        (parquet()[:400], 1),
    ],
    ids=["cut JSON", "cut JSON line", "open quotation mark", "absurd cell", "cut workbook", "locked workbook", "workbook too large", "cut Parquet"],
)  # fmt: skip
def test_damage_is_told_with_its_line(written, content, line):
    source = written(content)
    with pytest.raises(UnreadableFile) as caught:
        list(detect(source).read(source))
    assert caught.value.code == "file_broken"
    assert caught.value.details["line"] == line and caught.value.details["found"]


def test_nul_bytes_are_dropped_and_what_is_left_is_read(written):
    assert [r.text for r in TABLE.read(written(HEADER + "14:05;Luc;Bon\x00jour\n\x00\n14:06;Anne;Oui\n"))] == [
        "Bonjour",
        "Oui",
    ]


def test_a_cell_of_a_million_signs_is_read(written):
    first, second = TABLE.read(written(HEADER + f'14:05;Luc;"{"x " * 500_000}"\n14:06;Anne;Oui\n'))
    assert len(first.text) == 999_999 and second.text == "Oui"


@pytest.mark.parametrize(
    "name", ["slido.xlsx", "gotowebinar.xls", "wooclap.ods", "chat.parquet", "mentimeter.json", "klaxoon.tsv"]
)
def test_mutated_samples_are_read_or_refused(written, name):
    whole, dice = (SAMPLES / "table" / name).read_bytes(), random.Random(name)
    for _ in range(150):
        bytes_ = bytearray(whole)
        for _ in range(dice.choice((1, 3, 30))):
            bytes_[dice.randrange(len(bytes_))] = dice.randrange(256)
        try:
            source = written(bytes(bytes_[: dice.choice((len(bytes_), dice.randrange(1, len(bytes_))))]))
            TABLE.claim(source)
            list(TABLE.read(source))
        except ChatminingError:
            pass


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "row"),
    [
        (HEADER, "14:05;Luc;Bonjour à tous les gens\n"),
        ("", '{"time":"14:05","user":"Luc","message":"Bonjour à tous"}\n'),
    ],
    ids=["csv", "jsonl"],
)
def test_memory_does_not_grow_with_the_file(written, head, row, monkeypatch):
    monkeypatch.setattr(formats_source, "_CHUNK", 1 << 14)
    peaks = []
    for count in (3_000, 6_000):
        source = written(head + row * count)
        tracemalloc.start()
        assert sum(1 for _ in TABLE.read(source)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]


def test_a_workbook_whose_sectors_turn_in_circles_is_refused(written):
    whole = bytearray((SAMPLES / "table" / "gotowebinar.xls").read_bytes())
    (table,) = struct.unpack_from("<I", whole, 76)
    struct.pack_into("<I", whole, (table + 1) * 512, 0)  # the first sector is its own next one
    source = written(bytes(whole))
    with pytest.raises(UnreadableFile, match="file_broken"):
        list(TABLE.read(source))
