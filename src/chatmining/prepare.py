"""From the records of an export to the rows of a webinar: names out, texts masked, places found."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chatmining.formats.table import Mapping
from chatmining.formats.zoom import Person
from chatmining.polls import poll_rows
from chatmining.privacy import Masker, Pseudonymiser
from chatmining.records import Clock, Kind, Message, Role
from chatmining.timeline import Place, place

Row = dict[str, Any]
_COMMENT_KINDS = (Kind.MESSAGE, Kind.REPLY, Kind.QUESTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An item of the agenda: when it starts, in seconds from the start where the day is not known."""

    title: str
    starts_at: dt.datetime | None = None
    offset_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Webinar:
    """What is known of a webinar before its comments are read."""

    webinar_id: str
    title: str
    date: dt.date | None = None
    start: dt.datetime | None = None
    timezone: str = "Europe/Paris"
    roles: tuple[tuple[str, Role], ...] = ()
    present: tuple[Person, ...] = ()
    chat_format: str | None = None
    mapping: Mapping | None = None
    told: bool = False
    agenda: tuple[Planned, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Rows by table, ready to be stored; no name and no private text is left in them."""

    webinars: list[Row]
    people: list[Row]
    messages: list[Row]
    comments: list[Row]
    reactions: list[Row]
    polls: list[Row]
    agenda: list[Row]


def prepare(
    messages: Sequence[Message],
    webinar: Webinar,
    format_id: str,
    key: Pseudonymiser,
    language_of: Callable[[str], str],
) -> Prepared:
    """Return the rows of `messages`; the same records give the same ids under the same key."""
    masker = Masker(_names(messages, webinar), key)
    places = place(messages, webinar.start, webinar.date, webinar.timezone)
    ids = dict(zip((message.n for message in messages), record_ids(messages, webinar.webinar_id, key), strict=True))
    rows = [_message_row(m, p, webinar, ids, key) for m, p in zip(messages, places, strict=True)]
    comments = [
        _comment_row(message, row, masker, language_of)
        for message, row in zip(messages, rows, strict=True)
        if row["reason"] is None
    ]
    return Prepared(
        webinars=[_webinar_row(webinar, messages, places, masker, format_id)],
        people=list(_people(messages, webinar, key)),
        messages=rows,
        comments=comments,
        reactions=list(_reactions(messages, ids, key)),
        polls=[{"webinar_id": webinar.webinar_id, **row} for row in poll_rows(messages, masker.mask)],
        agenda=[
            {"webinar_id": webinar.webinar_id, "place": n, **asdict(item), "title": masker.mask(item.title)}
            for n, item in enumerate(webinar.agenda, start=1)
        ],
    )


def _names(messages: Sequence[Message], webinar: Webinar) -> Iterator[str]:
    for message in messages:
        if message.author:
            yield message.author
        if message.private and message.recipient:
            yield message.recipient
        for reaction in message.reactions:
            yield from reaction.by
    yield from (name for name, _ in webinar.roles)
    yield from (name for person in webinar.present for name in (person.name, person.original) if name)


def record_ids(messages: Sequence[Message], webinar_id: str, key: Pseudonymiser) -> Iterator[str]:
    """Yield each record's id: two identical records of one second are told apart by their rank."""
    seen: Counter[tuple[str, ...]] = Counter()
    for message in messages:
        person = key.person_id(message.author) if message.author else ""
        parts = (
            webinar_id, person, message.date or "", message.time or "", message.kind, message.quote or "",
            message.emoji or "", " ".join(message.text.split()),
        )  # fmt: skip
        seen[parts] += 1
        yield "c_" + key.digest("record", *parts, str(seen[parts]))


def reason(message: Message) -> str | None:
    """Return why a record is not a comment, or None."""
    if message.private:
        return "private"
    if message.kind not in _COMMENT_KINDS:
        return str(message.kind)
    return None if message.text.strip() else "empty"


def _message_row(message: Message, at: Place, webinar: Webinar, ids: dict[int, str], key: Pseudonymiser) -> Row:
    return {
        "message_id": ids[message.n],
        "webinar_id": webinar.webinar_id,
        "n": message.n,
        "kind": str(message.kind),
        "person_id": key.person_id(message.author) if message.author else None,
        "time": message.time,
        "said_at": at.moment,
        "offset_s": at.offset_s,
        "private": message.private,
        "emoji": message.emoji,
        "reply_to": ids.get(message.reply_to) if message.reply_to else None,
        "reason": reason(message),
    }


def _comment_row(message: Message, row: Row, masker: Masker, language_of: Callable[[str], str]) -> Row:
    text = masker.mask(message.text.strip().replace("\x00", ""))
    return {
        "comment_id": row["message_id"],
        "webinar_id": row["webinar_id"],
        "person_id": row["person_id"],
        "kind": row["kind"],
        "said_at": row["said_at"],
        "offset_s": row["offset_s"],
        "language": language_of(text),
        "text": text,
        "answer": masker.mask(message.answer) if message.answer else None,
        "words": len(text.split()),
        "content_hash": content_hash(text),
    }


def content_hash(text: str) -> str:
    """Return the key of a text's vector."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _webinar_row(
    webinar: Webinar, messages: Sequence[Message], places: Sequence[Place], masker: Masker, format_id: str
) -> Row:
    first = next((p.moment for p in places if p.moment), None)
    return {
        "webinar_id": webinar.webinar_id,
        "title": masker.mask(webinar.title),
        "date": webinar.date or (first.date() if first else None),
        "start_at": webinar.start,
        "timezone": webinar.timezone,
        "clock": str(messages[0].clock if messages else Clock.WALL),
        "format": format_id,
        "told": webinar.told,
    }


def _people(messages: Iterable[Message], webinar: Webinar, key: Pseudonymiser) -> Iterator[Row]:
    """Yield who wrote or was there, once: the sidecar's role first, then the report's, the export's, else attendee."""
    roles = {key.person_id(person.name): person.role for person in webinar.present}
    given: dict[str, Role] = {person: role for person, role in roles.items() if role is not Role.ATTENDEE}
    given |= {key.person_id(name): role for name, role in webinar.roles}
    roles |= {person: role for person, role in given.items() if person in roles}
    for message in messages:
        if message.author:
            person = key.person_id(message.author)
            role = given.get(person) or message.role or roles.get(person) or Role.ATTENDEE
            roles[person] = role
    for person, role in roles.items():
        yield {"webinar_id": webinar.webinar_id, "person_id": person, "role": str(role)}


def _reactions(messages: Iterable[Message], ids: dict[int, str], key: Pseudonymiser) -> Iterator[Row]:
    """Yield who put what on which message, from records of their own and from inside a record."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for message in messages:
        if message.kind is Kind.REACTION and message.reply_to in ids and message.emoji and not message.private:
            person = key.person_id(message.author) if message.author else ""
            counts[ids[message.reply_to], message.emoji, person] += 1
        for reaction in message.reactions:
            for name in reaction.by:
                counts[ids[message.n], reaction.emoji, key.person_id(name)] += 1
            unnamed = reaction.count - len(reaction.by)
            if unnamed > 0:
                counts[ids[message.n], reaction.emoji, ""] += unnamed
    for (message_id, emoji, person), count in counts.items():
        yield {"message_id": message_id, "emoji": emoji, "person_id": person, "count": count}
