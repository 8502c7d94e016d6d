"""Twitch: the chat of a broadcast as TwitchDownloader saves it, JSON or text."""

import re
from collections.abc import Iterator

from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.header_lines import Block, blocks, found_in_head, share
from chatmining.formats.json_stream import Entry, entries, opening
from chatmining.formats.json_values import object_of, objects_of, text_of
from chatmining.formats.moments import from_iso, from_offset
from chatmining.formats.not_names import are_people
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Role

_FIELDS = {"commenter", "message", "content_offset_seconds"}
_ROLES = {"broadcaster": Role.HOST, "moderator": Role.MODERATOR}
_LATEST_START = 3  # hours: the chat of a broadcast begins with it, a log at any time of day
_HEADER = re.compile(
    r"\[(?:(?P<date>\d{4}-\d{2}-\d{2}) (?P<utc>\d{2}:\d{2}:\d{2}) UTC|(?P<hours>\d{1,3}):(?P<rest>\d{2}:\d{2}))\] "
    r"(?P<who>[^\s:\[\]<>*/]{1,60}(?: \([^()\n]{1,60}\))?): "
)


def _claim_json(source: Source) -> float:
    hits = [_FIELDS <= object_of(entry.value).keys() for entry in opening(source) if entry.key == "comments"]
    return 0.95 if any(hits) else 0.0


def _read_json(source: Source) -> Iterator[Message]:
    comments = (entry for entry in entries(source) if entry.key == "comments" and isinstance(entry.value, dict))
    clock: Clock | None = None
    for n, entry in enumerate(comments, start=1):
        clock = clock or (Clock.UTC if from_iso(entry.value.get("created_at")).time else Clock.OFFSET)
        yield _comment(n, entry, clock)


def _comment(n: int, entry: Entry, clock: Clock) -> Message:
    who, said = object_of(entry.value.get("commenter")), object_of(entry.value.get("message"))
    utc = clock is Clock.UTC
    moment = from_iso(entry.value.get("created_at")) if utc else from_offset(entry.value.get("content_offset_seconds"))
    text = clean(text_of(said.get("body")))
    badges = (text_of(badge.get("_id")) for badge in objects_of(said.get("user_badges")))
    return Message(
        n=n, kind=Kind.MESSAGE if text else Kind.SYSTEM, text=text, form="twitch-json", clock=clock, line=entry.line,
        time=moment.time, date=moment.date, role=next((_ROLES[badge] for badge in badges if badge in _ROLES), None),
        author=clean(text_of(who.get("display_name")) or text_of(who.get("name"))) or None,
    )  # fmt: skip


def _claim_text(source: Source) -> float:
    part = share(source, _HEADER)
    found = found_in_head(source, _HEADER) if part >= 0.5 else []
    if not are_people([header["who"] for header in found]) or int(found[0]["hours"] or 0) > _LATEST_START:
        return 0.0
    return 0.55 + 0.3 * part


def _read_text(source: Source) -> Iterator[Message]:
    for n, block in enumerate(blocks(source, _HEADER), start=1):
        yield _line(n, block)


def _line(n: int, block: Block) -> Message:
    header = block.header
    time = header["utc"] or f"{int(header['hours']):02}:{header['rest']}"
    return Message(
        n=n, kind=Kind.MESSAGE, text=clean(block.body), form="twitch-text", line=block.line, time=time,
        date=header["date"], clock=Clock.UTC if header["utc"] else Clock.OFFSET, author=header["who"],
    )  # fmt: skip


TWITCH = Family(
    id="twitch",
    support=Support(dates=True),
    shapes=(Shape(_claim_json, _read_json), Shape(_claim_text, _read_text)),
)
