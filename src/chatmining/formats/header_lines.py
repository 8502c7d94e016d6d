"""Text exports whose records begin with a header line; what follows, up to the next header, is the record's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from chatmining.formats.clean_text import plain_spaces
from chatmining.formats.source import Source

_LONGEST_HEADER = 400
_CODE = re.compile(
    r"[{}`;]\s*$|^\s*(?:const|let|var|import|export|def|class|function|return|#include|<\w)\b|[=(]\s*[`'\"]"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A header that matched, its line number, what its line holds after it, and the lines that follow."""

    line: int
    header: re.Match[str]
    rest: str
    following: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """Return the record's text: the rest of its first line and the lines that follow."""
        return "\n".join((self.rest, *self.following))


def match(header: re.Pattern[str], line: str) -> re.Match[str] | None:
    """Match a header at the beginning of `line`, whatever its spaces; a long line costs no more than another."""
    return header.match(plain_spaces(line[:_LONGEST_HEADER]))


def blocks(source: Source, header: re.Pattern[str], *, has_title: bool = False) -> Iterator[Block]:
    """Stream the records of `source`; what comes before the first header is unread, or a title some formats have."""
    found: Block | None = None
    following: list[str] = []
    for number, raw in source.lines():
        line = raw.rstrip("\r")
        start = match(header, line)
        if not start and found:
            following.append(line)
        elif not start and line.strip() and not has_title:
            source.unread.add(number)
        if not start:
            continue
        if found:
            yield Block(found.line, found.header, found.rest, tuple(following))
        found, following = Block(number, start, line[start.end() :]), []
    if found:
        yield Block(found.line, found.header, found.rest, tuple(following))


def found_in_head(source: Source, header: re.Pattern[str], sample: int = 400) -> list[re.Match[str]]:
    """Return the header lines among the first lines of the file."""
    lines = (line.rstrip("\r") for line in islice(source.head.split("\n"), sample))
    return [found for line in lines if (found := match(header, line))]


def share(source: Source, header: re.Pattern[str], sample: int = 400) -> float:
    """Return the share of header lines at the beginning of the file; 0 when none of its first lines is one.

    Lines of a program above the first header make an example of it.
    """
    lines = [line.rstrip("\r") for line in islice(source.head.split("\n"), sample) if line.strip()]
    hits = [match(header, line) is not None for line in lines]
    if not any(hits[:3]) or any(_CODE.search(line[:_LONGEST_HEADER]) for line in lines[: hits.index(True)]):
        return 0.0
    return sum(hits) / len(hits)
