"""Several exports, one after the other: one bad file does not stop the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chatmining.errors import BadInput, ChatminingError, UnreadableFile
from chatmining.formats import SURE, Source
from chatmining.formats.archive import open_all
from chatmining.formats.sidecar import SIDECAR, WebinarInfo, describe
from chatmining.formats.table import Mapping
from chatmining.formats.zoom import ZOOM_ATTENDEES, people
from chatmining.home import Home
from chatmining.patience import patiently
from chatmining.pipeline import Processed, Progress, process_source, publish_if_stale
from chatmining.prepare import Webinar
from chatmining.reader import Reader
from chatmining.records import Role

_ZONE = "Europe/Paris"
_PATIENCE_S = 60.0  # a nightly run lets go of the database after each webinar


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says of the webinar; it wins over what is guessed."""

    webinar: str | None = None
    title: str | None = None
    start: str | None = None
    timezone: str | None = None
    chat_format: str | None = None
    mapping: Mapping | None = None
    roles: tuple[tuple[str, Role], ...] = ()


@dataclass(slots=True)
class Outcome:
    """What became of the files."""

    processed: list[Processed] = field(default_factory=list)
    errors: list[ChatminingError] = field(default_factory=list)
    published: bool = False
    reports: list[Path] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """Return 0 when all was done, 1 when some files were left, 2 when nothing was."""
        if not self.errors:
            return 0
        return 1 if self.processed else 2


def process_files(files: Sequence[Path], options: Options, home: Home, progress: Progress) -> Outcome:
    """Process each file, then publish once; the errors are returned, not raised."""
    outcome = Outcome()
    reader = Reader(home)
    options = replace(options, roles=tuple(attendees(files)))
    for path in files:
        _process_path(path, options, home, reader, progress, outcome)
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
    path: Path, options: Options, home: Home, reader: Reader, progress: Progress, outcome: Outcome
) -> None:
    """Process a file, or each export of a zip or a folder; note what could not be done and go on."""
    try:
        for name, source in exports(path):
            try:
                if ZOOM_ATTENDEES.claim(source) >= SURE:
                    continue  # it gave its roles already
                webinar = identify(path if name == path.name else path / name, options)
                store_it = partial(process_source, source, webinar, home, reader, progress)
                outcome.processed.append(patiently(store_it, progress, _PATIENCE_S))
            except ChatminingError as error:
                outcome.errors.append(error)
    except ChatminingError as error:
        outcome.errors.append(error)


def exports(path: Path) -> Iterator[tuple[str, Source]]:
    """Stream (name, source) of the exports at `path`; raise UnreadableFile when a folder or a zip holds none."""
    empty = True
    for name, source in open_all(path):
        if Path(name).name != SIDECAR:
            empty = False
            yield name, source
    if empty:
        raise UnreadableFile("file_is_folder", file=path)


def attendees(files: Sequence[Path]) -> Iterator[tuple[str, Role]]:
    """Yield the roles that attendee reports among the files give; attendees need none, it is what people are."""
    for path in files:
        if path.is_file() and (source := Source(path)).head_bytes and ZOOM_ATTENDEES.claim(source) >= SURE:
            for person in people(source):
                if person.role is not Role.ATTENDEE:
                    yield person.name, person.role


def identify(path: Path, options: Options) -> Webinar:
    """Return what is known of the webinar of `path`: the user's words, then the sidecar's, then the names'."""
    found = describe(path)
    zone = options.timezone or found.timezone or _ZONE
    start = _start(options.start, zone) or _start(_guessed_start(found), zone)
    told = options.title or options.start or options.timezone or (path.parent / SIDECAR).is_file()
    return Webinar(
        webinar_id=options.webinar or found.id,
        title=options.title or found.title,
        date=start.date() if start else found.date,
        start=start,
        timezone=zone,
        roles=(*options.roles, *_roles(found)),
        chat_format=options.chat_format,
        mapping=options.mapping,
        told=bool(told),
    )


def _guessed_start(found: WebinarInfo) -> str | None:
    return f"{found.date}T{found.start}" if found.date and found.start else None


def _start(written: str | None, zone: str) -> datetime | None:
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput("zone_unknown", found=zone) from error
    if written is None:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise BadInput("start_malformed", found=written) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=place)


def _roles(found: WebinarInfo) -> list[tuple[str, Role]]:
    return [
        *((name, Role.HOST) for name in found.hosts),
        *((name, Role.MODERATOR) for name in found.moderators),
        *((name, Role.SPEAKER) for name in found.speakers),
    ]
