"""An inbox, a home, and a run that waits for nothing."""

from functools import cache
from pathlib import Path

import pytest

from chatmining import store
from chatmining.home import Home
from chatmining.inbox import Report, run_inbox
from chatmining.reader import Reader
from tests.samples import ROOT, SAMPLES

BBB = SAMPLES / "bbb" / "bbb-Accompagnement numérique[public-chat]_2023-05-11_10-00.txt"
TWITCH = SAMPLES / "twitch" / "chat.txt"


def no_wait(seconds: float) -> None:
    """Stand for the time in which a copy would grow."""


@cache
def reader() -> Reader:
    """Load the models once for all the runs of the tests."""
    return Reader(Home(Path("/nowhere"), ROOT / "models"))


def relieve(inbox: Path, home: Home, sleep=no_wait) -> Report:
    return run_inbox(inbox, home, reader(), "fr", lambda step, done, total: None, lambda holder: None, sleep)


def rows(home: Home, question: str) -> list[tuple]:
    with store.open_writer(home.database) as db:
        return db.execute(question).fetchall()


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path / "home", ROOT / "models")


@pytest.fixture
def inbox(tmp_path) -> Path:
    folder = tmp_path / "dépôt"
    folder.mkdir()
    return folder
