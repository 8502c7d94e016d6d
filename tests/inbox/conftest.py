"""An inbox, a home, and a run that waits for nothing."""

import shutil
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


@pytest.fixture(scope="session")
def night(tmp_path_factory) -> Home:
    """Return the home of a first night, in which one export was stored: to be copied, not changed."""
    inbox = tmp_path_factory.mktemp("nuit") / "dépôt"
    inbox.mkdir()
    shutil.copy(BBB, inbox)
    home = Home(inbox.with_name("home"), ROOT / "models")
    relieve(inbox, home)
    return home


@pytest.fixture
def stored(night, home, inbox) -> None:
    """Make the home one in which the inbox's one export is stored."""
    shutil.copytree(night.folder, home.folder)
    shutil.copy(BBB, inbox)
