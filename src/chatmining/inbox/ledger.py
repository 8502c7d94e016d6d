"""What the store remembers of files: which are known, which were broken, what each run did."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from chatmining import __version__, store
from chatmining.inbox.taken import Report, State, Taken


def remembered(database: Path, keys: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the keys whose content is in the store, and those that this version could not read."""
    with store.open_writer(database) as connection:
        done = {key for (key,) in store.fetch(connection, "files_done", keys=list(keys))}
        broken = store.fetch(connection, "files_broken", keys=list(keys), version=__version__)
    return done, {key for (key,) in broken} - done


def note_file(database: Path, batch_id: str, taken: Taken) -> None:
    """Write what became of a file."""
    row = {
        "batch_id": batch_id,
        "file_key": taken.key,
        "state": str(taken.state),
        "webinar_id": taken.webinars[0] if taken.webinars else None,
        "records": taken.records,
        "added": taken.added,
        "errors": [error.code for error in taken.errors],
        "version": __version__,
    }
    with store.open_writer(database) as connection:
        store.write_rows(connection, {"run_files": [row]})


def note_run(database: Path, report: Report) -> None:
    """Write what the run did."""
    row = {
        "batch_id": report.batch_id,
        "kind": "inbox",
        "started_at": report.started,
        "finished_at": report.finished or datetime.now(UTC),
        "version": __version__,
        "stored": report.count(State.STORED),
        "updated": report.count(State.UPDATED),
        "recognised": report.recognised + report.count(State.KNOWN) + report.count(State.ROLES),
        "broken": report.count(State.BROKEN) + len(report.still_broken),
        "waiting": report.count(State.WAITING),
        "stopped_by": report.stopped.code if report.stopped else None,
    }
    with store.open_writer(database) as connection:
        store.write_rows(connection, {"batches": [row]})
