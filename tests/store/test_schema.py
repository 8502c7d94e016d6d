"""The schema is documented, stable, and reached from the first migration on."""

import duckdb
import pytest
from tests import synthetic
from tests.samples import ROOT

from chatmining import store
from chatmining.store.describe import page
from chatmining.store.migrations import available, migrate

# What analysts' queries rest on: a column may be added, none may go or be renamed.
CONTRACT = {
    "v_comments": {"comment_id", "webinar_id", "person_id", "role", "kind", "said_at", "offset_s", "language", "words",
                   "decision", "themes", "probabilities", "topic_id", "topic", "text"},
    "v_theme_by_webinar": {"webinar_id", "theme", "n", "comments", "share", "people_n", "people", "people_share"},
    "v_theme_by_minute": {"webinar_id", "minute", "theme", "n", "comments", "share"},
    "v_theme_by_role": {"webinar_id", "role", "theme", "n", "comments", "share", "people_n", "people", "people_share"},
    "v_theme_by_person": {"webinar_id", "person_id", "role", "theme", "n", "comments", "share"},
    "v_concentration": {"webinar_id", "people", "comments", "top_people", "top_comments", "top_share", "gini"},
    "v_people": {"webinar_id", "person_id", "role", "comments", "words", "first_s", "last_s"},
    "v_webinars": {"webinar_id", "title", "date", "start_at", "format", "records", "comments", "people", "content",
                   "content_people"},
    "v_topic_by_webinar": {"webinar_id", "topic_id", "rank", "name", "size", "people", "verbatims"},
    "v_reactions": {"webinar_id", "message_id", "emoji", "n", "people", "webinar_n", "share", "themes", "text"},
    "v_questions": {"comment_id", "webinar_id", "person_id", "role", "said_at", "offset_s", "sign", "decision",
                    "themes", "text", "answer", "group_id", "answers", "answered"},
    "v_quality": {"run_id", "webinar_id", "seconds", "version", "model_id", "records", "comments", "set_aside",
                  "reasons", "scored", "themed", "without_theme", "undecided", "noise"},
}  # fmt: skip


def test_the_page_of_the_schema_is_up_to_date():
    assert (ROOT / "docs" / "schema.md").read_text("utf-8") == page()  # python -m chatmining.store.describe


@pytest.mark.parametrize("view", CONTRACT)
def test_no_column_that_analysts_rest_on_goes(published, view):
    names = {name for name, *_ in published.execute(f"describe {view}").fetchall()}
    assert names >= CONTRACT[view]


@pytest.mark.parametrize("kind", ["tables", "views", "columns", "functions"])
def test_everything_in_a_snapshot_says_what_it_is_its_inner_tables_too(published, kind):
    bare = published.execute(
        f"select * from duckdb_{kind}() where database_name = current_database() and not internal "
        "and coalesce(trim(comment), '') = ''"
    ).fetchall()
    assert bare == []


def test_whole_numbers_are_told_as_numbers_that_any_client_reads(published):
    wide = published.execute("select table_name, column_name from duckdb_columns() where data_type like '%HUGEINT%'")
    assert wide.fetchall() == []


def test_questions_are_those_that_were_read_with_what_answers_them(tmp_path):
    rows = {table: made.to_pylist() for table, made in synthetic.webinar(0, synthetic.Size(6, 3)).items()}
    texts = ("qui forme l'équipe", "où est le lien ?", "on m'entend ?", "je ne trouve pas", "le lien est en bas", "oui")
    for row, text in zip(rows["comments"], texts, strict=True):
        row |= {"text": text, "content_hash": text}
    first, second, _, help_, answer, other = (row["comment_id"] for row in rows["comments"])
    rows["comments"][0] |= {"kind": "question", "answer": "Le Département"}
    rows["questions"] = [
        {"comment_id": comment, "webinar_id": "w00000", "group_id": second, "in_platform": comment == first}
        for comment in (first, second, help_)
    ]
    rows["answers"] = [
        {"question_id": second, "answer_id": answer, "sign": "time"},
        {"question_id": second, "answer_id": other, "sign": "time"},
    ]
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        store.write_rows(connection, rows)
        store.publish(connection, tmp_path / "snap.duckdb")
    with store.open_reader(tmp_path / "snap.duckdb") as db:
        told = db.execute("select text, sign, answer, answers, answered from v_questions order by offset_s").fetchall()
    assert told == [
        (texts[0], "kind", "Le Département", 0, True),
        (texts[1], "mark", None, 2, True),
        (texts[3], "words", None, 0, False),
    ]


def test_a_database_of_the_first_migration_reaches_the_newest_with_its_rows(tmp_path):
    _, name, first = available()[0]
    rows = synthetic.webinar(0, synthetic.Size(30, 5))
    with duckdb.connect(str(tmp_path / "work.duckdb")) as old:
        old.execute(store.queries.script("ledger") + first)
        old.execute("insert into schema_migrations values (1, $name)", {"name": name})
        held = {
            "webinars",
            "people",
            "messages",
            "comments",
            "reactions",
            "theme_scores",
            "decisions",
            "runs",
        }
        since = {"webinars": ["told"]}  # columns of later migrations
        synthetic.load(old, {table: rows[table].drop_columns(since.get(table, [])) for table in held})
        old.execute("insert into topics values ('w00000/01', 'w00000', 1, 'sujet', ['a'], 3, 'm')")
        before = {table: old.execute(f"select * from {table} order by all").fetchall() for table in held}
    with store.open_writer(tmp_path / "work.duckdb") as connection:
        assert migrate(connection) == available()[-1][0]
        after = {table: connection.execute(f"select * from {table} order by all").fetchall() for table in held}
        assert after["webinars"] == [(*row, False) for row in before.pop("webinars")]
        assert connection.execute("select name, size from topics").fetchall() == [("sujet", 3)]
        assert store.publish(connection, tmp_path / "snap.duckdb")
    assert {table: after[table] for table in before} == before
