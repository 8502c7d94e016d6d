"""From a webinar's stored comments to its questions, and to what answers them."""

from typing import Any

import duckdb

from chatmining import store
from chatmining.embed.usem3 import UniversalEncoder
from chatmining.questions.detect import is_question
from chatmining.questions.link import Said, answers, groups
from chatmining.vectors import Vectors, stored_vectors


def find_questions(connection: duckdb.DuckDBPyConnection, webinar_id: str) -> None:
    """Put the questions of a webinar, their groups and their answers in the place of the earlier ones.

    To be called inside a transaction. Vectors are those of a general encoder: the themes' own was made to tell themes
    apart, not what is asked from what answers it.
    """
    rows = store.fetch(connection, "said_of_webinar", webinar=webinar_id)
    said = [
        Said(
            id=i,
            person=person,
            role=role or "attendee",
            offset=offset,
            text=text,
            reply_to=reply,
            question=is_question(text, kind),
        )
        for i, person, role, offset, text, reply, kind, _, _ in rows
    ]
    if any(comment.question for comment in said):
        vectors = stored_vectors(connection, [(row[4], row[8]) for row in rows], UniversalEncoder())
        tables = _tables(webinar_id, said, {row[0] for row in rows if row[7]}, vectors)
    else:
        tables = {}
    store.replace_questions(connection, webinar_id, tables)


def _tables(webinar_id: str, said: list[Said], answered: set[str], vectors: Vectors) -> dict[str, list[dict[str, Any]]]:
    links = answers(said, vectors)
    first = groups(said, vectors)
    questions = [
        {"comment_id": c.id, "webinar_id": webinar_id, "group_id": first[c.id], "in_platform": c.id in answered}
        for c in said
        if c.question
    ]
    linked = [{"question_id": link.question, "answer_id": link.answer, "sign": link.sign} for link in links]
    return {"questions": questions, "answers": linked}
