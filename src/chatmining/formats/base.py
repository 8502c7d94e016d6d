"""What a chat format is: an identity, a claim by content, a stream of records."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from chatmining.formats.source import Source
from chatmining.records import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What an export of the platform can tell (the support matrix of `chatmining formats`)."""

    replies: bool = False
    reactions: bool = False
    edits: bool = False
    private: bool = False
    dates: bool = False


class ChatFormat(Protocol):
    """One export family. A format is a module-level instance listed in `formats.FORMATS`."""

    @property
    def id(self) -> str:
        """The name of the format in options and tables: "zoom"; `format_<id>` of words/messages is what users read."""

    @property
    def support(self) -> Support:
        """What its exports can tell."""

    def claim(self, source: Source) -> float:
        """Return how sure the content is this format's, 0 to 1; never by name or extension alone."""
        ...

    def read(self, source: Source) -> Iterator[Message]:
        """Stream the records in file order, `n` from 1."""
        ...
