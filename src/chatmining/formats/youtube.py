"""YouTube live chat: yt-dlp's JSON Lines, the site's own actions, chat-downloader's list."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.json_stream import Entry, entries, first_sign, json_lines, keys, opening
from chatmining.formats.json_values import Json, object_of, objects_of, text_of
from chatmining.formats.moments import from_epoch, from_offset
from chatmining.formats.source import Source
from chatmining.formats.youtube_renderers import DELETIONS, badge_role, role_of, said
from chatmining.records import Clock, Kind, Message

_ACTION_KEYS = frozenset(("addChatItemAction", "replayChatItemAction", "liveChatContinuation"))
_REMEMBERED = 100_000  # deletions follow what they delete; a long broadcast is read in constant memory
_DOWNLOADED = frozenset(("message_type", "author", "message_id"))


@dataclass
class _Chat:
    """How many records were met, and the latest by the id that a deletion may name."""

    n: int = 0
    ids: OrderedDict[str, int] = field(default_factory=OrderedDict)

    def next(self, identity: str) -> int:
        """Return the number of the next record and remember its id."""
        self.n += 1
        if identity:
            self.ids[identity] = self.n
        if len(self.ids) > _REMEMBERED:
            self.ids.popitem(last=False)
        return self.n


def actions(value: object, depth: int = 0) -> Iterator[Json]:
    """Stream the single actions inside what yt-dlp or the site wraps them in."""
    node = object_of(value)
    node = object_of(node.get("response")) or node
    inner = (
        object_of(node.get("replayChatItemAction")).get("actions"),
        object_of(object_of(node.get("continuationContents")).get("liveChatContinuation")).get("actions"),
        object_of(node.get("liveChatContinuation")).get("actions"),
        node.get("actions"),
    )
    wrapped = next((found for found in inner if isinstance(found, list)), None)
    if wrapped is None or depth > 3:
        yield node
        return
    for item in wrapped:
        yield from actions(item, depth + 1)


def _claim_actions(source: Source) -> float:
    return 0.97 if _ACTION_KEYS & keys(source) else 0.0


def _read_actions(source: Source) -> Iterator[Message]:
    chat = _Chat()
    for line, value in _values(source):
        for action in actions(value):
            message = _added(action, chat, line) or _deleted(action, chat, line)
            if message:
                yield message


def _values(source: Source) -> Iterator[tuple[int, object]]:
    """Stream the file's outermost values: one a line, or the items of one list, or one object."""
    if first_sign(source) == "[":
        yield from ((entry.line, entry.value) for entry in entries(source))
    elif _is_one_object(source):
        for entry in entries(source):  # the members of a response, of which one holds the actions
            yield entry.line, entry.value if entry.key == "actions" else {entry.key: entry.value}
    else:
        yield from json_lines(source)


def _is_one_object(source: Source) -> bool:
    """Tell JSON Lines from one object over many lines: whether the first line is a value by itself."""
    first = next((text.strip() for _, text in source.lines() if text.strip()), "")
    return not first.endswith("}") or "liveChatContinuation" in keys(source)


def _added(action: Json, chat: _Chat, line: int) -> Message | None:
    item = object_of(object_of(action.get("addChatItemAction")).get("item"))
    form, renderer = next(((key, object_of(value)) for key, value in item.items()), ("", {}))
    if not form or form == "liveChatPlaceholderItemRenderer":
        return None
    moment = from_epoch(renderer.get("timestampUsec"), 1_000_000)
    kind, text = said(form, renderer)
    author = object_of(renderer.get("authorName")).get("simpleText")
    return Message(
        n=chat.next(text_of(renderer.get("id"))), kind=kind, text=clean(text), form=form, clock=Clock.UTC, line=line,
        time=moment.time, date=moment.date, author=clean(text_of(author)) or None, role=badge_role(renderer),
    )  # fmt: skip


def _deleted(action: Json, chat: _Chat, line: int) -> Message | None:
    form = next((name for name in DELETIONS if name in action), None)
    if form is None:
        return None
    target = chat.ids.get(text_of(object_of(action[form]).get("targetItemId")))
    return Message(n=chat.next(""), kind=Kind.REMOVAL, text="", form=form, clock=Clock.UTC, line=line, reply_to=target)


def _claim_downloaded(source: Source) -> float:
    return 0.9 if any(_DOWNLOADED <= object_of(entry.value).keys() for entry in opening(source)[:20]) else 0.0


def _read_downloaded(source: Source) -> Iterator[Message]:
    chat, clock = _Chat(), None
    for entry in entries(source):
        if isinstance(entry.value, dict):
            clock = clock or (Clock.UTC if from_epoch(entry.value.get("timestamp"), 10**6).time else Clock.OFFSET)
            yield _downloaded(entry, chat, clock)


def _downloaded(entry: Entry, chat: _Chat, clock: Clock) -> Message:
    item, author = entry.value, object_of(entry.value.get("author"))
    form = text_of(item.get("message_type")) or text_of(item.get("action_type"))
    utc = from_epoch(item.get("timestamp"), 10**6)
    moment = utc if clock is Clock.UTC else from_offset(item.get("time_in_seconds"))
    kind = Kind.MESSAGE if form in ("text_message", "paid_message", "paid_sticker") else Kind.SYSTEM
    deletes = "deleted" in text_of(item.get("action_type"))
    badges = [text_of(badge.get("title")) for badge in objects_of(author.get("badges"))]
    return Message(
        n=chat.next(text_of(item.get("message_id"))), kind=Kind.REMOVAL if deletes else kind, form=form, clock=clock,
        text=clean(text_of(item.get("message"))), line=entry.line, time=moment.time, date=moment.date,
        author=clean(text_of(author.get("display_name")) or text_of(author.get("name"))) or None,
        role=role_of(badges), reply_to=chat.ids.get(text_of(item.get("target_message_id"))),
    )  # fmt: skip


YOUTUBE = Family(
    id="youtube",
    support=Support(dates=True),
    shapes=(Shape(_claim_actions, _read_actions), Shape(_claim_downloaded, _read_downloaded)),
)
