"""Chats whose messages are annotated: which ask for an answer, and what answers them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chatmining.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A message of an annotated chat; `offset` in seconds from the start, `answered_by` the ids of its answers."""

    id: str
    person: str
    role: str
    offset: float
    text: str
    reply_to: str | None
    question: bool
    answered_by: tuple[str, ...]


def read_chats(paths: Iterable[Path]) -> list[list[Annotated]]:
    """Return the messages of each file, in its order; raise BadInput where one is malformed."""
    return [list(_read(path)) for path in paths]


def read_asked(path: Path) -> list[tuple[str, bool]]:
    """Return comments without their chat, and whether each asks; raise BadInput where the file is malformed."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return [(row["text"], bool(row["is_question"])) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput("labelled_unreadable", file=path, found=error) from error


def _read(path: Path) -> Iterator[Annotated]:
    try:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield Annotated(
                id=row["id"],
                person=row["person"],
                role=row["role"],
                offset=float(row["offset_s"]),
                text=row["text"],
                reply_to=row["reply_to"],
                question=bool(row["is_question"]),
                answered_by=tuple(row["answered_by"]),
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput("labelled_unreadable", file=path, found=error) from error
