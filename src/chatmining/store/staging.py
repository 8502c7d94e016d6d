"""The changed webinars in a database of their own: views and indexes are computed there on few rows."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import duckdb

from chatmining.store.catalogue import current, using
from chatmining.store.packing import ENCODER
from chatmining.store.queries import query, script

# Tables whose rows each belong to one webinar and change with a run of that webinar only. Any other is small, and is
# copied whole each time.
BY_WEBINAR = frozenset((
    "webinars", "people", "messages", "comments", "reactions", "theme_scores", "decisions", "mentions", "topics",
    "topic_assignments", "topic_runs", "reading_order", "sources", "runs", "polls", "agenda", "questions", "answers",
    "vectors",
))  # fmt: skip
# How their rows are found: by the first of these columns that the table has. `changed` and `changed_messages` are
# temporary tables.
_CHOSEN = {
    "webinar_id": "where webinar_id in (select webinar_id from changed)",
    "comment_id": "where comment_id in (select message_id from changed_messages)",
    "message_id": "where message_id in (select message_id from changed_messages)",
    "question_id": "where question_id in (select message_id from changed_messages)",
    "content_hash": "where content_hash in (select content_hash from comments)",
}
_NOT_PUBLISHED = f"""encoder_id = '{ENCODER}' and (content_hash, encoder_id) not in (
    select k.content_hash, p.encoder_id
    from snapshot.published.contents k join snapshot.published.vectors p using (content)
    where k.content_hash in (select content_hash from comments)
)"""


@contextmanager
def staged(connection: duckdb.DuckDBPyConnection, changed: Sequence[str], tables: Iterable[str]) -> Iterator[None]:
    """Lend a database in memory, views included, that holds these webinars only; names mean what it holds."""
    working = current(connection)
    connection.execute("attach ':memory:' as stage")
    try:
        connection.execute(query("changed"), {"webinars": list(changed)})
        connection.execute(query("changed_messages"))
        with using(connection, "stage"):
            for table in sorted(tables, key=lambda table: table == "vectors"):  # last: chosen by the comments staged
                source = f'"{working}".{table}'
                chosen = _CHOSEN.get(_chooser(connection, working, table), "")
                if table == "vectors":  # by place: the vectors themselves are then read for new texts only
                    chosen = f"where rowid in (select rowid from {source} {chosen} and {_NOT_PUBLISHED})"
                connection.execute(f"create table {table} as select * from {source} {chosen}")
            for file in ("views", "words"):
                connection.execute(script(file))
            yield
    finally:
        connection.execute("detach stage")


def forget(connection: duckdb.DuckDBPyConnection, tables: Iterable[str], views: Iterable[str]) -> None:
    """Take the staged webinars out of the snapshot; the tables that belong to no webinar are emptied."""
    connection.execute(query("published_messages"))
    for view in views:
        connection.execute(f"delete from snapshot.published.{view} {_CHOSEN['webinar_id']}")
    for table in tables:
        chosen = _CHOSEN.get(_chooser(connection, "snapshot", table), "")
        connection.execute(f"delete from snapshot.{table} {chosen}")


def _chooser(connection: duckdb.DuckDBPyConnection, catalogue: str, table: str) -> str:
    """Return the column of `table` that tells which webinar a row belongs to, or an empty string."""
    if table not in BY_WEBINAR:
        return ""
    rows = connection.execute(query("columns_of"), {"catalogue": catalogue, "table": table}).fetchall()
    return next((column for column in _CHOSEN if (column,) in rows), "")
