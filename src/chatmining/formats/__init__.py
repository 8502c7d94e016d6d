"""Chat exports: one module a family; detection by content; one way to read them all."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from chatmining.errors import UnreadableFile, Wording
from chatmining.formats import (
    bbb,
    discord,
    mattermost,
    meet,
    signal,
    slack,
    subtitles,
    table,
    teams,
    telegram,
    twitch,
    webex,
    whatsapp,
    youtube,
    zoom,
)
from chatmining.formats.base import ChatFormat, Support
from chatmining.formats.source import Source
from chatmining.records import Message

__all__ = ["FORMATS", "ChatFormat", "Source", "Support", "choose", "detect", "read"]

FORMATS: tuple[ChatFormat, ...] = (
    bbb.BBB,
    discord.DISCORD,
    mattermost.MATTERMOST,
    meet.MEET,
    signal.SIGNAL,
    slack.SLACK,
    subtitles.SUBTITLES,
    table.TABLE,
    teams.TEAMS,
    telegram.TELEGRAM,
    twitch.TWITCH,
    webex.WEBEX,
    whatsapp.WHATSAPP,
    youtube.YOUTUBE,
    zoom.ZOOM_CHAT,
    zoom.ZOOM_QA,
    zoom.ZOOM_POLL,
    zoom.ZOOM_ATTENDEES,
)

SURE = 0.5  # a claim at or above this is a claim
CLEAR_LEAD = 0.2  # two claims closer than this are shown, not guessed


def claims(source: Source) -> list[tuple[float, ChatFormat]]:
    """Return the formats that claim `source`, surest first."""
    found = [(format_.claim(source), format_) for format_ in FORMATS]
    return sorted((claim for claim in found if claim[0] >= SURE), key=lambda claim: -claim[0])


def detect(source: Source) -> ChatFormat:
    """Return the one format that claims `source`; raise UnreadableFile when none or several do."""
    found = claims(source)
    if not found:
        if source.path.is_dir():
            raise UnreadableFile("file_is_folder", file=source.path)
        if source.binary:
            raise UnreadableFile("file_binary", file=source.path, found=Wording((f"binary_{source.binary}",)))
        line, text = next(((n, t) for n, t in source.lines() if t.strip()), (1, ""))
        raise UnreadableFile("format_unknown", file=source.path, line=line, found=text.strip()[:60])
    if len(found) > 1 and found[0][0] - found[1][0] < CLEAR_LEAD:
        names = Wording(tuple(f"format_{format_.id}" for _, format_ in found))
        raise UnreadableFile("format_ambiguous", file=source.path, found=names)
    return found[0][1]


def choose(source: Source, format_id: str | None = None, mapping: table.Mapping | None = None) -> ChatFormat:
    """Return the format told, the one of tables when its columns are told, else the one that claims `source`."""
    if mapping:
        return replace(table.TABLE, mapping=mapping)
    return named(format_id) if format_id else detect(source)


def named(format_id: str) -> ChatFormat:
    """Return the format `format_id`; raise UnreadableFile when there is none."""
    for format_ in FORMATS:
        if format_.id == format_id:
            return format_
    raise UnreadableFile("format_id_unknown", found=format_id, expected=", ".join(f.id for f in FORMATS))


def read(path: Path, format_id: str | None = None, mapping: table.Mapping | None = None) -> Iterator[Message]:
    """Stream the records of the chat export at `path`, names included, nothing stored."""
    source = Source(path) if path.is_dir() else Source.open(path)
    yield from choose(source, format_id, mapping).read(source)
