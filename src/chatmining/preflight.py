"""Look at an export before it is processed: what it is, what is in it, what would be set aside, what to mend."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from pathlib import Path

from chatmining.errors import ChatminingError, UnreadableFile, Wording
from chatmining.formats import Source, choose, claims
from chatmining.formats.archive import open_all
from chatmining.formats.sidecar import describe
from chatmining.formats.table import TABLE, Mapping, mapping_of
from chatmining.formats.zoom import ZOOM_ATTENDEES, about, people
from chatmining.nlp.language import language_of
from chatmining.prepare import reason
from chatmining.records import Clock, Message
from chatmining.timeline import seconds

_LANGUAGE_SAMPLE = 200  # comments looked at for the share of French
_LONGEST_EVENT = 12 * 3600  # seconds


class Verdict(StrEnum):
    """What to think of a file; the values stand in JSON, `verdict_<name>` of words/messages is what people read."""

    GOOD = "bon"
    DOUBTFUL = "à vérifier"
    UNREADABLE = "illisible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was seen of one file; `error` is set when it cannot be read.

    `fixes`, what to mend, and `notes`, what to know, are codes of `words/messages`.
    `unread` counts the lines that no record holds, `unread_line` is the first of them.
    """

    file: str
    verdict: Verdict
    format: str | None = None
    confidence: float = 0.0
    claims: tuple[tuple[str, float], ...] = ()
    records: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    people: int = 0
    first: str | None = None
    last: str | None = None
    clock: str | None = None
    french_share: float | None = None
    private: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)
    fixes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: int = 0
    unread_line: int | None = None
    mapping: Mapping | None = None
    error: ChatminingError | None = None


def check(path: Path, mapping: Mapping | None = None) -> list[Check]:
    """Check a file, or each export of a zip or a folder; tables by `mapping` when it is given."""
    try:
        return [_check_source(name, source, path, mapping) for name, source in open_all(path)] or [_unreadable(path)]
    except ChatminingError as error:
        return [Check(file=str(path), verdict=Verdict.UNREADABLE, error=error)]


def _unreadable(path: Path) -> Check:
    return Check(file=str(path), verdict=Verdict.UNREADABLE, error=UnreadableFile("file_is_folder", file=path))


def _check_source(name: str, source: Source, path: Path, mapping: Mapping | None) -> Check:
    found = claims(source)
    shown = tuple((format_.id, round(confidence, 2)) for confidence, format_ in found)
    try:
        chosen = choose(source, mapping=mapping)
        if chosen is ZOOM_ATTENDEES:
            return _names_only(name, source, shown)
        dated = describe(path, about(source)).date is not None
        messages = list(chosen.read(source))
        if not messages:
            raise UnreadableFile("file_without_record", file=name, found=Wording((f"format_{chosen.id}",)))
    except ChatminingError as error:
        return Check(file=name, verdict=Verdict.UNREADABLE, claims=shown, error=error)
    known = {
        "file": name,
        "format": chosen.id,
        "confidence": 1.0 if mapping else shown[0][1],
        "claims": () if mapping else shown,
        "mapping": mapping or (mapping_of(source) if chosen.id == TABLE.id else None),
    }
    return _described(known, messages, dated, sorted(source.unread))


def _names_only(name: str, source: Source, shown: tuple[tuple[str, float], ...]) -> Check:
    """Return what an attendee report brings: people, for the chat it is given with."""
    return Check(
        file=name,
        verdict=Verdict.GOOD,
        format=ZOOM_ATTENDEES.id,
        confidence=shown[0][1],
        claims=shown,
        people=len(people(source)),
        notes=("note_attendees",),
    )


def _described(known: dict[str, object], messages: list[Message], dated: bool, unread: list[int]) -> Check:
    reasons = Counter(why for why in map(reason, messages) if why)
    times = [f"{m.date} {m.time}" if m.date else m.time for m in messages if m.time]
    french = _french_share(messages)
    fixes = (*_fixes(messages, french, dated), *(("fix_unread",) if unread else ()))
    return Check(
        **known,  # type: ignore[arg-type]
        verdict=Verdict.DOUBTFUL if fixes else Verdict.GOOD,
        records=len(messages),
        kinds=dict(Counter(str(m.kind) for m in messages).most_common()),
        people=len({m.author for m in messages if m.author}),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        clock=str(messages[0].clock),
        french_share=french,
        private=reasons.get("private", 0),
        set_aside=dict(reasons.most_common()),
        fixes=fixes,
        notes=("note_poll",) if messages[0].form == "poll" else (),
        unread=len(unread),
        unread_line=unread[0] if unread else None,
    )


def _french_share(messages: list[Message]) -> float | None:
    texts = list(islice((m.text for m in messages if reason(m) is None), _LANGUAGE_SAMPLE))
    return round(sum(language_of(text) == "fr" for text in texts) / len(texts), 3) if texts else None


def _fixes(messages: list[Message], french: float | None, dated: bool) -> list[str]:
    """Return what deserves a second look, as codes of sentences."""
    fixes = []
    if all(reason(m) for m in messages) and messages[0].form != "poll":
        fixes.append("fix_no_comment")
    if french is not None and french < 0.5:
        fixes.append("fix_not_french")
    if not dated and messages[0].clock is not Clock.UTC and not any(m.date for m in messages):
        fixes.append("fix_day_or_month" if messages[0].form == "whatsapp" else "fix_no_date")
    if messages[0].clock is Clock.OFFSET and max((seconds(m.time) or 0 for m in messages), default=0) > _LONGEST_EVENT:
        fixes.append("fix_long_offset")
    if sum("\N{REPLACEMENT CHARACTER}" in m.text for m in messages) > 0.02 * len(messages):
        fixes.append("fix_characters")
    if not any(m.author for m in messages):
        fixes.append("fix_no_author")
    return fixes
