"""From a webinar's stored comments to its questions, and to what answers them."""

from typing import TYPE_CHECKING, Any

import duckdb

from chatmining import store
from chatmining.questions.head import ASKS
from chatmining.questions.link import Link, answers, groups
from chatmining.questions.pairs import Said
from chatmining.vectors import Vectors, stored_vectors

if TYPE_CHECKING:
    from chatmining.reader import Reader


def find_questions(connection: duckdb.DuckDBPyConnection, webinar_id: str, reader: "Reader") -> None:
    """Put the questions of a webinar, their groups and their answers in the place of the earlier ones.

    To be called inside a transaction. What asks is told in the space of the themes' encoder, which learnt it; what
    answers what, in both.
    """
    rows = store.fetch(connection, "said_of_webinar", webinar=webinar_id)
    own = stored_vectors(connection, [(row[4], row[8]) for row in rows], reader.encoder)
    asked = _asked(rows, own, reader)
    said = [
        Said(
            id=i, person=person, role=role or "attendee", offset=offset, text=text, reply_to=reply, question=question
        )
        for (i, person, role, offset, text, reply, *_), question in zip(rows, asked, strict=True)
    ]  # fmt: skip
    tables = {}
    if any(asked):
        general = stored_vectors(connection, [(row[4], row[8]) for row in rows], reader.general)
        links = answers(said, own, general, reader.questions.answers)
        tables = _tables(webinar_id, said, {row[0] for row in rows if row[7]}, links, groups(said, general))
    store.replace_questions(connection, webinar_id, tables)


def _asked(rows: list[Any], own: Vectors, reader: "Reader") -> list[bool]:
    """Tell which comments ask for an answer; what the platform calls a question is one."""
    asks = reader.questions.asks.probabilities([row[4] for row in rows], own) >= ASKS
    return [bool(found) or row[6] == "question" for found, row in zip(asks, rows, strict=True)]


def _tables(
    webinar_id: str, said: list[Said], answered: set[str], links: list[Link], first: dict[str, str]
) -> dict[str, list[dict[str, Any]]]:
    questions = [
        {"comment_id": c.id, "webinar_id": webinar_id, "group_id": first[c.id], "in_platform": c.id in answered}
        for c in said
        if c.question
    ]
    linked = [{"question_id": link.question, "answer_id": link.answer, "sign": link.sign} for link in links]
    return {"questions": questions, "answers": linked}
