"""Google Meet: the chat saved beside a recording (.sbv, or the same in a .txt)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.header_lines import blocks, match, share
from chatmining.formats.moments import from_offset
from chatmining.formats.not_names import are_people
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message

_TIME = r"\d{1,3}:\d{2}:\d{2}\.\d{3}"
_HEADER = re.compile(rf"(?P<hours>\d{{1,3}}):(?P<minutes>\d{{2}}):(?P<seconds>\d{{2}})\.\d{{3}},{_TIME}[ \t]{{0,9}}$")
_NAME = re.compile(r"(?P<who>[^:\n]{1,60}): ")


def cues_with_a_name(source: Source) -> float | None:
    """Return the share of cues that begin with a name, None when the file has no such cues.

    The same file type holds captions of speech; a chat has an author on every message.
    """
    if not share(source, _HEADER):
        return None
    lines = [line.rstrip("\r") for line in source.head.split("\n")[:1000]]
    after = [match(_NAME, text) for line, text in pairwise(lines) if match(_HEADER, line)]
    names = [found["who"] for found in after if found]
    return len(names) / len(after) if are_people(names) else 0.0


def _claim(source: Source) -> float:
    named = cues_with_a_name(source)
    return 0.0 if named is None or named < 0.5 else 0.5 + 0.45 * named


def _read(source: Source) -> Iterator[Message]:
    for n, block in enumerate(blocks(source, _HEADER), start=1):
        header, text = block.header, clean(block.body)
        named = match(_NAME, text)
        seconds = (int(header["hours"]) * 60 + int(header["minutes"])) * 60 + int(header["seconds"])
        yield Message(
            n=n, kind=Kind.MESSAGE if named else Kind.SYSTEM, text=clean(text[named.end() :]) if named else text,
            form="meet-sbv", clock=Clock.OFFSET, line=block.line, time=from_offset(seconds).time,
            author=named["who"].strip() if named else None,
        )  # fmt: skip


MEET = Family(
    id="meet",
    support=Support(),
    shapes=(Shape(_claim, _read),),
)
