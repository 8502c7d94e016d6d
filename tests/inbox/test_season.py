"""Three waves of every platform's exports, with copies, longer exports and broken files: each comment once."""

import os

import pytest

from chatmining.reader import Reader
from tests.inbox.conftest import relieve, rows
from tests.season import BROKEN, Season


@pytest.mark.slow
def test_a_season_holds_every_comment_once_and_quarantine_just_the_broken(home, inbox):
    webinars = int(os.environ.get("CHATMINING_SEASON_WEBINARS", "4"))  # the whole season: python -m tests.bench.flows
    season = Season(webinars, 3)
    models = Reader(home)
    for wave in range(3):
        season.drop(inbox, wave)
        relieve(inbox, home, by=models)
        assert rows(home, "select count(*), count(distinct comment_id) from comments") == [(season.expected(wave),) * 2]
    relieve(inbox, home, by=models)
    assert rows(home, "select count(*) from webinars") == [(webinars,)]
    assert {note.name.removesuffix(".txt") for note in home.quarantine.rglob("*.txt")} == set(BROKEN)
    assert rows(home, "select count(*) from comments") == [(season.expected(2),)]
