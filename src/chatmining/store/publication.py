"""Make a snapshot from scratch, or put changed webinars into a copy of the one before."""

from collections.abc import Sequence

import duckdb

from chatmining import __version__
from chatmining.store import catalogue, staging
from chatmining.store.packing import pack_vectors
from chatmining.store.queries import query, script, sql_digest
from chatmining.store.writer import transaction

# Views whose rows of a webinar depend on that webinar alone: their answers are kept, and renewed webinar by webinar.
# Any other view is computed when it is asked. `v_comments` comes first: the others read it.
KEPT_VIEWS = (
    "v_comments", "v_current_model", "v_theme_by_webinar", "v_people", "v_webinars", "v_theme_by_minute",
    "v_theme_by_role", "v_theme_by_person", "v_concentration", "v_questions", "v_reactions", "v_quality",
    "v_topic_said", "v_topic_theme", "v_topic_by_minute", "v_bursts",
)  # fmt: skip
# Written by every run, news or not: alone they make nothing stale, and go along with the next publication.
_LEDGER = frozenset(("batches", "run_files"))


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the empty database attached as `snapshot` from the working one, in the order of keys."""
    working = catalogue.current(connection)
    tables, definitions = catalogue.tables(connection, working), catalogue.definitions(connection, working)
    with catalogue.using(connection, "snapshot"):
        with transaction(connection):  # one: each commit waits for the disk
            connection.execute("\n".join(definitions))
            for file in ("published", "words", "views"):
                connection.execute(script(file))
            for view in KEPT_VIEWS:
                numbers = ", 0 as doc, 0 as content" if view == "v_comments" else ""
                connection.execute(f"create table published.{view} as select *{numbers} from {view} limit 0")
            _derive(connection, "say_numbers")
        for table in tables:
            connection.execute(f'insert into {table} select * from "{working}".{table} order by all')
        _index(connection)
        _fill(connection, "v_comments")
        connection.execute(catalogue.read_from_table(connection, "v_comments"))
        with transaction(connection):
            for view in KEPT_VIEWS[1:]:
                _fill(connection, view)
                connection.execute(catalogue.read_from_table(connection, view))
            for file in ("macros", "specificites", "search"):
                connection.execute(script(file))
        _derive(connection, "words")
    pack_vectors(connection, fresh=True)
    _describe(connection, None)


def update(connection: duckdb.DuckDBPyConnection, changed: Sequence[str], in_order: int) -> None:
    """Put the `changed` webinars, as they stand in the working database, in the place of theirs in `snapshot`.

    `in_order` is how many comments the last publication from scratch held.
    """
    tables = catalogue.tables(connection, catalogue.current(connection))
    with staging.staged(connection, changed, [*tables, "vectors"]):
        _derive(connection, "published_contents", "forget_words", "forget_postings", "forget_documents")
        staging.forget(connection, tables, KEPT_VIEWS)
        for table in tables:
            connection.execute(f"insert into snapshot.{table} select * from {table}")
        _index(connection)
        for view in KEPT_VIEWS:
            _fill(connection, view)
        _derive(connection, "words", "forget_contents", "forget_vectors")
        pack_vectors(connection, fresh=False)
    _describe(connection, in_order)


def same(connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether `snapshot` holds what the working database holds.

    Tables renewed by webinar, which change with a run only, are compared by their number of rows; others whole.
    """
    for table in catalogue.tables(connection, catalogue.current(connection)):
        if table in _LEDGER:
            continue
        content = "count(*)" if table in staging.BY_WEBINAR else "count(*), bit_xor(hash(held))"
        ours, theirs = (
            connection.execute(f"select {content} from {place}{table} as held").fetchall()
            for place in ("", "snapshot.")
        )
        if ours != theirs:
            return False
    return True


def _index(connection: duckdb.DuckDBPyConnection) -> None:
    _derive(connection, "contents", "tokens", "forms", "counted_tokens", "documents", "postings")


def _derive(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    for name in names:
        connection.execute(query(name))


def _fill(connection: duckdb.DuckDBPyConnection, view: str) -> None:
    if view == "v_comments":
        _derive(connection, "comments_by_number")
    else:
        connection.execute(f"insert into snapshot.published.{view} select * from {view} order by all")


def _describe(connection: duckdb.DuckDBPyConnection, in_order: int | None) -> None:
    said = {"version": __version__, "digest": sql_digest(), "in_order": in_order}
    _derive(connection, "forget_publication")
    connection.execute(query("describe"), said)
