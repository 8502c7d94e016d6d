"""What the head of a file tells before it is read: Zoom or not, which form, language and line ends."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from chatmining.formats.not_names import are_people
from chatmining.formats.source import Source
from chatmining.formats.zoom.headers import Header, HeaderParser
from chatmining.formats.zoom.words import Locale, all_groups, locales, private_tags

LONGEST_LINE: Final = 4_000  # of the head's lines only the beginning is looked at
MOST_CRLF: Final = 0.6  # pasted extracts are headers too, at this point
_JUDGED: Final = 60  # header lines that decide the language
_FEWEST: Final = 3  # authors who write to a group that is in no list of ours
_MEASURE: Final = re.compile(r"\s*-?\d+[.,]\d+\s*")  # what an instrument says
_SPACED: Final = re.compile(r"(?:[\d-]{10} )?[\d:]{7,8}(?:[ ]*\t|[ ]+(?:[^\s:]{1,40} ){0,12}?(?:[^\s:]{1,40})?  \S)")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the head holds. `share` is of the lines that Zoom would have written, tabbed bodies included."""

    headers: int
    share: float
    starts: bool
    forms: Counter[str]
    authors: tuple[str, ...]
    locale: Locale | None
    crlf_ends: bool
    written_by_zoom: bool

    @property
    def form(self) -> str | None:
        """Return the commonest form."""
        return max(self.forms, key=lambda form: self.forms[form]) if self.forms else None

    def parser(self) -> HeaderParser:
        """Return a header parser set for this file."""
        tos = sum(self.forms[form] for form in ("A2", "B", "B-dated"))
        return HeaderParser(
            first=self.locale,
            wants_recipient=tos > self.forms["A1"],
            multi_line=self.forms["B"] + self.forms["B-dated"] > self.headers / 2,
            seen=dict.fromkeys(self.authors),
        )


def _language(headers: list[str]) -> Locale | None:
    """Return the language whose words fit most header lines; a known group weighs most."""
    scores: Counter[str] = Counter()
    for line in headers:
        for locale in locales():
            padded = f" {line[:600]} "
            if f" {locale.start} " in padded or not locale.start:
                joined = any(f" {word} " in padded for word in locale.connectors)
                named = any(
                    f" {word} {group}" in " ".join(padded.split())
                    for word in locale.connectors
                    for group in locale.groups
                )
                scores[locale.id] += bool(locale.start) + 2 * joined + 8 * named
    best = max(scores, key=lambda id_: scores[id_], default=None)
    return next((locale for locale in locales() if locale.id == best), None) if best and scores[best] else None


def profile(source: Source) -> Profile:
    """Look at the head of `source`."""
    lines = [line[:LONGEST_LINE] for line in source.head.split("\n")]
    loose = HeaderParser()
    starts = [line for line in lines if loose.parse(line)]
    locale = _language(starts[:_JUDGED])
    parser = HeaderParser(first=locale)
    found = [parser.parse(line) for line in lines]
    headers = [header for header in found if header]
    return Profile(
        headers=len(headers),
        share=_explained(lines, found),
        starts=_starts(lines, found),
        forms=Counter(header.form for header in headers),
        authors=tuple(dict.fromkeys(header.author for header in headers if header.author not in all_groups())),
        locale=locale,
        crlf_ends=_crlf_ends(lines, found),
        written_by_zoom=_written_by_zoom(lines, found),
    )


def _explained(lines: list[str], found: list[Header | None]) -> float:
    full = [(line, header) for line, header in zip(lines, found, strict=True) if line.strip()]
    known = sum(bool(header) or line[0] == "\t" for line, header in full)
    return known / len(full) if full else 0.0


def _starts(lines: list[str], found: list[Header | None]) -> bool:
    return bool(next((header for line, header in zip(lines, found, strict=True) if line.strip()), None))


def _crlf_ends(lines: list[str], found: list[Header | None]) -> bool:
    """Tell whether every header but the first comes after a CRLF, while lone line feeds occur inside messages."""
    before = [line.endswith("\r") for line, header in zip(lines, found[1:], strict=False) if header]
    return sum(before) >= 3 and sum(before) >= MOST_CRLF * len(before)


def _written_by_zoom(lines: list[str], found: list[Header | None]) -> bool:
    """Tell whether the headers are a chat's, not an agenda's (`De la théorie à la pratique : M. Petit`) or a log's.

    Their authors may be people; and Zoom's own spacing, a group or a private message stands in one of them, or no
    author's name hides a connector, or several people write to one and the same.
    """
    pairs = [(line, header) for line, header in zip(lines, found, strict=True) if header][:_JUDGED]
    measured = sum(bool(_MEASURE.fullmatch(header.message or "")) for _, header in pairs)
    if measured * 2 > len(pairs) or not are_people([header.author for _, header in pairs if header.author]):
        return False
    if any(_is_zooms(line, header) for line, header in pairs):
        return True
    recipients = {header.recipient for _, header in pairs}
    if recipients == {None}:
        connectors = {f" {word} " for locale in locales() for word in locale.connectors}
        return not any(word in header.author for _, header in pairs for word in connectors)
    return len(recipients) == 1 and len({header.author for _, header in pairs}) >= _FEWEST


def _is_zooms(line: str, header: Header) -> bool:
    if header.form == "C" or header.recipient in all_groups() or _SPACED.match(line[:600]):
        return True
    tagged = line[:600].casefold()
    return any(f"({tag})" in tagged for tag in private_tags())
