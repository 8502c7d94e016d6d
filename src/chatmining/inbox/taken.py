"""What became of the files of a run."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from chatmining.errors import ChatminingError


class State(StrEnum):
    """What became of a file."""

    STORED = "stored"
    UPDATED = "updated"
    KNOWN = "known"
    ROLES = "roles"
    BROKEN = "broken"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One file: what became of it, the webinars it brought, and what went wrong."""

    path: Path
    key: str
    state: State
    webinars: tuple[str, ...] = ()
    records: int = 0
    added: int = 0
    errors: tuple[ChatminingError, ...] = ()


@dataclass(slots=True, kw_only=True)
class Report:
    """What a run did.

    `recognised` counts the files that were no news, `unwritten` says why pages are missing though their webinars are
    stored, `stopped` is what ended the run early.
    """

    batch_id: str
    folder: Path
    started: datetime
    finished: datetime | None = None
    files: list[Taken] = field(default_factory=list)
    recognised: int = 0
    still_broken: list[Path] = field(default_factory=list)
    passed_over: int = 0
    published: bool = False
    unwritten: tuple[ChatminingError, ...] = ()
    stopped: ChatminingError | None = None

    def count(self, state: State) -> int:
        """Return how many files of this run ended in `state`."""
        return Counter(taken.state for taken in self.files)[state]

    @property
    def exit_code(self) -> int:
        """Return 0 when all news was stored, 1 when some was set aside, waits or lacks its page, 2 when stopped."""
        if self.stopped:
            return 2
        return 1 if self.unwritten or any(taken.errors for taken in self.files) else 0
