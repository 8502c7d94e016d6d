"""The way of a comment, from a chat export to DuckDB: the file to read first.

export ─► formats ─► Message ─► prepare (privacy, places) ─► store
│
embed ─► themes ─► topics ─► published snapshot
"""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from chatmining import __version__, store
from chatmining.asking import find_questions
from chatmining.discovery import find_topics
from chatmining.errors import UnreadableFile, Wording
from chatmining.formats import Source, choose
from chatmining.formats.zoom import ZOOM_ATTENDEES
from chatmining.home import Home
from chatmining.prepare import Webinar, prepare
from chatmining.privacy import Pseudonymiser, load_key
from chatmining.records import Mention
from chatmining.steps import Steps
from chatmining.topics import TOPICS_MODEL
from chatmining.vectors import stored_vectors

if TYPE_CHECKING:
    from chatmining.reader import Reader

log = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of one file; `unread` are the numbers of its lines that no record holds."""

    webinar_id: str
    records: int
    added: int
    unread: tuple[int, ...] = ()


def process_source(source: Source, webinar: Webinar, home: Home, reader: "Reader", progress: Progress) -> Processed:
    """Read, sort and store one export in one transaction; the same file again adds nothing.

    Raises a ChatminingError when the file cannot be read or the database not be written; nothing stored is lost.
    """
    file_hash = content_digest(source.path)
    run_id = _run_id(file_hash, webinar, reader.model_id)
    with store.open_writer(home.database) as connection:
        ((done,),) = store.fetch(connection, "run_exists", run=run_id)
        if done:
            ((records,),) = store.fetch(connection, "records_of", hash=file_hash)
            return Processed(webinar.webinar_id, records, 0)
        started = datetime.now(UTC)
        steps = Steps(run_id)
        with steps.step("read"):
            chat_format = choose(source, webinar.chat_format, webinar.mapping)
            names_only = chat_format is ZOOM_ATTENDEES  # `webinar.present` holds them
            messages = [] if names_only else list(chat_format.read(source))
        progress("read", len(messages), len(messages))
        if not messages and not names_only:
            raise UnreadableFile("file_without_record", file=source.path, found=Wording((f"format_{chat_format.id}",)))
        key = Pseudonymiser(load_key(home.key))
        check_key(connection, key, home)
        with steps.step("prepare", len(messages)):
            rows = prepare(messages, webinar, chat_format.id, key, reader.language_of)
        with steps.step("encode", len(rows.comments)):  # kept as it goes: a run that dies encodes nothing twice
            texts = [(row["text"], row["content_hash"]) for row in rows.comments]
            for encoder in (reader.encoder, reader.general):
                stored_vectors(connection, texts, encoder, progress)
        seen = {"file_hash": file_hash, "webinar_id": webinar.webinar_id, "format": chat_format.id}
        batch = store.Batch(**_tables(rows), sources=[seen | {"records": len(messages)}])
        with store.transaction(connection):
            with steps.step("store", len(messages)):
                added = store.write_webinar(connection, batch)
            with steps.step("classify", len(rows.comments)):
                added += classify_new(connection, webinar.webinar_id, reader, progress)
            with steps.step("topics", len(rows.comments)):
                put_topics(connection, webinar.webinar_id, reader, progress)
                find_questions(connection, webinar.webinar_id, reader)
            run = {
                "run_id": run_id,
                "started_at": started,
                "finished_at": datetime.now(UTC),
                "version": __version__,
                "model_id": reader.model_id,
                "webinar_id": webinar.webinar_id,
                "records": len(messages),
                "comments": len(rows.comments),
                "set_aside": len(messages) - len(rows.comments),
            }
            store.write_rows(
                connection,
                {
                    "runs": [run],
                    "steps": steps.rows,
                    "models": reader.cards(),
                    "themes": reader.theme_rows(),
                    "keyring": [{"fingerprint": _fingerprint(key)}],
                },
            )
        log.info("%s: %d records, %d rows added", webinar.webinar_id, len(messages), added)
        return Processed(webinar.webinar_id, len(messages), added, tuple(sorted(source.unread)))


def put_topics(connection: duckdb.DuckDBPyConnection, webinar_id: str, reader: "Reader", progress: Progress) -> None:
    """Put the topics of the webinar's content in the place of the earlier ones, inside a transaction."""
    progress("topics", 0, 1)
    find_topics(connection, webinar_id, reader.model_id, reader.general)
    progress("topics", 1, 1)


def check_key(connection: duckdb.DuckDBPyConnection, key: Pseudonymiser, home: Home) -> None:
    """Refuse a key that did not make the pseudonyms stored: everybody would become somebody else."""
    known = {fingerprint for (fingerprint,) in store.fetch(connection, "fingerprints")}
    if known and _fingerprint(key) not in known:
        raise store.StoreError("key_other", file=home.key)


def _fingerprint(key: Pseudonymiser) -> str:
    return key.digest("fingerprint")


def classify_new(connection: duckdb.DuckDBPyConnection, webinar_id: str, reader: "Reader", progress: Progress) -> int:
    """Score the webinar's comments that this model has not scored; return the rows added."""
    waiting = store.fetch(connection, "unscored", webinar=webinar_id, model=reader.model_id)
    if not waiting:
        return 0
    vectors = stored_vectors(connection, [(text, key) for _, text, key in waiting], reader.encoder, progress)
    predictions = reader.predict([text for _, text, _ in waiting], vectors)
    mentions = reader.mentions([text for _, text, _ in waiting], vectors, predictions)
    tables: dict[str, list[dict[str, Any]]] = {"theme_scores": [], "decisions": [], "mentions": []}
    for (comment_id, _, _), prediction, mentioned in zip(waiting, predictions, mentions, strict=True):
        base = {"comment_id": comment_id, "model_id": reader.model_id}
        tables["decisions"].append(base | {"decision": prediction.decision})
        tables["theme_scores"] += [
            base | {"theme": theme, "probability": probability, "label": theme in prediction.labels}
            for theme, probability in prediction.probabilities.items()
        ]
        tables["mentions"] += [base | mention_row(mention) for mention in mentioned]
    return store.write_rows(connection, tables)


def mention_row(mention: Mention) -> dict[str, Any]:
    """Return a mention as columns of the `mentions` table."""
    return {
        "theme": mention.theme,
        "start_char": mention.start,
        "end_char": mention.end,
        "qualifier": str(mention.qualifier),
        "holder": str(mention.holder),
    }


def publish_if_stale(home: Home) -> bool:
    """Publish the snapshot unless it holds just what the working database holds; tell whether it was."""
    with store.open_writer(home.database) as connection:
        return store.publish(connection, home.snapshot)


def _tables(rows: Any) -> dict[str, Any]:
    return {name: value for name, value in asdict(rows).items()}


def content_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; of a folder, that of its files' digests in the order of their names."""
    if path.is_dir():
        inner = [content_digest(child) for child in sorted(path.rglob("*")) if child.is_file()]
        return hashlib.sha256("".join(inner).encode()).hexdigest()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _run_id(file_hash: str, webinar: Webinar, model_id: str) -> str:
    parts: Iterable[object] = (file_hash, webinar, model_id, TOPICS_MODEL, __version__)
    return "r_" + hashlib.sha256(repr(tuple(parts)).encode()).hexdigest()[:20]
