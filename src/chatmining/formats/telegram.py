"""Telegram: `result.json` of one chat, or of all of them, as the desktop program exports it."""

from collections.abc import Iterator

from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.json_stream import entries, opening
from chatmining.formats.json_values import Json, object_of, objects_of, text_of
from chatmining.formats.moments import from_epoch, from_iso
from chatmining.formats.reactions import counted
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Reaction

_TYPES = ("message", "service")
_FILES = ("file_name", "file", "photo", "sticker_emoji", "media_type")
_TEXT_SIGNS = {"date_unixtime", "from_id", "text_entities", "reply_to_message_id", "actor_id"}


def _claim(source: Source) -> float:
    found = opening(source)
    items = [object_of(entry.value) for entry in found if entry.key == "messages"]
    lists = [object_of(entry.value) for entry in found if entry.key == "chats"]
    items += [
        item for chat in lists for listed in objects_of(chat.get("list")) for item in objects_of(listed.get("messages"))
    ]
    hits = [item.get("type") in _TYPES and "text" in item and bool(_TEXT_SIGNS & item.keys()) for item in items[:50]]
    return 0.95 if hits and sum(hits) * 2 > len(hits) else 0.0


def _read(source: Source) -> Iterator[Message]:
    seen: dict[tuple[int, int], int] = {}
    n, clock = 0, None
    for line, chat, title, item in _items(source):
        if item.get("type") not in _TYPES:
            continue
        n += 1
        number = item.get("id")
        if isinstance(number, int):
            seen[chat, number] = n
        clock = clock or (Clock.UTC if from_epoch(item.get("date_unixtime")).time else Clock.WALL)
        target = item.get("reply_to_message_id")
        reply_to = seen.get((chat, target)) if isinstance(target, int) else None
        yield _message(n, line, title, item, clock, reply_to)


def _items(source: Source) -> Iterator[tuple[int, int, str | None, Json]]:
    """Stream (line, number of the chat, its name when there are several, message)."""
    for entry in entries(source):
        if entry.key == "messages":
            yield entry.line, 0, None, object_of(entry.value)
        elif entry.key == "chats":
            for number, chat in enumerate(objects_of(object_of(entry.value).get("list"))):
                for item in objects_of(chat.get("messages")):
                    yield entry.line, number, text_of(chat.get("name")) or None, item


def _message(n: int, line: int, title: str | None, item: Json, clock: Clock, reply_to: int | None) -> Message:
    moment = (
        from_epoch(item.get("date_unixtime")) if clock is Clock.UTC else from_iso(item.get("date"), as_written=True)
    )
    text, files = clean(_text(item)), tuple(name for key in _FILES[:3] if (name := text_of(item.get(key))))[:1]
    kind = Kind.SYSTEM if item.get("type") == "service" else Kind.MESSAGE
    if kind is Kind.MESSAGE and not text and any(item.get(key) for key in _FILES):
        kind = Kind.ATTACHMENT
    elif kind is Kind.MESSAGE and item.get("reply_to_message_id"):
        kind = Kind.REPLY
    return Message(
        n=n, kind=kind, text=text, form="telegram", clock=clock, line=line, time=moment.time, date=moment.date,
        author=clean(text_of(item.get("from")) or text_of(item.get("actor"))) or None, recipient=title,
        reply_to=reply_to, reactions=_reactions(item), attachments=files,
    )  # fmt: skip


def _text(item: Json) -> str:
    """Return the text: plain, or the pieces of a formatted one; a poll says its question."""
    text = item.get("text")
    if isinstance(text, list):
        return "".join(text_of(piece) or text_of(object_of(piece).get("text")) for piece in text)
    return text_of(text) or text_of(object_of(item.get("poll")).get("question"))


def _reactions(item: Json) -> tuple[Reaction, ...]:
    return tuple(
        counted(
            text_of(reaction.get("emoji")) or text_of(reaction.get("document_id")),
            reaction.get("count"),
            [clean(text_of(who.get("from"))) for who in objects_of(reaction.get("recent"))],
        )
        for reaction in objects_of(item.get("reactions"))
    )


TELEGRAM = Family(
    id="telegram",
    support=Support(edits=True, replies=True, reactions=True, dates=True),
    shapes=(Shape(_claim, _read),),
)
