"""A run's report as Markdown lines, for the terminal, a file and Prefect alike."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from chatmining.home import Home
from chatmining.inbox.taken import Report, State, Taken
from chatmining.words import count, say, sentence

_ZONE = "Europe/Paris"


def lines(report: Report, home: Home, language: str) -> Iterator[str]:
    """Yield the report: what was stored, completed, recognised, cannot be read, is left; a blank line between parts."""
    yield f"# {_say('title', language, day=_moment(report.started))}"
    yield ""
    yield _say("folder", language, folder=report.folder)
    if not report.files and not report.stopped:
        yield _say("nothing", language, recognised=_files(report.recognised, language))
    for state in State:
        files = [taken for taken in report.files if taken.state is state]
        if files:
            yield from ("", _say(str(state), language, place=home.quarantine))
            for taken in files:
                yield from _about(taken, report, language)
    if report.still_broken:
        yield from ("", _say("still_broken", language, n=len(report.still_broken)))
    if report.passed_over:
        yield from ("", _say("passed_over", language, n=report.passed_over))
    yield from _end(report, home, language)


def _end(report: Report, home: Home, language: str) -> Iterator[str]:
    if report.stopped:
        yield from ("", _say("stopped", language))
        yield _say("error_line", language, error=sentence(report.stopped, language))
    if report.published:
        yield from ("", _say("published", language, file=home.snapshot))
    if report.unwritten:
        yield from ("", _say("unwritten", language))
        for error in report.unwritten:
            yield _say("error_line", language, error=sentence(error, language))


def _about(taken: Taken, report: Report, language: str) -> Iterator[str]:
    if taken.webinars:
        records = count("unit_message", taken.records, language, str(taken.records))
        named = {"file": taken.path.relative_to(report.folder), "webinars": ", ".join(taken.webinars)}
        yield _say("file_line", language, records=records, **named)
    elif not taken.errors:
        yield _say("file_only", language, file=taken.path.relative_to(report.folder))
    for error in taken.errors:
        yield _say("error_line", language, error=sentence(error, language))


def _files(n: int, language: str) -> str:
    singular, plural = _say("unit_files", language).split("|")
    return f"{n} {singular if (n < 2 if language == 'fr' else n == 1) else plural}"


def _moment(moment: datetime) -> str:
    """Return the moment in France, with its offset: in the night of the clock change an hour comes twice."""
    return f"{moment.astimezone(ZoneInfo(_ZONE)):%d/%m/%Y %H:%M (UTC%z)}"


def _say(code: str, language: str, **blanks: object) -> str:
    return say(code, language, catalogue_name="inbox", **blanks)
