"""The page of each webinar: written after the publication, and written again when it is older than its webinar."""

from collections.abc import Iterator
from datetime import datetime

from chatmining import store
from chatmining.errors import ChatminingError
from chatmining.home import Home
from chatmining.report.build import report_path, write_report


def write_pages(home: Home, language: str) -> tuple[ChatminingError, ...]:
    """Write the pages that are due and return why some could not be: what is stored and published stands.

    Due is a page that is missing or older than the last run on its webinar: a run that was killed, or that had no
    room, leaves its pages to the next one. Raises StoreError when the snapshot cannot be opened.
    """
    errors = []
    for webinar in list(_due(home)):
        try:
            write_report(home, webinar, language=language)
        except ChatminingError as error:
            errors.append(error)
    return tuple(errors)


def _due(home: Home) -> Iterator[str]:
    with store.open_reader(home.snapshot) as published:
        last_runs: list[tuple[str, datetime]] = store.fetch(published, "last_runs")
    for webinar, finished in last_runs:
        page = report_path(home, webinar)
        if not page.is_file() or page.stat().st_mtime < finished.timestamp():
            yield webinar
