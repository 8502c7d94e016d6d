"""Webex: the chat panel copied as text, and the recording archive's JSON."""

import re
from collections.abc import Iterator

from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.header_lines import blocks, share
from chatmining.formats.json_stream import Entry, entries, opening
from chatmining.formats.json_values import object_of, text_of
from chatmining.formats.moments import from_clock, from_iso
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message

_HEADER = re.compile(  # Zoom's own panel writes "From" with a capital
    r"from (?P<who>[^\n]{1,120}?) to (?P<to>[^:\n]{1,120}):\s{2,9}"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:\s{1,3}(?P<half>[AaPp])[Mm])?\s{0,9}$"
)
_EVERYONE = re.compile(
    r"(?i)everyone|all (?:panelists|attendees|participants)|tou[st]\b|tout le monde|panelists|hosts?\b"
)
_PRIVATE = re.compile(r"\s*\((?:privately|privé|en privé|message privé)\)\s*$", re.IGNORECASE)
_FIELDS = {"type", "senderName", "chatTime", "text"}


def _claim_text(source: Source) -> float:
    part = share(source, _HEADER)
    return 0.65 + 0.3 * part if part else 0.0


def _read_text(source: Source) -> Iterator[Message]:
    for n, block in enumerate(blocks(source, _HEADER), start=1):
        header = block.header
        recipient = _PRIVATE.sub("", header["to"]).strip()
        yield Message(
            n=n, kind=Kind.MESSAGE, text=clean(block.body), form="webex-text", clock=Clock.WALL, line=block.line,
            time=from_clock(header["hour"], header["minute"], None, header["half"]), author=header["who"].strip(),
            recipient=recipient, private=recipient != header["to"].strip() or not _EVERYONE.match(recipient),
        )  # fmt: skip


def _claim_json(source: Source) -> float:
    return 0.95 if any(_FIELDS <= object_of(entry.value).keys() for entry in opening(source)) else 0.0


def _read_json(source: Source) -> Iterator[Message]:
    chats = (entry for entry in entries(source) if {"senderName", "text"} <= object_of(entry.value).keys())
    for n, entry in enumerate(chats, start=1):
        yield _message(n, entry)


def _message(n: int, entry: Entry) -> Message:
    moment = from_iso(entry.value.get("chatTime"))
    return Message(
        n=n, kind=Kind.MESSAGE, text=clean(text_of(entry.value["text"])), form="webex-json", clock=Clock.UTC,
        line=entry.line, time=moment.time, date=moment.date, author=clean(text_of(entry.value["senderName"])) or None,
        recipient=clean(text_of(entry.value.get("target"))) or None, private=entry.value.get("type") == "private",
    )  # fmt: skip


WEBEX = Family(
    id="webex",
    support=Support(private=True, dates=True),
    shapes=(Shape(_claim_text, _read_text), Shape(_claim_json, _read_json)),
)
