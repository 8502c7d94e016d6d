"""Mattermost: the bulk export, one JSON object a line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from chatmining.errors import UnreadableFile
from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.json_stream import first_sign, json_lines
from chatmining.formats.json_values import Json, object_of, objects_of, text_of
from chatmining.formats.moments import from_epoch
from chatmining.formats.reactions import grouped
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Reaction

_TYPES = frozenset((
    "version", "role", "scheme", "team", "channel", "user", "bot", "post", "direct_channel", "direct_post", "emoji",
))  # fmt: skip


@dataclass
class _Names:
    """What people are called, by their user name."""

    shown: dict[str, str] = field(default_factory=dict)

    def note(self, user: Json) -> None:
        """Remember the name shown of a user of the export."""
        full = f"{text_of(user.get('first_name'))} {text_of(user.get('last_name'))}".strip()
        self.shown[text_of(user.get("username"))] = text_of(user.get("nickname")) or full

    def of(self, username: object) -> str:
        """Return the name shown, the user name when there is none."""
        return clean(self.shown.get(text_of(username)) or text_of(username))


def _claim(source: Source) -> float:
    try:
        first = [object_of(value) for _, value in islice(json_lines(source), 5)] if _may_be(source) else []
    except UnreadableFile:
        return 0.0
    hits = [(kind := text_of(value.get("type"))) in _TYPES and kind in value for value in first]
    return 0.95 if hits and all(hits) else 0.0


def _may_be(source: Source) -> bool:
    """Look at the first characters before reading lines, which may be long."""
    return first_sign(source) == "{" and '"type"' in source.head[:200]


def _read(source: Source) -> Iterator[Message]:
    names, n = _Names(), 0
    for line, value in json_lines(source):
        kind = object_of(value).get("type")
        if kind == "user":
            names.note(object_of(value.get("user")))
        if kind in ("post", "direct_post"):
            post = object_of(value.get(kind))
            recipient, private = _addressed(post, names), kind == "direct_post"
            n += 1
            yield _message(n, line, post, names, recipient, private, None)
            first = n
            for reply in objects_of(post.get("replies")):
                n += 1
                yield _message(n, line, reply, names, recipient, private, first)


def _addressed(post: Json, names: _Names) -> str | None:
    """Return the channel of a post, or the people of a private one."""
    if channel := text_of(post.get("channel")):
        return f"#{channel}"
    members = post.get("channel_members")
    return ", ".join(names.of(name) for name in members) or None if isinstance(members, list) else None


def _message(
    n: int, line: int, post: Json, names: _Names, recipient: str | None, private: bool, parent: int | None
) -> Message:
    moment, text = from_epoch(post.get("create_at"), 1000), clean(text_of(post.get("message")))
    files = tuple(
        path.rpartition("/")[2] for one in objects_of(post.get("attachments")) if (path := text_of(one.get("path")))
    )
    kind = Kind.MESSAGE if parent is None else Kind.REPLY
    if text_of(post.get("type")).startswith("system_"):
        kind = Kind.SYSTEM
    elif files and not text:
        kind = Kind.ATTACHMENT
    return Message(
        n=n, kind=kind, text=text, form="mattermost", clock=Clock.UTC, line=line, time=moment.time, date=moment.date,
        author=names.of(post.get("user")) or None, recipient=recipient, private=private, reply_to=parent,
        reactions=_reactions(post, names), attachments=files,
    )  # fmt: skip


def _reactions(post: Json, names: _Names) -> tuple[Reaction, ...]:
    listed = objects_of(post.get("reactions"))
    return grouped((text_of(one.get("emoji_name")), names.of(one.get("user"))) for one in listed)


MATTERMOST = Family(
    id="mattermost",
    support=Support(replies=True, reactions=True, private=True, dates=True),
    shapes=(Shape(_claim, _read),),
)
