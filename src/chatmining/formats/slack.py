"""Slack: an export (zip or folder, a file a day and channel), or one of its days alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chatmining.errors import UnreadableFile
from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.file_tree import Tree
from chatmining.formats.json_stream import entries, opening, parse
from chatmining.formats.json_values import Json, object_of, objects_of, text_of, texts_of
from chatmining.formats.moments import from_epoch
from chatmining.formats.reactions import counted
from chatmining.formats.slack_text import readable, without_entities
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Reaction

_DAY = re.compile(r"(?P<root>(?:[^/]+/)*?)(?P<channel>[^/]+)/\d{4}-\d{2}-\d{2}\.json")
_TS = re.compile(r"\d{9,11}\.\d{1,9}")
_LISTS = ("users.json", "channels.json", "groups.json", "dms.json", "mpims.json")
_SAID = frozenset((
    "", "bot_message", "me_message", "thread_broadcast", "reply_broadcast", "file_comment", "file_share",
    "file_mention",
))  # fmt: skip


def root_of(tree: Tree) -> str | None:
    """Return the folder of `tree` that is a Slack export ("" for itself), or None."""
    names = set(tree.names)
    roots = (found["root"] for name in tree.names if (found := _DAY.fullmatch(name)))
    return next((root for root in roots if any(root + listed in names for listed in _LISTS)), None)


@dataclass
class _Export:
    """Who is who in an export, and the records already met by channel and `ts`."""

    names: dict[str, str] = field(default_factory=dict)
    private: frozenset[str] = frozenset()
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    make_readable: bool = False  # the references of issue 3 keep <@U1> and <link|label> as they are

    def message(self, item: Json, channel: str, line: int | None) -> Message:
        """Return the next record."""
        ts, thread = text_of(item.get("ts")), text_of(item.get("thread_ts"))
        n = len(self.seen) + 1
        moment, text = from_epoch(ts), text_of(item.get("text"))
        kind = _kind(item)
        replies = bool(thread) and thread != ts and kind is Kind.MESSAGE
        reply_to = self.seen.get((channel, thread)) if replies else None
        self.seen[channel, ts if (channel, ts) not in self.seen else f"{ts} {n}"] = n
        return Message(
            n=n, kind=Kind.REPLY if replies else kind, form="slack", clock=Clock.UTC, line=line,
            text=clean(readable(text, self.names) if self.make_readable else without_entities(text)),
            time=moment.time, date=moment.date, author=self.author(item) or None,
            recipient=f"#{channel}" if channel else None, private=channel in self.private,
            reply_to=reply_to, reactions=self.reactions(item), attachments=_files(item),
        )  # fmt: skip

    def author(self, item: Json) -> str:
        """Return who wrote: the name shown in Slack, else the id."""
        user = text_of(item.get("user")) or text_of(object_of(item.get("comment")).get("user"))
        if user:
            return self.names.get(user) or shown_name(object_of(item.get("user_profile"))) or user
        bot = text_of(object_of(item.get("bot_profile")).get("name"))
        return clean(text_of(item.get("username")) or bot or text_of(item.get("bot_id")))

    def reactions(self, item: Json) -> tuple[Reaction, ...]:
        """Return the reactions of a record: the emoji's name, who, how many."""
        return tuple(
            counted(
                text_of(reaction.get("name")),
                reaction.get("count"),
                [self.names.get(user, user) for user in texts_of(reaction.get("users"))],
            )
            for reaction in objects_of(item.get("reactions"))
        )


def shown_name(user: Json) -> str:
    """Return the name Slack shows of a user or a profile."""
    profile = object_of(user.get("profile")) or user
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return clean(next((name for name in names if isinstance(name, str) and name), ""))


def _kind(item: Json) -> Kind:
    subtype = text_of(item.get("subtype"))
    if subtype == "tombstone":
        return Kind.REMOVAL
    if subtype not in _SAID:
        return Kind.SYSTEM
    return Kind.ATTACHMENT if subtype == "file_share" or (_files(item) and not item.get("text")) else Kind.MESSAGE


def _files(item: Json) -> tuple[str, ...]:
    files = objects_of(item.get("files")) or [object_of(item.get("file"))]
    return tuple(name for file in files if (name := text_of(file.get("name")) or text_of(file.get("title"))))


def _claim_export(source: Source) -> float:
    if not source.path.is_dir() and not source.is_zip:
        return 0.0
    try:
        return 0.0 if root_of(Tree(source.path)) is None else 0.97
    except UnreadableFile:
        return 0.0


def _read_export(source: Source) -> Iterator[Message]:
    tree = Tree(source.path)
    root = root_of(tree) or ""
    lists = {name: _listed(tree, root + name) for name in _LISTS}
    closed = (item for name in _LISTS[2:] for item in lists[name])
    export = _Export(
        names={text_of(user.get("id")): shown_name(user) for user in lists["users.json"]},
        private=frozenset(text_of(item.get(key)) for item in closed for key in ("id", "name")) - {""},
    )
    for name in tree.names:
        found = _DAY.fullmatch(name)
        if found and found["root"] == root:
            for item in objects_of(_content(tree, name)):
                if item.get("type") == "message":
                    yield export.message(item, found["channel"], None)


def _listed(tree: Tree, name: str) -> list[Json]:
    return objects_of(_content(tree, name)) if name in set(tree.names) else []


def _content(tree: Tree, name: str) -> object:
    return parse(tree.read(name).decode("utf-8-sig", errors="replace"), tree.path / name)


def _claim_day(source: Source) -> float:
    items = [object_of(entry.value) for entry in opening(source)[:50] if entry.key == ""]
    hits = [item.get("type") == "message" and bool(_TS.fullmatch(text_of(item.get("ts")))) for item in items]
    return 0.9 if hits and sum(hits) * 2 > len(hits) else 0.0


def _read_day(source: Source) -> Iterator[Message]:
    export = _Export()
    for entry in entries(source):
        item = object_of(entry.value)
        if item.get("type") == "message":
            yield export.message(item, "", entry.line)


SLACK = Family(
    id="slack",
    support=Support(edits=True, replies=True, reactions=True, private=True, dates=True),
    shapes=(Shape(_claim_export, _read_export), Shape(_claim_day, _read_day)),
)
