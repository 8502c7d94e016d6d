"""Read again what a new model, taxonomy or method of topics made stale, and nothing else."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from chatmining import __version__, store
from chatmining.asking import find_questions
from chatmining.home import Home
from chatmining.patience import patiently
from chatmining.pipeline import Progress, classify_new, publish_if_stale, put_topics
from chatmining.reader import Reader
from chatmining.topics import TOPICS_MODEL
from chatmining.vectors import stored_vectors

T = TypeVar("T")
log = logging.getLogger(__name__)
_PATIENCE_S = 600.0


@dataclass(frozen=True, slots=True)
class Stale:
    """A webinar that the promoted models have not read, and its last run."""

    webinar_id: str
    run_id: str
    records: int
    comments: int
    set_aside: int


def stale(home: Home, reader: Reader) -> list[Stale]:
    """Return the webinars whose predictions, topics or vectors for search are not those of the promoted models."""
    with store.open_writer(home.database) as connection:
        rows = store.fetch(
            connection, "stale_webinars", model=reader.model_id, topics=TOPICS_MODEL, general=reader.general.encoder_id
        )
    return [Stale(*row) for row in rows]


def refresh(home: Home, reader: Reader, progress: Progress) -> list[str]:
    """Bring every stale webinar up to date, each in one transaction, then publish; return their ids.

    Stored vectors are used again. A run that dies goes on with the webinars that are left.
    """
    started = datetime.now(UTC)
    waiting = _patiently(lambda: stale(home, reader), progress)
    for webinar in waiting:
        _patiently(partial(_refresh_one, webinar, home, reader, progress), progress)
    if waiting:
        _patiently(lambda: _note(home, started, len(waiting)), progress)
    _patiently(lambda: publish_if_stale(home), progress)
    return [webinar.webinar_id for webinar in waiting]


def _refresh_one(webinar: Stale, home: Home, reader: Reader, progress: Progress) -> None:
    started = datetime.now(UTC)
    with store.open_writer(home.database) as connection, store.transaction(connection):
        texts = store.fetch(connection, "texts_of_webinar", webinar=webinar.webinar_id)
        stored_vectors(connection, texts, reader.general, progress)
        added = classify_new(connection, webinar.webinar_id, reader, progress)
        put_topics(connection, webinar.webinar_id, reader, progress)
        find_questions(connection, webinar.webinar_id, reader)
        run = {
            "run_id": _run_id(webinar, reader.model_id),
            "started_at": started,
            "finished_at": datetime.now(UTC),
            "version": __version__,
            "model_id": reader.model_id,
            "webinar_id": webinar.webinar_id,
            "records": webinar.records,
            "comments": webinar.comments,
            "set_aside": webinar.set_aside,
        }
        store.write_rows(connection, {"runs": [run], "models": reader.cards(), "themes": reader.theme_rows()})
    log.info("%s: read again, %d rows added", webinar.webinar_id, added)


def _run_id(webinar: Stale, model_id: str) -> str:
    """Return the run's id; the run before is part of it, so that going back to an older model is a run too."""
    parts = ("refresh", webinar.webinar_id, webinar.run_id, model_id, TOPICS_MODEL, __version__)
    return "r_" + hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def _note(home: Home, started: datetime, webinars: int) -> None:
    row = {
        "batch_id": f"refresh-{started:%Y%m%dT%H%M%S.%f}",
        "kind": "refresh",
        "started_at": started,
        "finished_at": datetime.now(UTC),
        "version": __version__,
        "updated": webinars,
        **dict.fromkeys(("stored", "recognised", "broken", "waiting"), 0),
    }
    with store.open_writer(home.database) as connection:
        store.write_rows(connection, {"batches": [row]})


def _patiently(action: Callable[[], T], progress: Progress) -> T:
    return patiently(action, progress, _PATIENCE_S)
