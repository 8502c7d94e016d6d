"""The webinar a file belongs to: by what was said in it first, by its name where nothing tells."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from duckdb import DuckDBPyConnection

from chatmining import store
from chatmining.formats import Source, detect
from chatmining.home import Home
from chatmining.identity import Options, identify
from chatmining.pipeline import content_digest
from chatmining.prepare import Webinar, record_ids
from chatmining.privacy import Pseudonymiser, load_key
from chatmining.records import Message

_PROBES = 200  # records looked up in every webinar of the format; the webinar most met is then compared whole
_ENOUGH = 0.5  # share of the smaller of the two that must be the same records


def webinar_of(source: Source, path: Path, options: Options, home: Home) -> tuple[Webinar, bool]:
    """Return the webinar that `source` is an export of, and whether the store has it already.

    Raises UnreadableFile when no format reads the file, BadInput for a wrong `webinar.toml`.
    """
    guessed = identify(path, options, source)
    chat_format = detect(source)
    messages = list(chat_format.read(source))
    key = Pseudonymiser(load_key(home.key))
    with store.open_writer(home.database) as connection:
        found = same_webinar(connection, messages, chat_format.id, key)
        if found:
            return _as_stored(connection, guessed, found), True
        ((known,),) = store.fetch(connection, "webinar_known", webinar=guessed.webinar_id)
        formats = dict(store.fetch(connection, "webinars_of_format", format=chat_format.id))
    if known and guessed.date is None and not guessed.told and guessed.webinar_id in formats:
        # « chat.txt » again, and not a word in common: another day's webinar under the same name.
        other = f"{guessed.webinar_id}-{content_digest(source.path)[:6]}"
        return replace(guessed, webinar_id=other), False
    return guessed, known


def same_webinar(
    connection: DuckDBPyConnection, messages: Sequence[Message], format_id: str, key: Pseudonymiser
) -> str | None:
    """Return the webinar of this format that holds these records, or None.

    Ids depend on the webinar, so the records are given the ids they would have in each one: half of the shorter
    of the two must be there under the same author, time and words.
    """
    sizes = dict(store.fetch(connection, "webinars_of_format", format=format_id))
    if not messages or not sizes:
        return None
    probes = messages[:: max(1, len(messages) // _PROBES)]
    ids = [id_ for webinar in sizes for id_ in record_ids(probes, webinar, key)]
    met = store.fetch(connection, "records_met", ids=ids)
    if not met:
        return None
    best = str(met[0][0])
    whole = store.fetch(connection, "records_met", ids=list(record_ids(messages, best, key)))
    common = dict(whole).get(best, 0)
    return best if common >= _ENOUGH * min(len(messages), sizes[best]) else None


def _as_stored(connection: DuckDBPyConnection, guessed: Webinar, webinar_id: str) -> Webinar:
    """Return the webinar under its id; what the store knows of it stands, unless the user says otherwise."""
    if guessed.told:
        return replace(guessed, webinar_id=webinar_id)
    ((title, date, start, timezone),) = store.fetch(connection, "webinar_facts", webinar=webinar_id)
    return replace(
        guessed, webinar_id=webinar_id, title=title, date=date, start=start and start.astimezone(UTC), timezone=timezone
    )
