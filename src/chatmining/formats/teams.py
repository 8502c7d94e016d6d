"""Microsoft Teams: messages as the Graph API gives them; its attendance reports are told apart, not read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chatmining.errors import UnreadableFile
from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.html_text import HtmlText, parts
from chatmining.formats.json_stream import entries, opening
from chatmining.formats.json_values import Json, object_of, objects_of, text_of
from chatmining.formats.moments import Moment, from_iso
from chatmining.formats.reactions import grouped
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Reaction

_FIELDS = {"messageType", "createdDateTime", "body"}
_EMOJI = {"like": "👍", "heart": "❤️", "laugh": "😆", "surprised": "😮", "sad": "😢", "angry": "😡"}
_REPORT = re.compile(
    r"\s{0,9}(?:1\. (?:Summary|Résumé)\s|Meeting Summary\s|Résumé de la réunion\s|Full Name\tUser Action\tTimestamp"
    r"|Nom complet\tAction de l['’]utilisateur|Session Id,Participant Id,Full Name,UserAgent,)"
)


@dataclass
class _Item:
    """A message of the export, with the line it was read from and the message it is a reply to."""

    line: int
    value: Json
    parent: str = ""
    body: HtmlText = field(init=False)
    sent: Moment = field(init=False)

    def __post_init__(self) -> None:
        self.sent = from_iso(self.value.get("createdDateTime"))
        body = object_of(self.value.get("body"))
        content = text_of(body.get("content"))
        self.body = parts(content) if body.get("contentType") == "html" else HtmlText(clean(content), "", ())


def _claim(source: Source) -> float:
    return 0.95 if any(_FIELDS <= object_of(entry.value).keys() for entry in opening(source)[:20]) else 0.0


def _read(source: Source) -> Iterator[Message]:
    items = [item for entry in entries(source) for item in _with_replies(entry.line, object_of(entry.value))]
    items.sort(key=_age)  # the API gives the newest first
    seen: dict[str, int] = {}
    for n, item in enumerate(items, start=1):
        seen[text_of(item.value.get("id"))] = n
        yield _message(n, item, seen)


def _age(item: _Item) -> tuple[str, str]:
    """Return what puts the messages in order, to the millisecond; one without a date goes first."""
    return item.sent.date or "", text_of(item.value.get("createdDateTime"))


def _with_replies(line: int, value: Json) -> Iterator[_Item]:
    """Yield a message and the replies that hang on it."""
    if "createdDateTime" not in value:
        return
    yield _Item(line, value, text_of(value.get("replyToId")))
    for reply in objects_of(value.get("replies")):
        yield _Item(line, reply, text_of(reply.get("replyToId")) or text_of(value.get("id")))


def _message(n: int, item: _Item, seen: dict[str, int]) -> Message:
    value, moment = item.value, item.sent
    files = _files(value)
    targets = (item.parent, *_references(value), *item.body.ids)
    kind = _kind(value, item.body, files, any(targets[:1]) or bool(item.body.quote) or bool(_references(value)))
    reply_to = next((seen[target] for target in targets if target in seen), None) if kind is Kind.REPLY else None
    return Message(
        n=n, kind=kind, text=clean(item.body.text or text_of(value.get("subject"))), form="teams-graph",
        clock=Clock.UTC, line=item.line, time=moment.time, date=moment.date, author=_author(value),
        quote=item.body.quote or None, reply_to=reply_to if reply_to != n else None, reactions=_reactions(value),
        attachments=files,
    )  # fmt: skip


def _kind(value: Json, body: HtmlText, files: tuple[str, ...], replies: bool) -> Kind:
    event = "<systemeventmessage" in text_of(object_of(value.get("body")).get("content")).lower()
    if value.get("messageType") != "message" or event or not _author(value):
        return Kind.SYSTEM
    if value.get("deletedDateTime"):
        return Kind.REMOVAL
    if files and not body.text:
        return Kind.ATTACHMENT
    return Kind.REPLY if replies else Kind.MESSAGE


def _author(value: Json) -> str | None:
    """Return the name shown of a person or an application, the id when a guest has none."""
    sender = object_of(value.get("from"))
    who = object_of(sender.get("user")) or object_of(sender.get("application")) or object_of(sender.get("device"))
    return clean(text_of(who.get("displayName")) or text_of(who.get("id"))) or None


def _files(value: Json) -> tuple[str, ...]:
    attached = objects_of(value.get("attachments"))
    return tuple(name for one in attached if not _is_reference(one) and (name := text_of(one.get("name"))))


def _references(value: Json) -> tuple[str, ...]:
    """Return the ids of the messages that a chat reply carries as attachments."""
    return tuple(text_of(one.get("id")) for one in objects_of(value.get("attachments")) if _is_reference(one))


def _is_reference(attachment: Json) -> bool:
    return attachment.get("contentType") == "messageReference"


def _reactions(value: Json) -> tuple[Reaction, ...]:
    """Return the reactions, one an emoji, with the people whose name is given."""
    return grouped(_reaction(reaction) for reaction in objects_of(value.get("reactions")))


def _reaction(reaction: Json) -> tuple[str, str]:
    kind = text_of(reaction.get("reactionType"))
    user = object_of(object_of(reaction.get("user")).get("user"))
    return _EMOJI.get(kind, kind), clean(text_of(user.get("displayName")))


def _claim_report(source: Source) -> float:
    head = source.head[:4000]
    tabs = "\t" in head or head.lstrip().startswith("Session Id,")
    return 0.9 if tabs and _REPORT.match(head) else 0.0


def _refuse(source: Source) -> Iterator[Message]:
    raise UnreadableFile("not_a_chat_report", file=source.path, found="rapport de présence Teams")
    yield  # a generator, so that the error comes when records are asked for


TEAMS = Family(
    id="teams",
    label="Microsoft Teams, conversation (JSON de l'API Graph)",
    support=Support(replies=True, reactions=True, dates=True),
    shapes=(Shape(_claim, _read), Shape(_claim_report, _refuse)),
)
