"""The frozen rows that move between the parts."""

from dataclasses import dataclass
from enum import StrEnum


class Clock(StrEnum):
    """What a record's time counts from; the three are never mixed in one file."""

    WALL = "wall"  # the clock of whoever saved the file
    OFFSET = "offset"  # since the recording started
    UTC = "utc"


class Kind(StrEnum):
    """What a record of an export is."""

    MESSAGE = "message"
    REPLY = "reply"
    QUESTION = "question"
    REACTION = "reaction"
    REMOVAL = "removal"
    ATTACHMENT = "attachment"
    SYSTEM = "system"


class Role(StrEnum):
    """What a person is in a webinar."""

    HOST = "host"
    SPEAKER = "speaker"
    MODERATOR = "moderator"
    ATTENDEE = "attendee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """One emoji put on a message, and who put it there (names may be unknown: then only the count)."""

    emoji: str
    by: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One record of a chat export, as read: names included, nothing interpreted beyond the format.

    `time` is HH:MM:SS or HH:MM as the export gives it, `date` an ISO date or None, `text` the author's own
    words: no quote of a reply, line ends as a line feed. `reply_to` is the `n` of the message answered.
    """

    n: int
    kind: Kind
    text: str
    form: str
    clock: Clock
    line: int | None = None
    time: str | None = None
    date: str | None = None
    author: str | None = None
    recipient: str | None = None
    private: bool = False
    quote: str | None = None
    emoji: str | None = None
    reply_to: int | None = None
    reactions: tuple[Reaction, ...] = ()
    attachments: tuple[str, ...] = ()
    role: Role | None = None
    answer: str | None = None


class Qualifier(StrEnum):
    """How a theme is mentioned (values are the codebook's French ids)."""

    AFFIRMED = "affirme"
    DENIED = "nie"
    OVERCOME = "surmonte"
    HYPOTHETICAL = "hypothetique"
    ASKED = "question"
    REPORTED = "rapporte"
    PAST = "passe"


class Holder(StrEnum):
    """Whose fear, need or equipment a mention speaks of."""

    SELF = "moi"
    TEAM = "equipe"
    USERS = "usagers"
    OTHERS = "autres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A theme mentioned in text[start:end], how, and whose it is."""

    theme: str
    start: int
    end: int
    qualifier: Qualifier
    holder: Holder
