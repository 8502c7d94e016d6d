"""What a hostile participant writes goes from the file to the snapshot and to every export unharmed."""

import csv
import json
from dataclasses import asdict

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook
from tests import hostile

from chatmining import store
from chatmining.exports import FORMATS, export
from chatmining.exports.formulas import plain
from chatmining.formats import Source, choose
from chatmining.prepare import Webinar, prepare
from chatmining.privacy import Pseudonymiser

NAMES = ("Élise Moreau", "=cmd|A0", "<b>Robert'); DROP TABLE comments; --", "\u202eeticilF")
TITLE = "=1+1 <script>"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """Read, pseudonymise, store and publish a chat, as a run does but for its models: these read what is stored."""
    folder = tmp_path_factory.mktemp("hostile")
    with (folder / "chat.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Date", "Nom", "Message"])
        for i, text in enumerate((*hostile.TEXTS, "nul\x00 dedans")):
            rows.writerow([f"2024-03-14 14:{i // 60:02d}:{i % 60:02d}", NAMES[i % len(NAMES)], text])
    source = Source.open(folder / "chat.csv")
    chat_format = choose(source)
    key = Pseudonymiser(b"k" * 32)
    prepared = prepare(
        list(chat_format.read(source)), Webinar(webinar_id="w1", title=TITLE), chat_format.id, key, lambda _: "fr"
    )
    with store.open_writer(folder / "work.duckdb") as connection:
        store.write_webinar(connection, store.Batch(**asdict(prepared)))
        store.publish(connection, folder / "snapshot.duckdb")
    return folder / "snapshot.duckdb"


def test_a_hostile_chat_reaches_views_search_and_every_export_unharmed(snapshot, tmp_path):
    with store.open_reader(snapshot) as db:
        for (view,) in db.execute("select view_name from duckdb_views() where not internal").fetchall():
            db.execute(f"from {view}").fetchall()
        texts = dict(db.execute("select comment_id, text from v_comments").fetchall())
        assert db.execute("select title from v_webinars").fetchone() == (TITLE,)
        assert db.execute("select text from search('guillemets')").fetchall()[0][0].startswith("deux\nlignes")
        for form in FORMATS:
            export(db, form, tmp_path / form)
    assert {hostile.TEXTS[0], hostile.TEXTS[1], "**** *webinaire_faux *role_host", "é" * 40_000} <= set(texts.values())
    assert max(map(len, texts.values())) > 1_000_000
    rows = pq.read_table(tmp_path / "parquet").to_pylist()
    assert {row["comment_id"]: row["text"] for row in rows} == texts
    lines = (tmp_path / "jsonl").read_text("utf-8").split("\n")[:-1]
    assert {row["comment_id"]: row["text"] for row in map(json.loads, lines)} == texts
    csv.field_size_limit(10_000_000)
    with (tmp_path / "csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["comment_id"]: plain(row["text"]) for row in csv.DictReader(stream, delimiter=";")} == texts
    header, *cells = CalamineWorkbook.from_path(tmp_path / "xlsx").get_sheet_by_index(0).to_python()
    told = {row[header.index("comment_id")]: row[header.index("text")] for row in cells}
    assert all(text.startswith(told[comment][:32_000]) for comment, text in texts.items())
    blocks = (tmp_path / "iramuteq").read_text("utf-8").split("\n\n")[:-1]
    assert blocks and all(block.startswith("**** *") and "*" not in block.split("\n")[1] for block in blocks)
