"""Discord: a channel exported by DiscordChatExporter as JSON or CSV; see discord_text for its plain text."""

import csv
import re
from collections.abc import Iterator

from chatmining.errors import UnreadableFile
from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.discord_text import TEXT, written_moment, written_order
from chatmining.formats.family import Family, Shape
from chatmining.formats.json_stream import Entry, entries, opening
from chatmining.formats.json_values import Json, object_of, objects_of, text_of
from chatmining.formats.moments import Moment, from_iso
from chatmining.formats.reactions import counted
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Reaction

_SAID = {"Default": Kind.MESSAGE, "0": Kind.MESSAGE, "Reply": Kind.REPLY, "19": Kind.REPLY}
_MESSAGE = {"timestamp", "content", "author"}
_AUTHOR = {"nickname", "discriminator", "isBot"}
_COLUMNS = ["AuthorID", "Author", "Date", "Content", "Attachments", "Reactions"]
_COUNTED = re.compile(r"(?P<emoji>[^(),]{1,80}?) \((?P<count>\d{1,7})\)")


def _claim_json(source: Source) -> float:
    found = opening(source)
    around = {entry.key for entry in found} >= {"guild", "channel"}
    return 0.97 if around or any(_is_message(entry) for entry in found[:50]) else 0.0


def _is_message(entry: Entry) -> bool:
    item = object_of(entry.value)
    return entry.key == "messages" and item.keys() >= _MESSAGE and bool(_AUTHOR & object_of(item["author"]).keys())


def _read_json(source: Source) -> Iterator[Message]:
    seen: dict[str, int] = {}
    messages = (entry for entry in entries(source) if entry.key == "messages" and isinstance(entry.value, dict))
    for n, entry in enumerate(messages, start=1):
        target = text_of(object_of(entry.value.get("reference")).get("messageId"))
        yield _message(n, entry, seen.get(target))
        seen[text_of(entry.value.get("id"))] = n


def _message(n: int, entry: Entry, target: int | None) -> Message:
    item = entry.value
    moment, text = from_iso(item.get("timestamp")), clean(text_of(item.get("content")))
    files = tuple(name for one in objects_of(item.get("attachments")) if (name := text_of(one.get("fileName"))))
    files += tuple(name for one in objects_of(item.get("stickers")) if (name := text_of(one.get("name"))))
    kind = _SAID.get(str(item.get("type", "Default")), Kind.SYSTEM)
    if kind is not Kind.SYSTEM and files and not text:
        kind = Kind.ATTACHMENT
    return Message(
        n=n, kind=kind, text=text, form="discord-json", clock=Clock.UTC, line=entry.line, time=moment.time,
        date=moment.date, author=_shown_name(object_of(item.get("author"))) or None,
        reply_to=target if kind is Kind.REPLY else None, reactions=_reactions(item), attachments=files,
    )  # fmt: skip


def _reactions(item: Json) -> tuple[Reaction, ...]:
    return tuple(
        counted(
            text_of(object_of(reaction.get("emoji")).get("name")),
            reaction.get("count"),
            [_shown_name(user) for user in objects_of(reaction.get("users"))],
        )
        for reaction in objects_of(item.get("reactions"))
    )


def _shown_name(user: Json) -> str:
    return clean(text_of(user.get("nickname")) or text_of(user.get("name")))


def _claim_csv(source: Source) -> float:
    first = source.head.partition("\n")[0].strip().replace('"', "")
    return 0.98 if first.split(",") == _COLUMNS else 0.0


def _read_csv(source: Source) -> Iterator[Message]:
    dates = (row[2] for _, row in _rows(source))
    order = written_order(dates)
    for n, (line, row) in enumerate(_rows(source), start=1):
        moment = from_iso(row[2]) if row[2][4:5] == "-" else written_moment(row[2], order)
        yield _row(n, line, row, moment)


def _rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text + "\n" for _, text in source.lines())
    line = 1
    try:
        for row in reader:
            if len(row) >= len(_COLUMNS) and row[: len(_COLUMNS)] != _COLUMNS:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile("file_broken", file=source.path, line=line, found=str(error)[:60]) from error


def _row(n: int, line: int, row: list[str], moment: Moment) -> Message:
    _, author, when, content, attached, reacted = row[:6]
    text, files = clean(content), tuple(url.rpartition("/")[2].partition("?")[0] for url in attached.split(",") if url)
    return Message(
        n=n, kind=Kind.ATTACHMENT if files and not text else Kind.MESSAGE, text=text, form="discord-csv",
        clock=Clock.UTC if when[4:5] == "-" and when[-6:-5] in "+-" else Clock.WALL, line=line, time=moment.time,
        date=moment.date, author=clean(author).removesuffix("#0000") or None, attachments=files,
        reactions=tuple(
            Reaction(emoji=found["emoji"].strip(), count=int(found["count"])) for found in _COUNTED.finditer(reacted)
        ),
    )  # fmt: skip


DISCORD = Family(
    id="discord",
    support=Support(edits=True, replies=True, reactions=True, dates=True),
    shapes=(Shape(_claim_json, _read_json), Shape(_claim_csv, _read_csv), TEXT),
)
