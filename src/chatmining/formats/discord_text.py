"""Discord, plain text of DiscordChatExporter: `[date] name`, the words, then blocks in braces."""

import re
from collections.abc import Iterable, Iterator

from chatmining.formats.clean_text import clean
from chatmining.formats.date_order import Numbers, Order, iso_date, order_of
from chatmining.formats.family import Shape
from chatmining.formats.header_lines import Block, blocks, match
from chatmining.formats.moments import UNKNOWN, Moment, from_clock
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Reaction

_RULE = "=" * 62
_WRITTEN = re.compile(
    r"(?P<a>\d{1,4})[/.\- ]{1,2}(?P<b>\d{1,2}|[^\W\d]{3,9}\.?)[/.\- ]{1,2}(?P<c>\d{1,4}),?\s{1,2}(?:à\s)?"
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\.?)?"
)
_HEADER = re.compile(rf"\[(?P<when>{_WRITTEN.pattern})\] (?P<who>[^\n]{{1,120}}?)(?P<pin> \(pinned\))?$")
_PART = re.compile(r"^\{(?P<name>Attachments|Embed|Stickers|Reactions)\}$", re.MULTILINE)
_COUNTED = re.compile(r"(?P<emoji>\S{1,80})(?: \((?P<count>\d{1,7})\))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def written_order(dates: Iterable[str]) -> Order | None:
    """Return the order of the day in dates written with numbers, as a whole file tells it."""
    found = (_WRITTEN.match(text[:60]) for text in dates)
    return order_of({_numbers(written) for written in found if written and written["b"].isdigit()})


def written_moment(text: str, order: Order | None) -> Moment:
    """Return the moment of a date as the exporter's language writes it."""
    written = _WRITTEN.match(text[:60])
    if not written:
        return UNKNOWN
    month = written["b"][:3].lower()
    if month in _MONTHS:
        numbers = (written["a"], str(_MONTHS.index(month) + 1), written["c"])
        date = iso_date(numbers, Order.DAY_FIRST)
    else:
        date = iso_date(_numbers(written), order) if written["b"].isdigit() else None
    return Moment(date, from_clock(written["hour"], written["minute"], written["second"], written["half"]))


def _numbers(written: re.Match[str]) -> Numbers:
    return written["a"], written["b"], written["c"]


def _claim(source: Source) -> float:
    lines = [line.rstrip("\r") for line in source.head.split("\n")[:400]]
    begins = bool(lines) and lines[0] == _RULE and any(line.startswith("Guild: ") for line in lines[:4])
    return 0.97 if begins and any(match(_HEADER, line) for line in lines) else 0.0


def _read(source: Source) -> Iterator[Message]:
    order = written_order(block.header["when"] for block in blocks(source, _HEADER, has_title=True))
    for n, block in enumerate(blocks(source, _HEADER, has_title=True), start=1):
        yield _message(n, block, order)


def _message(n: int, block: Block, order: Order | None) -> Message:
    words, *rest = _PART.split(block.body.partition("\n" + _RULE)[0])
    found = dict(zip(rest[::2], rest[1::2], strict=True))
    files = tuple(line.rpartition("/")[2].partition("?")[0] for line in found.get("Attachments", "").split())
    text, moment = clean(words), written_moment(block.header["when"], order)
    reactions = tuple(
        Reaction(emoji=each["emoji"], count=int(each["count"] or 1))
        for each in _COUNTED.finditer(found.get("Reactions", ""))
    )
    return Message(
        n=n, kind=Kind.ATTACHMENT if files and not text else Kind.MESSAGE, text=text, form="discord-text",
        clock=Clock.WALL, line=block.line, time=moment.time, date=moment.date, author=block.header["who"].strip(),
        reactions=reactions, attachments=files,
    )  # fmt: skip


TEXT = Shape(_claim, _read)
