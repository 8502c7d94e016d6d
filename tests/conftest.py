"""What every test may lean on."""

from pathlib import Path

import pytest

from chatmining import store
from chatmining.privacy import Pseudonymiser
from tests import synthetic

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files with a slow test first: no worker is left alone with the longest one while the others are done."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture
def key() -> Pseudonymiser:
    return Pseudonymiser(b"k" * 32)


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory) -> Path:
    """Return a published snapshot of six made-up webinars."""
    folder = tmp_path_factory.mktemp("made_up")
    with store.open_writer(folder / "work.duckdb") as connection:
        for tables in synthetic.together(range(6), synthetic.Size(150, 40)):
            synthetic.load(connection, tables)
        store.publish(connection, folder / "snapshot.duckdb")
    return folder / "snapshot.duckdb"


@pytest.fixture
def published(snapshot):
    with store.open_reader(snapshot) as connection:
        yield connection
