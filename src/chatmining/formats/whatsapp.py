"""WhatsApp: a chat exported by Android or iOS, whatever the order of its dates and the length of its day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean, plain_spaces, without_marks
from chatmining.formats.date_order import Numbers, Order, iso_date, order_in_time, order_of
from chatmining.formats.family import Family, Shape
from chatmining.formats.header_lines import Block, blocks, found_in_head, match, share
from chatmining.formats.moments import from_clock
from chatmining.formats.not_names import are_people
from chatmining.formats.phrases import phrases, says
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message

_GAP = "[ \u00a0\u202f]"
_HEADER = re.compile(
    rf"""[\u200e\u200f\ufeff]{{0,3}}(?!\[\d{{4}}-\d\d-\d\d(?:,[ ]\d\d:\d\d\]|[ ]))  # that is Signal
    (?P<ios>\[)?
    (?P<a>\d{{1,4}})(?P<point>[/.\-]){_GAP}?(?P<b>\d{{1,2}})[/.\-]{_GAP}?(?P<c>\d{{1,4}})\.?
    ,?{_GAP}{{1,2}}(?:(?P<word>[^\W\d_]{{1,4}})\.?{_GAP}{{1,2}})?
    (?P<hour>\d{{1,2}})[:.h](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))?
    (?:{_GAP}?(?P<half>[AaPp])\.?{_GAP}?[Mm]\.?)?
    (?(ios)\]{_GAP}?|{_GAP}[-–]{_GAP})(?P<mark>\u200e?)""",
    re.VERBOSE,
)
_AUTHOR = re.compile(r"(?P<who>[^:\n]{1,120}):(?=\W|$)(?![/\\])[ \u00a0]?")
_AFTERNOON = ("pm", "오후", "下午", "午後")
_FILE = re.compile(r"(?P<name>[^\n:<>]{1,200}\.\w{1,5}) \([^()\n]{1,40}\)(?:\n|$)")
_FILE_IN_BRACKETS = re.compile(r"<[^<>:\n]{1,40}:\s?(?P<name>[^<>\n]{1,200})>")


@dataclass(frozen=True, slots=True)
class _Body:
    """A message's own words, what it is, and the files it names."""

    kind: Kind
    text: str
    attachments: tuple[str, ...] = ()


def _claim(source: Source) -> float:
    part = share(source, _HEADER)
    if not part:
        return 0.0
    rests = [found.string[found.end() :] for found in found_in_head(source, _HEADER)]
    names = [found["who"] for rest in rests if (found := match(_AUTHOR, rest))]
    written = [name for name in names if not name.endswith(" ")]  # the program puts no space before the colon
    if len(written) < max(1, len(rests) * 0.3, len(names) / 2) or not are_people(written):
        return 0.0
    return 0.6 + 0.35 * part


def _read(source: Source) -> Iterator[Message]:
    order = _order(source)
    for n, block in enumerate(blocks(source, _HEADER), start=1):
        yield _message(n, block, order)


def _order(source: Source) -> Order | None:
    """Return the order of the dates: by their numbers, the point between them, the language, or their course."""
    found = list(dict.fromkeys(_numbers(block.header) for block in blocks(source, _HEADER)))
    order = order_of(found)
    if order or not found or any(int(a) > 12 or int(b) > 12 for a, b, _ in found):
        return order  # two orders in one file make neither sure
    first = next(blocks(source, _HEADER))
    french = first.header["word"] == "à" or says(phrases("whatsapp")["french"], source.head)
    return Order.DAY_FIRST if french or first.header["point"] == "." else order_in_time(found)


def _numbers(header: re.Match[str]) -> Numbers:
    return header["a"], header["b"], header["c"]


def _message(n: int, block: Block, order: Order | None) -> Message:
    header = block.header
    half = header["half"] or ("pm" if header["word"] in _AFTERNOON else None)
    found = None if says(phrases("whatsapp")["system"], block.rest.partition(":")[0]) else match(_AUTHOR, block.rest)
    body = _body(block.body[found.end() :]) if found else _Body(Kind.SYSTEM, clean(without_marks(block.body)))
    author = without_marks(found["who"]).strip(" ~\u00a0\u202f") if found and body.kind is not Kind.SYSTEM else None
    return Message(
        n=n, kind=body.kind, text=body.text, form="whatsapp", clock=Clock.WALL, line=block.line,
        date=iso_date(_numbers(header), order), author=author or None, attachments=body.attachments,
        time=from_clock(header["hour"], header["minute"], header["second"], half),
    )  # fmt: skip


def _body(raw: str) -> _Body:
    """Return what a message is; the program's own sentences begin with an invisible mark on iOS."""
    text = clean(without_marks(raw))
    words = phrases("whatsapp")
    if text.endswith(">") and plain_spaces(text.lower()).endswith(words["edited"]):
        text = text[: text.rindex("<")].rstrip()
    plain = text.strip("<>. ").lower().replace("’", "'").replace("\u00a0", " ")
    if plain in words["media"]:
        return _Body(Kind.ATTACHMENT, text)
    if plain.startswith(words["removed"]) or plain == "null":
        return _Body(Kind.REMOVAL, text)
    if raw.startswith("\u200e") and says(words["system"], text):
        return _Body(Kind.SYSTEM, text)
    return _with_file(text)


def _with_file(text: str) -> _Body:
    """Return a message apart from the file it names: its caption is its own words."""
    words, first = phrases("whatsapp"), text.partition("\n")[0]
    named = _FILE.match(text) if says(words["attached"], first[-40:]) else None
    named = named or (_FILE_IN_BRACKETS.search(text) if says(words["attached_before"], text) else None)
    if not named:
        return _Body(Kind.MESSAGE, text)
    caption = clean(text[: named.start()] + text[named.end() :])
    return _Body(Kind.MESSAGE if caption else Kind.ATTACHMENT, caption or text, (named["name"].strip(),))


WHATSAPP = Family(
    id="whatsapp",
    support=Support(edits=True, dates=True),
    shapes=(Shape(_claim, _read),),
)
