"""What a record's words are: a message, a reply, a reaction, a removal, a shared file."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from chatmining.formats.zoom.words import Phrase, phrases, words
from chatmining.records import Kind, Reaction

_EMOJI: Final = re.compile(
    "(?:[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\u200d\ufe0f\u20e3\U000e0020-\U000e007f]"
    "|[0-9#*](?=\ufe0f?\u20e3))+"
)
_QUOTES: Final = {'"': '"', "“": "”", "„": "“”", "«": "»", "「": "」", "”": "”"}
_END: Final = '"”“»」'
_CLOSED_LINE: Final = re.compile(r'["”“»」]:?[ \t]*(?=\n|\Z)')
_CLOSED_BLANK: Final = re.compile(r'["”“»」]:?[ \t]*(?=\n[ \t]*\n|\Z)')
_CLOSED_CUT: Final = re.compile(r'(?:\.\.\.|…)["”“»」]:?[ \t]*(?=\n|\Z)')
_CLOSED_WORD: Final = re.compile(r'["”“»」]:?(?=[ \t])')
_LONGEST_EMOJI: Final = 40
_LONGEST_NAME: Final = 120
_MOST_COMMAS: Final = 3  # in one name


@dataclass(frozen=True, slots=True)
class Body:
    """A record's words, taken apart."""

    kind: Kind
    text: str
    quote: str | None = None
    emoji: str | None = None
    attachments: tuple[str, ...] = ()
    about_previous: bool = False


def is_emoji(text: str) -> bool:
    """Tell whether `text` is one or more emoji and nothing else."""
    return 0 < len(text) <= _LONGEST_EMOJI and _EMOJI.fullmatch(text) is not None


@cache
def _by_beginning() -> tuple[tuple[str, ...], tuple[Phrase, ...]]:
    known = sorted(phrases(), key=lambda phrase: -len(phrase.before))
    table = words()
    old = (*table["old_reactions"]["add"], *table["old_reactions"]["remove"], *table["removal_loose"]["begins"])
    return (*(phrase.before for phrase in known), *old), tuple(known)


@cache
def _file_name() -> re.Pattern[str]:
    endings = "|".join(words()["attachments"]["extensions"])
    return re.compile(rf'[^\n/\\<>|?*:"]+\.(?:{endings})', re.IGNORECASE)


def interpret(text: str) -> Body:
    """Return what `text`, stripped and with plain line ends, is."""
    beginnings, known = _by_beginning()
    if text.startswith(beginnings):
        for phrase in known:
            if text.startswith(phrase.before):
                found = _reply(text, phrase) if phrase.kind == "reply" else _reaction(text, phrase)
                if found:
                    return found
        if found := _old_reaction(text) or _loose_removal(text):
            return found
    if len(text) <= _LONGEST_NAME and "." in text and _file_name().fullmatch(text):
        return Body(Kind.ATTACHMENT, text, attachments=(text,))
    return Body(Kind.MESSAGE, text)


def _unquoted(text: str) -> str | None:
    """Return what stands in quotation marks that hold the whole of `text`, or None."""
    if len(text) >= 2 and text[0] in _QUOTES and text[-1] in _QUOTES[text[0]] + '"':
        return text[1:-1]
    return None


def _reaction(text: str, phrase: Phrase) -> Body | None:
    """Read `Reacted to "…" with 👍`; the emoji may be in quotation marks and the quoted words not."""
    if phrase.between is None or not text.endswith(phrase.after):
        return None
    inner = text[len(phrase.before) : len(text) - len(phrase.after)]
    place = inner.find(phrase.between) if phrase.emoji_first else inner.rfind(phrase.between)
    if place < 0:
        return None
    left, right = inner[:place].strip(), inner[place + len(phrase.between) :].strip()
    emoji, quote = (left, right) if phrase.emoji_first else (right, left)
    emoji = _unquoted(emoji) or emoji
    inside = _unquoted(quote)
    if not is_emoji(emoji) and (inside is None or not 0 < len(emoji) <= 12 or " " in emoji):
        return None
    kind = Kind.REMOVAL if phrase.kind == "removal" else Kind.REACTION
    return Body(kind, "", quote=quote if inside is None else inside, emoji=emoji)


def _reply(text: str, phrase: Phrase) -> Body | None:
    """Read `Replying to "…"`, then the replier's own words below or, in some clients, behind."""
    start = len(phrase.before)
    if text[start : start + 1] not in _QUOTES or start >= len(text):
        return None
    first = text.find("\n", start)
    line = text[start + 1 : first if first >= 0 else None].rstrip()
    closed = line.endswith(tuple(_END)) or line.removesuffix(":").endswith(tuple(_END))
    patterns = (_CLOSED_LINE,) if closed else (_CLOSED_CUT, _CLOSED_BLANK, _CLOSED_LINE, _CLOSED_WORD)
    end = next((match for pattern in patterns if (match := pattern.search(text, start + 1))), None)
    if end is None:
        return None
    mark = next(place for place in range(end.start(), end.end()) if text[place] in _END)
    return Body(Kind.REPLY, text[end.end() :].strip(), quote=text[start + 1 : mark])


def _old_reaction(text: str) -> Body | None:
    """Read `add 👍` and `remove 👍`, about the message before."""
    for kind, name in ((Kind.REACTION, "add"), (Kind.REMOVAL, "remove")):
        for before in words()["old_reactions"][name]:
            if text.startswith(before) and is_emoji(emoji := text[len(before) :].strip()):
                return Body(kind, "", emoji=emoji, about_previous=True)
    return None


def _loose_removal(text: str) -> Body | None:
    """Read the removal of a reaction in a wording not known, if it holds an emoji or a quotation."""
    loose = words()["removal_loose"]
    head = text[:600]
    if not head.startswith(tuple(loose["begins"])) or not any(word in head for word in loose["holds"]):
        return None
    emoji = next((match[0] for match in _EMOJI.finditer(head)), None)
    marks = [place for place, char in enumerate(head) if char in _QUOTES or char in _END]
    if emoji is None or len(marks) < 2:
        return None
    return Body(Kind.REMOVAL, "", quote=head[marks[0] + 1 : marks[-1]], emoji=emoji)


def with_reactions(lines: list[str], seen: dict[str, None]) -> tuple[list[str], tuple[Reaction, ...]]:
    """Take off the lines `Name, Name:👍` that the dated form puts below the words."""
    found: list[Reaction] = []
    rest = list(lines)
    while rest and not rest[-1].strip():
        rest.pop()
    while len(rest) > 1 and (colon := rest[-1].rfind(":")) > 0 and is_emoji(rest[-1][colon + 1 :].strip()):
        names = _names(rest[-1][:colon].strip(), seen)
        found.append(Reaction(emoji=rest[-1][colon + 1 :].strip(), by=names, count=len(names)))
        rest.pop()
    return rest, tuple(reversed(found))


def _names(text: str, seen: dict[str, None]) -> tuple[str, ...]:
    """Cut at commas, but not inside a name that wrote in this chat."""
    names: list[str] = []
    pieces, place = text.split(", "), 0
    while place < len(pieces):
        sizes = range(min(_MOST_COMMAS + 1, len(pieces) - place), 1, -1)
        size = next((n for n in sizes if ", ".join(pieces[place : place + n]) in seen), 1)
        names.append(", ".join(pieces[place : place + size]))
        place += size
    return tuple(name for name in names if name)
