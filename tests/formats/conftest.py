"""What the tests of chat formats share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chatmining.formats import Source


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("exports")


@pytest.fixture(scope="session")
def written(folder) -> Callable[[str | bytes], Source]:
    """Return a function that writes an export and opens it."""

    def write(content: str | bytes) -> Source:
        path = folder / "export"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return Source.open(path)

    return write
