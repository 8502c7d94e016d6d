"""Signal: a conversation exported as text, by the desktop program's helpers."""

import re
from collections.abc import Iterator

from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.header_lines import Block, blocks, found_in_head, share
from chatmining.formats.not_names import are_people
from chatmining.formats.reactions import grouped
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Reaction

_HEADER = re.compile(
    r"\[(?P<date>\d{4}-\d{2}-\d{2})(?:,? (?P<time>\d{2}:\d{2})|(?<!,) (?P<long>\d{2}:\d{2}:\d{2}))\] "
    r"(?P<who>[^:\n]{1,120}):(?: |$)"
)
_NOBODY = ("no-sender",)  # what stands for the author of an event
_FILE = re.compile(r"!?\[(?P<name>[^\[\]\n]{0,200})\]\((?P<path>(?:\./)?media/[^()\n]{1,300})\)")
_REACTIONS = re.compile(r"\(- (?P<list>[^()\n]{1,2000}) -\)\s*$")


def _claim(source: Source) -> float:
    part = share(source, _HEADER)
    if not part or not are_people([found["who"] for found in found_in_head(source, _HEADER)]):
        return 0.0
    return 0.65 + 0.3 * part


def _read(source: Source) -> Iterator[Message]:
    for n, block in enumerate(blocks(source, _HEADER), start=1):
        yield _message(n, block)


def _message(n: int, block: Block) -> Message:
    header, text = block.header, clean(block.body)
    listed = _REACTIONS.search(text[-2100:])
    text = text[: -len(listed[0])].rstrip() if listed else text
    files = tuple(found["name"] or found["path"] for found in _FILE.finditer(text))
    words = clean(_FILE.sub("", text)) if files else text
    system = header["who"].lower() in _NOBODY
    kind = Kind.SYSTEM if system else Kind.ATTACHMENT if files and not words else Kind.MESSAGE
    return Message(
        n=n, kind=kind, text=words, form="signal", clock=Clock.WALL, line=block.line, date=header["date"],
        time=header["time"] or header["long"], author=None if system else header["who"].strip(),
        attachments=files, reactions=_reactions(listed["list"]) if listed else (),
    )  # fmt: skip


def _reactions(listed: str) -> tuple[Reaction, ...]:
    """Return the reactions of `Aya: 👍, Luc: 👍`, one an emoji."""
    parts = (part.rpartition(": ") for part in listed.split(", "))
    return grouped((emoji.strip(), name.strip()) for name, _, emoji in parts)


SIGNAL = Family(
    id="signal",
    support=Support(reactions=True, dates=True),
    shapes=(Shape(_claim, _read),),
)
