"""An inbox, a home, and a run that waits for nothing."""

import hashlib
import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from chatmining import store
from chatmining.embed.usem3 import UniversalEncoder
from chatmining.home import Home
from chatmining.inbox import Report, run_inbox
from chatmining.reader import Reader
from chatmining.themes.classifier import Prediction
from tests.samples import ROOT, SAMPLES

BBB = SAMPLES / "bbb" / "bbb-Accompagnement numérique[public-chat]_2023-05-11_10-00.txt"
TWITCH = SAMPLES / "twitch" / "chat.txt"


def no_wait(seconds: float) -> None:
    """Stand for the time in which a copy would grow."""


class Digests:
    """An encoder whose vectors are digests of the texts."""

    def __init__(self, encoder_id: str, dimensions: int) -> None:
        self.encoder_id, self.dimensions = encoder_id, dimensions

    def encode(self, texts):
        digests = [hashlib.shake_256(text.encode()).digest(self.dimensions) for text in texts]
        rows = np.array([list(digest) for digest in digests], np.float32).reshape(-1, self.dimensions) - 127.5
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    encode_together = encode


class Plain(Reader):
    """A reader that loads no model: every comment is noise. What happens to files is the same."""

    @property
    def encoder(self):
        return Digests(self.encoder_id, 384)

    @property
    def general(self):
        return Digests(UniversalEncoder.encoder_id, UniversalEncoder.dimensions)

    def predict(self, texts, vectors):
        return [Prediction({"crainte": 0.0}, (), "bruit") for _ in texts]

    def mentions(self, texts, vectors, predictions):
        return [() for _ in texts]

    def language_of(self, text):
        return "fr"


@cache
def reader() -> Reader:
    """Return the reader of all the runs of the tests but the season's."""
    return Plain(Home(Path("/nowhere"), ROOT / "models"))


def relieve(inbox: Path, home: Home, sleep=no_wait, by: Reader | None = None) -> Report:
    reads = by or reader()
    return run_inbox(inbox, home, reads, "fr", lambda step, done, total: None, lambda holder: None, sleep)


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
