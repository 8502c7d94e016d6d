"""Several exports, one after the other: one bad file does not stop the others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from chatmining.errors import ChatminingError
from chatmining.home import Home
from chatmining.identity import Options, Together, exports
from chatmining.patience import patiently
from chatmining.pipeline import Processed, Progress, process_source, publish_if_stale
from chatmining.reader import Reader

__all__ = ["Options", "Outcome", "process_files", "write_reports"]

_PATIENCE_S = 60.0  # a nightly run lets go of the database after each webinar


@dataclass(slots=True)
class Outcome:
    """What became of the files."""

    processed: list[Processed] = field(default_factory=list)
    errors: list[ChatminingError] = field(default_factory=list)
    published: bool = False
    reports: list[Path] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """Return 0 when all was done, 1 when some files or lines were left, 2 when nothing was done."""
        if self.errors:
            return 1 if self.processed else 2
        return 1 if any(done.unread for done in self.processed) else 0


def process_files(files: Sequence[Path], options: Options, home: Home, progress: Progress) -> Outcome:
    """Process each file, then publish once; the errors are returned, not raised."""
    outcome = Outcome()
    reader = Reader(home)
    together = Together.of(files, options)
    for path in files:
        _process_path(path, together, home, reader, progress, outcome)
    if outcome.processed:
        try:
            outcome.published = patiently(lambda: publish_if_stale(home), progress, _PATIENCE_S)
        except ChatminingError as error:
            outcome.errors.append(error)
    return outcome


def write_reports(outcome: Outcome, home: Home, language: str) -> None:
    """Write the internal report of each webinar processed, unless nothing changed since it was written."""
    from chatmining.report.build import report_path, write_report

    for webinar in dict.fromkeys(done.webinar_id for done in outcome.processed):
        target = report_path(home, webinar)
        try:
            if outcome.published or not target.is_file():
                write_report(home, webinar, language=language)
            outcome.reports.append(target)
        except ChatminingError as error:
            outcome.errors.append(error)


def _process_path(
    path: Path, together: Together, home: Home, reader: Reader, progress: Progress, outcome: Outcome
) -> None:
    """Process a file, or each export of a zip or a folder; note what could not be done and go on."""
    try:
        for name, source in exports(path):
            try:
                webinar = together.webinar(path if name == path.name else path / name, source)
                store_it = partial(process_source, source, webinar, home, reader, progress)
                outcome.processed.append(patiently(store_it, progress, _PATIENCE_S))
            except ChatminingError as error:
                outcome.errors.append(error)
    except ChatminingError as error:
        outcome.errors.append(error)
