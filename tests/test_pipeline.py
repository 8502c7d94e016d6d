"""The way of a comment, end to end, on real files and a real database."""

import shutil
from pathlib import Path

import pytest

from chatmining import store
from chatmining.batch import Options, process_files
from chatmining.formats import read
from chatmining.home import Home
from chatmining.records import Kind
from tests.samples import ROOT, WEBINAR

TABLES = ("webinars", "people", "messages", "comments", "reactions", "theme_scores", "decisions", "topics",
          "topic_assignments", "sources", "vectors", "themes", "mentions")  # fmt: skip
QUOTED = "L'expérience ne pourra être positive que si le travailleur social est lui-même à l'aise avec le numérique."


def run(home: Home, *files: Path, **options):
    return process_files(files, Options(**options), home, lambda step, done, total: None)


def content(home: Home) -> dict[str, list[tuple]]:
    with store.open_reader(home.snapshot) as db:
        return {table: db.execute(f"select * from {table} order by all").fetchall() for table in TABLES}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    place = Home(tmp_path_factory.mktemp("home"), ROOT / "models")
    outcome = run(place, WEBINAR)
    assert outcome.exit_code == 0 and outcome.published
    return place


def test_every_record_keeps_a_row_and_a_reason_when_it_is_no_comment(home):
    records = list(read(WEBINAR))
    with store.open_reader(home.snapshot) as db:
        assert db.execute("select count(*) from messages").fetchone() == (len(records),)
        kept = db.execute("select count(*) from messages where reason is null").fetchone()
        assert db.execute("select count(*) from comments").fetchone() == kept
        reasons = dict(
            db.execute("select reason, count(*) from messages where reason is not null group by 1").fetchall()
        )
    assert reasons["private"] == sum(record.private for record in records) > 0
    assert reasons["reaction"] == sum(record.kind is Kind.REACTION and not record.private for record in records) > 0


def test_the_press_comments_are_read_and_labelled(home):
    with store.open_reader(home.snapshot) as db:
        ((themes,),) = db.execute("select themes from v_comments where text like $t", {"t": f"{QUOTED}%"}).fetchall()
    assert "formation" in themes


def test_no_name_and_no_private_text_is_in_the_bytes_of_any_stored_file(home):
    records = list(read(WEBINAR))
    stored = b"".join(path.read_bytes() for path in sorted(home.folder.rglob("*")) if path.is_file())
    with store.open_reader(home.snapshot) as db:  # DuckDB compresses strings: look at the values too
        values = "\n".join(str(row) for table in TABLES for row in db.execute(f"select * from {table}").fetchall())
    for name in {record.author for record in records if record.author}:
        assert name.encode() not in stored and name not in values, name
    for text in {record.text for record in records if record.private and len(record.text) > 12}:
        assert text.encode() not in stored and text not in values, text


def test_the_same_file_again_adds_nothing_and_leaves_the_snapshot_untouched(home):
    before, stamp = content(home), home.snapshot.stat().st_mtime_ns
    outcome = run(home, WEBINAR)
    assert [done.added for done in outcome.processed] == [0] and not outcome.published
    assert content(home) == before and home.snapshot.stat().st_mtime_ns == stamp


def test_a_longer_export_of_the_webinar_keeps_every_id(home, tmp_path):
    lines = WEBINAR.read_bytes().split(b"\n")
    cut = next(i for i in range(len(lines) * 2 // 3, len(lines)) if b" De  " in lines[i])
    folder = tmp_path / WEBINAR.parent.name
    folder.mkdir()
    (folder / WEBINAR.name).write_bytes(b"\n".join(lines[:cut]) + b"\n")
    place = Home(tmp_path / "home", ROOT / "models")
    shutil.copytree(home.folder, tmp_path / "keyed")
    place.folder.mkdir()
    shutil.copy(home.key, place.key)
    run(place, folder / WEBINAR.name)
    short = {row[0] for row in content(place)["comments"]}
    run(place, WEBINAR)
    assert short < {row[0] for row in content(place)["comments"]}
    assert content(place)["comments"] == content(home)["comments"]
    assert content(place)["theme_scores"] == content(home)["theme_scores"]


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    bad = tmp_path / "image.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    place = Home(tmp_path / "home", ROOT / "models")
    outcome = run(place, bad, WEBINAR)
    assert outcome.exit_code == 1 and len(outcome.processed) == 1
    assert [error.code for error in outcome.errors] == ["file_binary"]
    assert run(place, bad).exit_code == 2


def test_topics_and_themes_do_not_depend_on_the_key(home, tmp_path):
    other = Home(tmp_path / "home", ROOT / "models")
    run(other, WEBINAR)
    questions = (
        "select name, size, terms from topics order by rank",
        "select offset_s, decision, themes from v_comments order by all",
        "select offset_s, t.name from topic_assignments join topics t using (topic_id) join comments using (comment_id)"
        " order by all",
    )
    with store.open_reader(home.snapshot) as one, store.open_reader(other.snapshot) as two:
        assert home.key.read_bytes() != other.key.read_bytes()
        for question in questions:
            assert one.execute(question).fetchall() == two.execute(question).fetchall() != []
