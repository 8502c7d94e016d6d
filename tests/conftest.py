"""What every test may lean on."""

from pathlib import Path

import pytest

from chatmining.privacy import Pseudonymiser

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def key() -> Pseudonymiser:
    return Pseudonymiser(b"k" * 32)
