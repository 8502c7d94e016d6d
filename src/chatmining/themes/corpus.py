"""Labelled comments: JSON Lines of id, text, labels, and the cells on which annotators disagreed."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chatmining.errors import BadInput

UNSEEN = ("N4", "Q4", *(f"Q{n}" for n in range(7, 18)))  # writers of data/corpus whom the encoder never read


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A comment with its labels; a cell in `unsure` is neither learnt from nor scored."""

    id: str
    text: str
    labels: frozenset[str]
    unsure: frozenset[str] = frozenset()
    webinar: str = ""


def read_labelled(paths: Iterable[Path]) -> list[Labelled]:
    """Read labelled files, sorted by id; raise BadInput with file and line where one is malformed."""
    rows = [row for path in paths for row in _read_file(path)]
    return sorted(rows, key=lambda row: row.id)


def _read_file(path: Path) -> Iterable[Labelled]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("labelled_unreadable", file=path, found=error) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _parse(path, number, line)


def _parse(path: Path, number: int, line: str) -> Labelled:
    try:
        entry = json.loads(line)
        return Labelled(
            id=str(entry["id"]),
            text=str(entry["text"]),
            labels=frozenset(entry["labels"]),
            unsure=frozenset(entry.get("unsure", ())),
            webinar=str(entry.get("webinar", "")),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput("labelled_malformed", file=path, line=number, found=error) from error


def matrix(rows: Sequence[Labelled], labels: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return (truth, sure), both of shape (rows, labels)."""
    truth = np.array([[label in row.labels for label in labels] for row in rows], bool)
    sure = np.array([[label not in row.unsure for label in labels] for row in rows], bool)
    return truth.reshape(len(rows), len(labels)), sure.reshape(len(rows), len(labels))


def data_hash(rows: Sequence[Labelled]) -> str:
    """Return a digest of what was learnt from."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps([row.id, row.text, sorted(row.labels), sorted(row.unsure)]).encode())
    return digest.hexdigest()[:16]
