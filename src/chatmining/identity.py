"""Which webinar an export belongs to, by the user's words, the sidecar, the reports given with it, the names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chatmining.errors import BadInput, ChatminingError, UnreadableFile
from chatmining.formats import SURE, Source
from chatmining.formats.archive import open_all
from chatmining.formats.sidecar import SIDECAR, WebinarInfo, describe, says_nothing
from chatmining.formats.table import Mapping
from chatmining.formats.zoom import ZOOM_ATTENDEES, ZOOM_POLL, ZOOM_QA, Person, about, people
from chatmining.prepare import Planned, Webinar
from chatmining.records import Role

_ZONE = "Europe/Paris"
_REPORTS = (ZOOM_QA, ZOOM_POLL, ZOOM_ATTENDEES)


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
class Together:
    """Files given together: what Zoom's reports among them say goes to every file of their webinar, in any order."""

    options: Options
    _present: dict[str, dict[Person, None]] = field(default_factory=dict)
    _reported: dict[str, Webinar] = field(default_factory=dict)
    _folders: dict[Path, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Sequence[Path], options: Options) -> "Together":
        """Look at every report among the files; what cannot be read is told when its turn comes."""
        together = cls(options)
        for path in sorted(files):
            try:
                for name, source in exports(path):
                    together._note(_inside(path, name), source)
            except ChatminingError:
                continue
        return together

    def webinar(self, path: Path, source: Source) -> Webinar:
        """Return what is known of the webinar of an export; raise BadInput for a wrong option or sidecar."""
        found, report = identify(path, self.options, source), report_of(source)
        beside = self._folders.get(path.parent, set())
        if not report and not self.options.webinar and len(beside) == 1:
            told = self._reported[next(iter(beside))]
            if found.date is None or (says_nothing(path) and found.date == told.date):
                found = replace(found, webinar_id=told.webinar_id, title=told.title, date=told.date)
        told = self._reported.get(found.webinar_id, found)
        return replace(
            found,
            title=told.title,
            date=found.date or told.date,
            start=found.start or told.start,
            present=tuple(self._present.get(found.webinar_id, ())),
            chat_format=report or found.chat_format,
            mapping=None if report else found.mapping,
        )

    def _note(self, path: Path, source: Source) -> None:
        report = report_of(source)
        if report is None:
            return
        webinar = identify(path, self.options, source)
        if about(source):
            self._reported.setdefault(webinar.webinar_id, webinar)
            self._folders.setdefault(path.parent, set()).add(webinar.webinar_id)
        if report == ZOOM_ATTENDEES.id:
            self._present.setdefault(webinar.webinar_id, {}).update(dict.fromkeys(people(source)))


def report_of(source: Source) -> str | None:
    """Return the id of the Zoom report that a file is, or None."""
    return next((report.id for report in _REPORTS if source.head_bytes and report.claim(source) >= SURE), None)


def exports(path: Path) -> Iterator[tuple[str, Source]]:
    """Stream (name, source) of the exports at `path`; raise UnreadableFile when a folder or a zip holds none."""
    empty = True
    for name, source in open_all(path):
        if Path(name).name != SIDECAR:
            empty = False
            yield name, source
    if empty:
        raise UnreadableFile("file_is_folder", file=path)


def _inside(path: Path, name: str) -> Path:
    return path if name == path.name else path / name


def attendees(files: Sequence[Path]) -> Iterator[tuple[str, Role]]:
    """Yield the roles that attendee reports among the files give; attendees need none, it is what people are."""
    for path in files:
        if path.is_file() and report_of(source := Source(path)) == ZOOM_ATTENDEES.id:
            for person in people(source):
                if person.role is not Role.ATTENDEE:
                    yield person.name, person.role


def identify(path: Path, options: Options, source: Source) -> Webinar:
    """Return what is known of the webinar of `path`: the user's words, then the sidecar's, a report's, the names'."""
    found = describe(path, about(source) if report_of(source) else None)
    zone = options.timezone or found.timezone or _ZONE
    start = _start(options.start, zone) or _start(_guessed_start(found), zone)
    told = options.title or options.start or options.timezone or (path.parent / SIDECAR).is_file()
    return Webinar(
        webinar_id=options.webinar or found.id,
        title=options.title or found.title,
        date=start.astimezone(ZoneInfo(zone)).date() if start else found.date,
        start=start,
        timezone=zone,
        roles=(*options.roles, *_roles(found)),
        chat_format=options.chat_format,
        mapping=options.mapping,
        told=bool(told),
        agenda=_agenda(found, start.astimezone(ZoneInfo(zone)).date() if start else found.date, ZoneInfo(zone)),
    )


def _agenda(found: WebinarInfo, day: date | None, zone: ZoneInfo) -> tuple[Planned, ...]:
    """Return the agenda on the clock; where the day is not known, its times are counted from the start."""
    items = ((item.title, time.fromisoformat(item.time)) for item in found.agenda)
    if day:
        return tuple(Planned(title=title, starts_at=datetime.combine(day, at, zone)) for title, at in items)
    return tuple(Planned(title=title, offset_s=at.hour * 3600 + at.minute * 60.0 + at.second) for title, at in items)


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
