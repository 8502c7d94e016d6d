"""What the folder, the file's name and a `webinar.toml` beside the export say of the webinar."""

import datetime as dt
import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chatmining.errors import BadInput
from chatmining.formats.zoom import About

SIDECAR = "webinar.toml"
_SLUG_LENGTH = 48
_DATE = re.compile(r"(?<!\d)(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})(?!\d)")
_TIME = re.compile(r"^[ T_]*(\d{1,2})[.h:_-](\d{2})(?:[.m:_-](\d{2}))?(?!\d)")
_CLOUD = re.compile(r"^GMT(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})")
_MEETING_NUMBER = re.compile(r"[ _-]\d{9,11}$")
_BBB = re.compile(r"^bbb-(.+?)(?:\[public-chat\])")
# Names that say nothing: the folder's name is then the better one.
_PLAIN = re.compile(
    r"^(meeting[_ ]saved(_new)?[_ ]chat|chat|discussion|messages?|export|recording|result|webinar)([_ ]\d+)?$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A part of the webinar: when it begins (HH:MM) and what it is."""

    time: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebinarInfo:
    """What is known of a webinar before its chat is read; `start` is HH:MM[:SS] in `timezone`."""

    id: str
    title: str
    date: dt.date | None = None
    start: str | None = None
    timezone: str | None = None
    speakers: tuple[str, ...] = ()
    moderators: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()


def describe(path: Path, told: About | None = None) -> WebinarInfo:
    """Return what a report told, else what the names say, corrected by the sidecar; BadInput when that is malformed."""
    guessed = _reported(path, told) if told else _guess(path)
    sidecar = path.parent / SIDECAR
    return _corrected(guessed, sidecar) if sidecar.is_file() else guessed


def slug(date: dt.date | None, title: str) -> str:
    """Return an id in plain ASCII: `2020-11-17-le-numerique-dans-la-relation`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", " "))) or "webinaire"
    return f"{date}-{words}"[:_SLUG_LENGTH].rstrip("-") if date else words[:_SLUG_LENGTH].rstrip("-")


def says_nothing(path: Path) -> bool:
    """Tell whether the file's name gives no title: `chat.txt`, `GMT20201117-130241_Recording.txt`."""
    return bool(_PLAIN.match(path.stem)) or not _from_name(path.stem).title


def _reported(path: Path, told: About) -> WebinarInfo:
    """Return the webinar of a report; a folder of the same day names it, for the chat beside it has no other name."""
    folder = _from_name(path.absolute().parent.name)
    if folder.date and folder.title and told.date in (None, folder.date):
        return replace(folder, start=told.start or folder.start, id=slug(folder.date, folder.title))
    return WebinarInfo(id=slug(told.date, told.title), title=told.title, date=told.date, start=told.start)


def _guess(path: Path) -> WebinarInfo:
    named = _from_name(path.stem)
    if says_nothing(path):
        folder = _from_name(path.absolute().parent.name)
        named = replace(folder, date=named.date or folder.date, start=named.start or folder.start)
    title = named.title or path.stem
    return replace(named, title=title, id=slug(named.date, title))


def _from_name(name: str) -> WebinarInfo:
    """Read a date, a time and a title out of a file's or a folder's name."""
    if cloud := _CLOUD.match(name):
        year, month, day, hour, minute, second = cloud.groups()
        date = _date(year, month, day)
        return WebinarInfo(id="", title="", date=date, start=f"{hour}:{minute}:{second}", timezone="UTC")
    bbb = _BBB.match(name)
    found = _DATE.search(name)
    date = _date(*found.groups()) if found else None
    if found is None or date is None:
        return WebinarInfo(id="", title=_title(bbb.group(1) if bbb else name))
    rest = name[found.end() :]
    time = _TIME.match(rest)
    start = f"{int(time.group(1)):02d}:{time.group(2)}:{time.group(3) or '00'}" if time else None
    words = bbb.group(1) if bbb else name[: found.start()] + (rest[time.end() :] if time else rest)
    return WebinarInfo(id="", title=_title(words), date=date, start=None if bbb else start)


def _title(words: str) -> str:
    plain = _MEETING_NUMBER.sub("", words).replace("_", " ").strip(" -.")
    return " ".join(plain.split())


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _corrected(guessed: WebinarInfo, sidecar: Path) -> WebinarInfo:
    try:
        table = tomllib.loads(sidecar.read_text("utf-8"))
        changes = {name: _value(name, value) for name, value in table.items()}
        known = replace(guessed, **changes)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadInput("sidecar_malformed", file=sidecar, found=error) from error
    return known if "id" in table else replace(known, id=slug(known.date, known.title))


def _clock(written: Any) -> str:
    """Return a time of day as HH:MM:SS, written as a time or as text."""
    return written.isoformat("seconds") if isinstance(written, dt.time) else dt.time.fromisoformat(written).isoformat()


def _value(name: str, value: Any) -> Any:
    """Check one entry of the sidecar and give it its type."""
    if name == "date":
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
    if name == "start":
        return _clock(value)
    if name in {"speakers", "moderators", "hosts"}:
        if not isinstance(value, list) or not all(isinstance(person, str) for person in value):
            raise ValueError(f"{name} = {value!r}")
        return tuple(value)
    if name == "agenda":
        return tuple(AgendaItem(time=_clock(item["time"]), title=str(item["title"])) for item in value)
    if name not in {"id", "title", "timezone"} or not isinstance(value, str):
        raise ValueError(f"{name} = {value!r}")
    return value
