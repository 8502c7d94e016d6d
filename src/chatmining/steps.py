"""The time each step of a run takes, for the ledger."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Steps:
    """The steps of one run so far, as rows of the `steps` table."""

    run_id: str
    rows: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str, items: int = 0) -> Iterator["Steps"]:
        """Time a step about `items` things."""
        started = time.monotonic()
        yield self
        seconds = round(time.monotonic() - started, 3)
        self.rows.append({"run_id": self.run_id, "step": name, "seconds": seconds, "items": items})
