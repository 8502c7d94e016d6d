"""Zoom's webinar reports in CSV: questions and answers, polls, attendees."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from chatmining.errors import UnreadableFile, Wording
from chatmining.formats.base import Support
from chatmining.formats.family import Family, Shape
from chatmining.formats.source import Source
from chatmining.formats.zoom.stamps import Stamp, in_utc, is_day_first, stamp
from chatmining.formats.zoom.tables import Row, columns, has_table, table_rows, zone_of
from chatmining.formats.zoom.words import words
from chatmining.records import Clock, Kind, Message, Role

_QUESTIONS: Final = frozenset({"question", "asker"})
_QUESTIONS_ONLY: Final = frozenset({"number", "question", "answers"})
_POLL: Final = frozenset({"user", "submitted"})
_PEOPLE: Final = (frozenset({"name", "joined"}), frozenset({"name", "minutes"}), frozenset({"name", "attended"}))
SURE_REPORT: Final = 0.97
_SAMPLED: Final = 500  # rows that decide whether dates put the day first


def _day_first(source: Source, needed: frozenset[str], column: str) -> bool:
    return is_day_first(row.named.get(column, "") for row in islice(table_rows(source, needed), _SAMPLED))


def _moment(row: Row, column: str, day_first: bool) -> tuple[Stamp, Clock]:
    """Return the moment of a row and its clock: UTC when the column's name says its zone."""
    zone = zone_of(row, column)
    moment = stamp(row.named.get(column, ""), day_first=day_first)
    return in_utc(moment, zone), Clock.UTC if zone else Clock.WALL


def _author(name: str) -> str | None:
    """Return the name, or None for the one name that everybody anonymous has."""
    return None if name.casefold() in words()["reports"]["anonymous"] else name or None


def _questions_table(source: Source) -> frozenset[str] | None:
    return next((needed for needed in (_QUESTIONS, _QUESTIONS_ONLY) if has_table(source, needed)), None)


def claim_questions(source: Source) -> float:
    """Return how sure the content is a question report."""
    return SURE_REPORT if _questions_table(source) else 0.0


def read_questions(source: Source) -> Iterator[Message]:
    """Stream the questions, each with its answers."""
    needed = _questions_table(source) or _QUESTIONS
    day_first = _day_first(source, needed, "asked_at")
    asked = (row for row in table_rows(source, needed) if row.named.get("question"))
    for n, row in enumerate(asked, start=1):
        moment, clock = _moment(row, "asked_at", day_first)
        yield Message(
            n=n,
            line=row.line,
            kind=Kind.QUESTION,
            text=row.named["question"],
            form="Q&A",
            clock=clock,
            time=moment.time,
            date=moment.date,
            author=_author(row.named.get("asker", "")),
            answer=row.named.get("answers") or None,
        )


def _answers(row: Row) -> Iterator[tuple[str, str]]:
    """Yield (question, answer): from their two columns, from named columns, or in turn where columns have no name."""
    if "answer" in row.named:
        yield row.named.get("question", ""), row.named["answer"]
        return
    header = dict(enumerate(row.header))
    cells = [(header.get(place, "").strip(), cell) for place, cell in enumerate(row.cells)]
    rest = cells[columns(row.header)["submitted"] + 1 :]
    yield from ((name, cell) for name, cell in rest if name and cell)
    unnamed = [cell for name, cell in rest if not name]
    yield from (
        (question, answer) for question, answer in zip(unnamed[::2], unnamed[1::2], strict=False) if question and answer
    )


def claim_poll(source: Source) -> float:
    """Return how sure the content is a poll report."""
    return SURE_REPORT if has_table(source, _POLL) else 0.0


def read_poll(source: Source) -> Iterator[Message]:
    """Stream the answers, one system record each: `question: answer`."""
    day_first = _day_first(source, _POLL, "submitted")
    given = ((row, pair) for row in table_rows(source, _POLL) for pair in _answers(row))
    for n, (row, (question, answer)) in enumerate(given, start=1):
        moment, clock = _moment(row, "submitted", day_first)
        yield Message(
            n=n,
            line=row.line,
            kind=Kind.SYSTEM,
            text=f"{question}: {answer}",
            form="poll",
            clock=clock,
            time=moment.time,
            date=moment.date,
            author=_author(row.named.get("user", "")),
            answer=answer,
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of an attendee report; `original` is the account's name when another was shown."""

    name: str
    role: Role
    original: str | None = None


def _role(section: str) -> Role:
    title = section.strip().casefold()
    sections = words()["reports"]["sections"]
    return next((Role(role) for role, titles in sections.items() if title in titles), Role.ATTENDEE)


def _named(cell: str) -> tuple[str, str | None]:
    """Cut `Alias (Vrai Nom)`."""
    name, bracket, original = cell.removesuffix(")").rpartition(" (")
    return (name, original) if bracket and cell.endswith(")") and name else (cell, None)


def people(source: Source) -> tuple[Person, ...]:
    """Return everybody who came, once each, with the role that their section of the report gives."""
    needed = next((needed for needed in _PEOPLE if has_table(source, needed)), _PEOPLE[0])
    absent = words()["reports"]["no"]
    found: dict[str, Person] = {}
    for row in table_rows(source, needed):
        cell = row.named.get("name", "")
        if cell and row.named.get("attended", "").casefold() not in absent:
            name, original = _named(cell)
            found.setdefault(cell, Person(name, _role(row.section), original))
    return tuple(found.values())


def claim_attendees(source: Source) -> float:
    """Return how sure the content is an attendee report."""
    return SURE_REPORT if any(has_table(source, needed) for needed in _PEOPLE) else 0.0


def refuse_attendees(source: Source) -> Iterator[Message]:
    """Refuse to read an attendee report as a chat; `people` reads its names and roles."""
    raise UnreadableFile("not_a_chat_report", file=source.path, found=Wording(("format_zoom_attendees",)))


ZOOM_QA: Final = Family(
    id="zoom_qa",
    support=Support(dates=True),
    shapes=(Shape(claim_questions, read_questions),),
)
ZOOM_POLL: Final = Family(
    id="zoom_poll",
    support=Support(dates=True),
    shapes=(Shape(claim_poll, read_poll),),
)
ZOOM_ATTENDEES: Final = Family(
    id="zoom_attendees",
    support=Support(),
    shapes=(Shape(claim_attendees, refuse_attendees),),
)
