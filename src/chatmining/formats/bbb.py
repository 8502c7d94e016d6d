"""BigBlueButton: the public chat saved as text, in the three generations of its line; see bbb_recording too."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from chatmining.formats.base import Support
from chatmining.formats.bbb_recording import EVENTS, SLIDES
from chatmining.formats.clean_text import clean
from chatmining.formats.family import Family, Shape
from chatmining.formats.header_lines import Block, blocks, found_in_head, match, share
from chatmining.formats.not_names import are_people
from chatmining.formats.phrases import phrases, says
from chatmining.formats.source import Source
from chatmining.records import Clock, Kind, Message, Role

_HEADER = re.compile(r"\[(?P<time>[0-2]\d:[0-5]\d)\] (?![<*])")
_NAMES = {
    "bbb-g3": re.compile(r"\[(?P<who>[^\n]{1,120}?) : (?P<role>MODERATOR|VIEWER)\]: ?"),
    "bbb-g1": re.compile(r"(?P<who>[^\n]{1,120}?) : "),
    "bbb-g2": re.compile(r"(?P<who>[^:\n]{1,120}): "),
}
_ROLES = {"MODERATOR": Role.MODERATOR, "VIEWER": Role.ATTENDEE}
_SAMPLE = 200
_FEWEST_NAMED = 0.3  # of the lines that BigBlueButton did not write itself: a song has few colons


def _claim(source: Source) -> float:
    part = share(source, _HEADER)
    rests = _rests(source) if part else []
    form = _generation(rests)
    said = [rest for rest in rests if not _is_system(rest)]
    names = [found["who"] for rest in said if (found := match(_NAMES[form], rest))]
    if len(names) < _FEWEST_NAMED * len(said) or not are_people(names):
        return 0.0
    return 0.95 if form == "bbb-g3" else 0.6 + 0.3 * part


def _rests(source: Source) -> list[str]:
    """Return what follows the time, for the lines of the head that begin with one."""
    return [found.string[found.end() :] for found in found_in_head(source, _HEADER, _SAMPLE)]


def _generation(rests: list[str]) -> str:
    """Return the generation most lines are of: the space before the colon tells the first from the second."""
    seen: Counter[str] = Counter()
    for rest in rests:
        form = next((form for form, names in _NAMES.items() if match(names, rest)), None)
        if form and not _is_system(rest):
            seen[form] += 1
    return seen.most_common(1)[0][0] if seen else "bbb-g2"


def _is_system(rest: str) -> bool:
    return says(phrases("bbb")["system"], rest.partition(": ")[0])


def _read(source: Source) -> Iterator[Message]:
    first = islice(blocks(source, _HEADER), _SAMPLE)
    form = _generation([block.rest for block in first])
    for n, block in enumerate(blocks(source, _HEADER), start=1):
        yield _message(n, block, form)


def _message(n: int, block: Block, form: str) -> Message:
    found = None if form != "bbb-g3" and _is_system(block.rest) else match(_NAMES[form], block.rest)
    known = found.groupdict() if found else {}
    text = clean(block.body[found.end() if found else 0 :])
    kind = Kind.MESSAGE if found else Kind.SYSTEM
    if found and known["who"].lower() in phrases("bbb")["system_names"]:
        kind, known = Kind.SYSTEM, {}
    elif found and says(phrases("bbb")["removed"], text[:80]):
        kind = Kind.REMOVAL
    return Message(
        n=n, kind=kind, text=text, form=form, clock=Clock.WALL, line=block.line, time=block.header["time"],
        author=known["who"].strip() if known else None, role=_ROLES.get(known.get("role", "")),
    )  # fmt: skip


BBB = Family(
    id="bbb",
    support=Support(dates=True),
    shapes=(Shape(_claim, _read), EVENTS, SLIDES),
)
