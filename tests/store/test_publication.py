"""Renewing a few webinars in a copy of the snapshot gives what making it again gives."""

import numpy as np
import pytest
from tests import synthetic

from chatmining import store

SIZE = synthetic.Size(60, 20)
ASKED = (
    "from search('formation numérique', most := 30)",
    "select form, round(specificity, 9), f, total, part_words, corpus_words from specificites('theme', 'crainte')",
    "from similar_to((select min(comment_id) from comments), most := 10)",
)


def content(path):
    """Return all that a reader can see of a snapshot, answers of macros included."""
    with store.open_reader(path) as db:
        names = db.execute(
            "select table_name from duckdb_tables() where schema_name = 'main' and table_name <> 'publication' "
            "union all select view_name from duckdb_views() where not internal order by 1"
        ).fetchall()
        held = {name: db.execute(f"select * from {name} order by all").fetchall() for (name,) in names}
        return held | {question: db.execute(question).fetchall() for question in ASKED}


@pytest.fixture
def work(tmp_path):
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        for tables in synthetic.together(range(5), SIZE):
            synthetic.load(connection, tables)
        yield connection


def test_a_webinar_added_one_changed_and_a_topic_named_are_published_as_from_scratch(work, tmp_path):
    store.publish(work, tmp_path / "renewed.duckdb")
    synthetic.load(work, synthetic.webinar(5, SIZE))
    work.execute(
        "update comments set text = 'La formation continue', content_hash = 'other' "
        "where webinar_id = 'w00002' and offset_s < 2000"
    )
    work.execute("insert into runs select 'r_again', * exclude run_id from runs where webinar_id = 'w00002'")
    assert store.publish(work, tmp_path / "renewed.duckdb")
    with store.open_reader(tmp_path / "renewed.duckdb") as db:
        held, in_order = db.execute("select comments, sorted_comments from publication").fetchone()
        assert (held, in_order) == (360, 300)  # it was not made again
    work.execute("update topic_registry set name = 'Formés', pinned = true where registry_id = 'w00001/01'")
    assert store.publish(work, tmp_path / "renewed.duckdb")
    store.publish(work, tmp_path / "scratch.duckdb")
    assert content(tmp_path / "renewed.duckdb") == content(tmp_path / "scratch.duckdb")


def test_rows_that_no_run_explains_make_the_snapshot_again(work, tmp_path):
    store.publish(work, tmp_path / "snap.duckdb")
    work.execute("insert into keyring values ('f')")
    assert store.publish(work, tmp_path / "snap.duckdb")
    with store.open_reader(tmp_path / "snap.duckdb") as db:
        assert db.execute("select * from keyring").fetchall() == [("f",)]


def test_the_same_content_is_not_published_twice(work, tmp_path):
    assert store.publish(work, tmp_path / "snap.duckdb")
    stamp = (tmp_path / "snap.duckdb").stat().st_mtime_ns
    assert not store.publish(work, tmp_path / "snap.duckdb")
    assert (tmp_path / "snap.duckdb").stat().st_mtime_ns == stamp


def test_a_snapshot_of_another_version_or_damaged_is_made_again(work, tmp_path, monkeypatch):
    path = tmp_path / "snap.duckdb"
    store.publish(work, path)
    monkeypatch.setattr("chatmining.store.snapshot.__version__", "99")
    assert store.publish(work, path)
    monkeypatch.undo()
    path.write_bytes(b"damaged" * 1000)
    assert store.publish(work, path)


def test_the_snapshot_says_what_it_holds(published):
    version, schema, comments = published.execute(
        "select version, schema_version, comments from publication"
    ).fetchone()
    assert version and schema >= 2 and comments == 900


def test_vectors_of_the_snapshot_are_those_stored_to_eight_bits(work, tmp_path):
    store.publish(work, tmp_path / "snap.duckdb")
    kept = work.execute("select vector from vectors order by content_hash").fetchall()
    with store.open_reader(tmp_path / "snap.duckdb") as db:
        published = np.array([v for (v,) in db.execute("select vector from vectors order by content_hash").fetchall()])
    assert (store.from_bytes([v for (v,) in kept]) * published).sum(axis=1).min() > 0.999
