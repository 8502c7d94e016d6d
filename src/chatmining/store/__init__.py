"""The DuckDB file: one writer, numbered migrations, a published snapshot for every reader."""

from chatmining.errors import StoreError
from chatmining.store.connection import open_reader, open_writer, store_errors
from chatmining.store.packing import from_bytes, to_bytes
from chatmining.store.queries import fetch, fetch_arrow, query
from chatmining.store.snapshot import publish, remove_drafts
from chatmining.store.writer import Batch, replace_questions, replace_topics, transaction, write_rows, write_webinar

__all__ = [
    "Batch",
    "StoreError",
    "fetch",
    "fetch_arrow",
    "from_bytes",
    "open_reader",
    "open_writer",
    "publish",
    "query",
    "remove_drafts",
    "replace_questions",
    "replace_topics",
    "store_errors",
    "to_bytes",
    "transaction",
    "write_rows",
    "write_webinar",
]
