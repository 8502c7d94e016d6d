"""Write rows: Arrow in, one transaction a webinar, what is already there left as it is."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

import duckdb
import pyarrow as pa

from chatmining.store.queries import query

Rows = Sequence[Mapping[str, Any]]
# What tells apart the rows of the tables that grow with the comments: an index of them would be written whole at each
# checkpoint. The other tables have a key of their own.
UNIQUE = {
    "people": ("webinar_id", "person_id"),
    "messages": ("message_id",),
    "comments": ("comment_id",),
    "reactions": ("message_id", "emoji", "person_id"),
    "theme_scores": ("comment_id", "theme", "model_id"),
    "decisions": ("comment_id", "model_id"),
    "mentions": ("comment_id", "theme", "start_char", "end_char", "model_id"),
    "topic_assignments": ("comment_id", "topic_id"),
    "reading_order": ("comment_id",),
    "questions": ("comment_id",),
    "answers": ("question_id", "answer_id"),
    "vectors": ("content_hash", "encoder_id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The rows of one webinar, by table, in the order they are written."""

    webinars: Rows = field(default_factory=tuple)
    people: Rows = field(default_factory=tuple)
    messages: Rows = field(default_factory=tuple)
    comments: Rows = field(default_factory=tuple)
    reactions: Rows = field(default_factory=tuple)
    polls: Rows = field(default_factory=tuple)
    agenda: Rows = field(default_factory=tuple)
    sources: Rows = field(default_factory=tuple)


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit all or nothing."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def write_webinar(connection: duckdb.DuckDBPyConnection, batch: Batch) -> int:
    """Add what is new of a webinar and bring changed masks and places up to date; return the rows added.

    To be called inside a transaction. A record that is not in this export but was in an earlier one stays.
    """
    added = sum(insert(connection, table.name, getattr(batch, table.name)) for table in fields(batch))
    with (
        _registered(connection, "webinars", batch.webinars),
        _registered(connection, "people", batch.people),
        _registered(connection, "polls", batch.polls),
        _registered(connection, "agenda", batch.agenda),
        _registered(connection, "comments", batch.comments),
        _registered(connection, "messages", batch.messages),
    ):
        connection.execute(query("update_webinar"))
        connection.execute(query("update_format"), {"webinar": batch.webinars[0]["webinar_id"]})
        if batch.people:
            connection.execute(query("raise_roles"))
        if batch.polls:
            connection.execute(query("raise_polls"))
        if batch.agenda:
            connection.execute(query("drop_agenda"), {"webinar": batch.webinars[0]["webinar_id"]})
            connection.execute(query("renew_agenda"))
        if batch.comments:
            connection.execute(query("update_texts"))
        if batch.messages:
            connection.execute(query("update_places"))
            connection.execute(query("update_comment_places"), {"webinar": batch.messages[0]["webinar_id"]})
    return added


def write_rows(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Rows]) -> int:
    """Insert rows by table, inside a transaction; return the rows added."""
    return sum(insert(connection, table, rows) for table, rows in tables.items())


def replace_topics(connection: duckdb.DuckDBPyConnection, webinar_id: str, tables: Mapping[str, Rows]) -> None:
    """Put these topics, with their comments and how they were found, in the place of the webinar's."""
    for name in ("drop_assignments", "drop_topics", "drop_topic_run", "drop_reading_order"):
        connection.execute(query(name), {"webinar": webinar_id})
    write_rows(connection, tables)


def replace_questions(connection: duckdb.DuckDBPyConnection, webinar_id: str, tables: Mapping[str, Rows]) -> None:
    """Put these questions and answers in the place of the webinar's."""
    for name in ("drop_answers", "drop_questions"):
        connection.execute(query(name), {"webinar": webinar_id})
    write_rows(connection, tables)


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> int:
    """Insert `rows` into `table` but those whose key is there; return how many were new."""
    if not rows:
        return 0
    columns = UNIQUE.get(table, ())
    with _registered(connection, table, _different(rows, columns)):
        # `table` and `columns` are our own names, never a user's text.
        same = " and ".join(f"held.{column} = batch_{table}.{column}" for column in columns)
        known = f"where not exists (select 1 from {table} held where {same})" if same else "on conflict do nothing"
        counted = connection.execute(f"insert into {table} by name select * from batch_{table} {known}").fetchone()
    return int(counted[0]) if counted else 0


def _different(rows: Rows, columns: Sequence[str]) -> Rows:
    """Return the first of the rows that are the same in `columns`; all rows when none are given."""
    if not columns:
        return rows
    first: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for row in rows:
        first.setdefault(tuple(row[column] for column in columns), row)
    return list(first.values())


@contextmanager
def _registered(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> Iterator[None]:
    if not rows:
        yield
        return
    connection.register(f"batch_{table}", pa.Table.from_pylist([dict(row) for row in rows]))
    try:
        yield
    finally:
        connection.unregister(f"batch_{table}")
