"""A new model reads again what it has not read; the weekly look finds what is broken."""

import json
import shutil

import pytest

from chatmining import store
from chatmining.errors import StoreError
from chatmining.home import Home
from chatmining.maintenance import maintain
from chatmining.reader import Reader
from chatmining.refresh import refresh, stale
from tests.inbox.conftest import TWITCH, Plain, relieve, rows
from tests.samples import ROOT


def quiet(step: str, done: int, total: int) -> None:
    """Show nothing."""


@pytest.fixture
def newer(tmp_path) -> Reader:
    """Return a reader of the same models under a new name, as after a training."""
    models = tmp_path / "models"
    shutil.copytree(ROOT / "models", models)
    (current,) = (models / "themes").glob("*/metadata.json")
    card = json.loads(current.read_text("utf-8"))
    current.write_text(json.dumps(card | {"model_id": "newer"}), "utf-8")
    return Plain(Home(tmp_path / "nowhere", models))


def test_a_new_model_makes_stale_what_it_has_not_read_and_encodes_nothing_again(home, inbox, stored, newer):
    shutil.copy(TWITCH, inbox)
    relieve(inbox, home)
    vectors = rows(home, "select count(*) from vectors")
    webinars = [webinar.webinar_id for webinar in stale(home, newer)]
    assert len(webinars) == 2
    assert refresh(home, newer, quiet) == webinars
    assert rows(home, "select count(*) from vectors") == vectors
    assert rows(home, "select distinct model_id from v_current_model")[0][0].startswith("newer")
    assert refresh(home, newer, quiet) == []
    assert rows(home, "select kind, updated from batches where kind = 'refresh'") == [("refresh", 2)]


def test_the_weekly_look_finds_a_row_that_lost_its_comment(home, night):
    with pytest.raises(StoreError, match="snapshot_missing"):
        maintain(home, quiet)
    shutil.copytree(night.folder, home.folder)
    assert maintain(home, quiet).exit_code == 0
    with store.open_writer(home.database) as db:
        db.execute("delete from comments where comment_id = (select min(comment_id) from comments)")
        db.execute("update comments set text = text || '!' where comment_id = (select max(comment_id) from comments)")
    health = maintain(home, quiet)
    assert health.exit_code == 1 and {"message_without_comment", "text_without_hash"} <= health.findings.keys()
