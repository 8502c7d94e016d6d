"""Microsoft Teams: messages as the Graph API gives them; its attendance reports are told apart, not read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chatmining.errors import UnreadableFile, Wording
from chatmining.formats.base import Support
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.html_text import HtmlText, parts
from chatmining.formats.json_stream import entries, opening
from chatmining.formats.json_values import Json, object_of, objects_of, text_of
from chatmining.formats.moments import from_iso
from chatmining.formats.reactions import grouped
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Reaction

_FIELDS = {"messageType", "createdDateTime", "body"}
_EMOJI = {"like": "👍", "heart": "❤️", "laugh": "😆", "surprised": "😮", "sad": "😢", "angry": "😡"}
_REPORT = re.compile(
    r"\s{0,9}(?:1\. (?:Summary|Résumé)\s|Meeting Summary\s|Résumé de la réunion\s|Full Name\tUser Action\tTimestamp"
    r"|Nom complet\tAction de l['’]utilisateur|Session Id,Participant Id,Full Name,UserAgent,)"
)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A record before the records are in order: what orders it, its id, the ids it may answer, its fields."""

    sent: str
    identity: str
    targets: tuple[str, ...]
    fields: dict[str, Any]


def _claim(source: Source) -> float:
    return 0.95 if any(_FIELDS <= object_of(entry.value).keys() for entry in opening(source)[:20]) else 0.0


def _read(source: Source) -> Iterator[Message]:
    drafts = [draft for entry in entries(source) for draft in _drafts(entry.line, object_of(entry.value))]
    drafts.sort(key=lambda draft: draft.sent)  # the API gives the newest first
    numbers = {draft.identity: n for n, draft in enumerate(drafts, start=1)}
    for n, draft in enumerate(drafts, start=1):
        known = (numbers[target] for target in draft.targets if target in numbers)
        yield Message(**draft.fields, n=n, reply_to=next((target for target in known if target < n), None))


def _drafts(line: int, value: Json) -> Iterator[_Draft]:
    """Yield a message and the replies that hang on it."""
    if "createdDateTime" in value:
        yield _draft(line, value, text_of(value.get("replyToId")))
        for reply in objects_of(value.get("replies")):
            yield _draft(line, reply, text_of(reply.get("replyToId")) or text_of(value.get("id")))


def _draft(line: int, value: Json, parent: str) -> _Draft:
    moment, body, files = from_iso(value.get("createdDateTime")), _body(value), _files(value)
    references, author = _references(value), _author(value)
    kind = _kind(value, body, files, bool(parent or body.quote or references)) if author else Kind.SYSTEM
    fields = dict(
        kind=kind, text=clean(body.text or text_of(value.get("subject"))), form="teams-graph", clock=Clock.UTC,
        line=line, time=moment.time, date=moment.date, author=author, quote=body.quote or None,
        reactions=_reactions(value), attachments=files,
    )  # fmt: skip
    targets = (parent, *references, *body.ids) if kind is Kind.REPLY else ()
    return _Draft(text_of(value.get("createdDateTime")), text_of(value.get("id")), targets, fields)


def _body(value: Json) -> HtmlText:
    body = object_of(value.get("body"))
    content = text_of(body.get("content"))
    return parts(content) if body.get("contentType") == "html" else HtmlText(clean(content), "", ())


def _kind(value: Json, body: HtmlText, files: tuple[str, ...], replies: bool) -> Kind:
    event = "<systemeventmessage" in text_of(object_of(value.get("body")).get("content")).lower()
    if value.get("messageType") != "message" or event:
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
    raise UnreadableFile("not_a_chat_report", file=source.path, found=Wording(("format_teams_report",)))
    yield  # a generator, so that the error comes when records are asked for


TEAMS = Family(
    id="teams",
    support=Support(edits=True, replies=True, reactions=True, dates=True),
    shapes=(Shape(_claim, _read), Shape(_claim_report, _refuse)),
)
