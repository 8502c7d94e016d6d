"""The weekly look at the store: is it whole, can it be smaller, is there room."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from chatmining import __version__, store
from chatmining.home import Home
from chatmining.patience import patiently
from chatmining.pipeline import Progress, publish_if_stale
from chatmining.words import say

_PATIENCE_S = 600.0
_MB = 1_000_000
_COPIES_OF_ROOM = 3  # a publication writes one copy beside the one that readers have open, and the spare


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was found: broken rules by code with their counts, sizes and free room in bytes."""

    findings: dict[str, int]
    size: int
    free: int
    published: bool

    @property
    def short_of_room(self) -> bool:
        """Tell whether the next publications may meet a full disk."""
        return self.free < _COPIES_OF_ROOM * self.size

    @property
    def exit_code(self) -> int:
        """Return 0 when all is well, 1 when something is to be looked at."""
        return 1 if self.findings or self.short_of_room else 0


def maintain(home: Home, progress: Progress) -> Health:
    """Check the store, write it to its file, remove unfinished copies, publish what is stale; return what was found.

    Raises StoreError when the database is missing, damaged or held for longer than ten minutes.
    """
    if not home.database.exists():
        raise store.StoreError("snapshot_missing", file=home.database)
    findings = patiently(lambda: _check(home), progress, _PATIENCE_S)
    published = patiently(lambda: publish_if_stale(home), progress, _PATIENCE_S)
    shutil.rmtree(home.cache / "inbox", ignore_errors=True)
    free = shutil.disk_usage(home.folder).free
    return Health(findings=findings, size=_size(home.database), free=free, published=published)


def health_lines(health: Health, language: str, number: Callable[[float], str]) -> list[str]:
    """Return what was found as sentences."""
    sizes = {"size": number(health.size / _MB), "free": number(health.free / _MB)}
    told = [say("health_room", language, catalogue_name="inbox", **sizes)]
    if health.short_of_room:
        told.append(say("health_short", language, catalogue_name="inbox"))
    told += [
        say("health_finding", language, catalogue_name="inbox", code=code, n=number(n))
        for code, n in health.findings.items()
    ]
    return told if health.findings else [say("health_good", language, catalogue_name="inbox"), *told]


def _check(home: Home) -> dict[str, int]:
    started = datetime.now(UTC)
    with store.open_writer(home.database) as connection:
        found = {str(code): int(n) for code, n in store.fetch(connection, "integrity") if n}
        row = {
            "batch_id": f"maintenance-{started:%Y%m%dT%H%M%S.%f}",
            "kind": "maintenance",
            "started_at": started,
            "finished_at": datetime.now(UTC),
            "version": __version__,
            "broken": sum(found.values()),
            **dict.fromkeys(("stored", "updated", "recognised", "waiting"), 0),
        }
        store.write_rows(connection, {"batches": [row]})
        connection.execute("checkpoint")
    return found


def _size(database: Path) -> int:
    files = (database, database.with_name(f"{database.name}.wal"))
    return sum(path.stat().st_size for path in files if path.exists())
