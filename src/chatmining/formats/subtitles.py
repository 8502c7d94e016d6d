"""Subtitles (.vtt, .srt, .sbv): speech written down, recognised so that nobody takes it for a chat."""

import re
from collections.abc import Iterator

from chatmining.errors import UnreadableFile
from chatmining.formats.base import Support
from chatmining.formats.family import Family, Shape
from chatmining.formats.meet import cues_with_a_name
from chatmining.formats.source import Source
from chatmining.records import Message

_TIME = r"\d{1,3}:\d{1,2}(?::\d{1,2})?[.,]\d{1,3}"
_CUE = re.compile(rf"\s{{0,20}}(?:[^\n]{{0,100}}\n)?{_TIME}[ \t]{{1,9}}-->[ \t]{{1,9}}{_TIME}")


def _claim(source: Source) -> float:
    head = source.head[:2000]
    if re.match(r"\s{0,20}WEBVTT(?:\s|$)", head) or _CUE.match(head):
        return 1.0
    named = cues_with_a_name(source)
    return 0.9 if named is not None and named < 0.5 else 0.0


def _read(source: Source) -> Iterator[Message]:
    raise UnreadableFile("speech_transcript", file=source.path)
    yield  # a generator, so that the error comes when records are asked for, as with any damaged file


SUBTITLES = Family(
    id="subtitles",
    support=Support(),
    shapes=(Shape(_claim, _read),),
)
