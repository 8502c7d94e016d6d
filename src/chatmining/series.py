"""The topics of a series of webinars: an id for life, and what became of each, webinar after webinar.

Who continues whom is decided once, when a webinar comes in, and kept; what it is called (born, persists…) is told
again from the kept links in the order of dates, so that a webinar that comes in late finds its place.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from chatmining import store
from chatmining.embed import Encoder
from chatmining.nlp.french import anonymous
from chatmining.topics import NEAREST, match

Floats = NDArray[np.float64]
_DORMANT_AFTER = 3  # webinars without the topic
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """The topics of the series so far, and their centres: rows of length 1."""

    ids: tuple[str, ...]
    centres: Floats


def known_topics(connection: duckdb.DuckDBPyConnection, encoder: Encoder) -> Known:
    """Return the topics of the series; those that another encoder placed are placed again, from their comments."""
    stale = store.fetch(connection, "stale_topics", encoder=encoder.encoder_id)
    for topic_id, rows in groupby(stale, key=lambda row: row[0]):
        centre = centre_of(encoder.encode([anonymous(text) for _, text in rows])).tolist()
        store.fetch(connection, "place_topic", topic=topic_id, centre=centre, encoder=encoder.encoder_id)
    table = store.fetch_arrow(connection, "series_topics", encoder=encoder.encoder_id)
    if not table.num_rows:
        return Known((), np.zeros((0, 0)))
    ids = [str(name) for name in table.column("registry_id").to_pylist()]
    stored = np.stack(list(table.column("centre").to_numpy()))
    names = sorted(set(ids))
    place = {name: position for position, name in enumerate(names)}
    sums = np.zeros((len(names), stored.shape[1]))
    np.add.at(sums, [place[name] for name in ids], stored * table.column("size").to_numpy()[:, None])
    return Known(tuple(names), _unit(sums))


def centre_of(vectors: NDArray[np.float32]) -> Floats:
    """Return the mean of `vectors`, shape (n, d), at length 1."""
    return np.asarray(_unit(vectors.astype(np.float64).mean(axis=0, keepdims=True))[0])


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12))


def link(connection: duckdb.DuckDBPyConnection, webinar_id: str, topics: Sequence[_Row], known: Known) -> None:
    """Say which of the webinar's topics continue known ones, and tell the whole series again.

    `topics` are rows of the table of that name, just written; `known` was read before, the webinar's own among them.
    """
    centres = np.array([topic["centre"] for topic in topics]) if topics else np.zeros((0, 0))
    links, merges = match(centres, known.centres, NEAREST)
    rows: list[_Row] = []
    for topic, found in zip(topics, links, strict=True):
        registry_id = _new_id(topic) if found.known is None else known.ids[found.known]
        parent = None if found.parent is None else known.ids[found.parent]
        rows.append(_row(registry_id, webinar_id, topic["topic_id"], "born", found.similarity, parent))
    into = [row["registry_id"] for row in rows]
    rows += [
        _row(known.ids[m.known], webinar_id, topics[m.found]["topic_id"], "merged", m.similarity, into[m.found])
        for m in merges
    ]
    store.fetch(connection, "forget_links", webinar=webinar_id)
    store.write_rows(connection, {"topic_history": rows})
    retell(connection)


def _new_id(topic: _Row) -> str:
    """Return an id that the same comments would give again."""
    seed = f"{topic['topic_id']} {topic['name']} {np.round(topic['centre'], 4).tolist()}"
    return "s_" + hashlib.sha256(seed.encode()).hexdigest()[:8]


def _row(
    registry: str, webinar: str, topic: str | None, event: str, similarity: float | None, other: str | None
) -> _Row:
    names = ("registry_id", "webinar_id", "topic_id", "event", "similarity", "other_id")
    return dict(zip(names, (registry, webinar, topic, event, similarity, other), strict=True))


def retell(connection: duckdb.DuckDBPyConnection) -> None:
    """Write again the history and the registry from the links, in the order of the webinars' dates."""
    order = [webinar for (webinar,) in store.fetch(connection, "series_order")]
    place = {webinar: position for position, webinar in enumerate(order)}
    pinned = dict(store.fetch(connection, "pinned_topics"))
    links = sorted(store.fetch(connection, "series_links"), key=lambda row: (row[0], place[row[1]]))
    history: list[_Row] = []
    registry: list[_Row] = []
    for registry_id, rows in groupby(links, key=lambda row: row[0]):
        told = list(_told(list(rows), order, place, registry_id in pinned))
        history += [row for row, _ in told]
        registry.append(_entry(registry_id, told, pinned))
    linked = {row["registry_id"] for row in registry}
    registry += [_kept(registry_id, name) for registry_id, name in pinned.items() if registry_id not in linked]
    store.fetch(connection, "forget_series")
    store.fetch(connection, "forget_registry")
    store.write_rows(connection, {"topic_history": history, "topic_registry": registry})


def _told(
    links: Sequence[tuple[Any, ...]], order: Sequence[str], place: dict[str, int], pinned: bool
) -> Iterator[tuple[_Row, str | None]]:
    """Yield the rows of one topic of the series, each with the name found in that webinar."""
    before: str | None = None
    for position, (registry_id, webinar, topic, event, similarity, other, name) in enumerate(links):
        if event != "merged":
            event = _event(before, name, other, pinned)
            before = name
        yield (
            _row(registry_id, webinar, topic, event, similarity, other if event in {"split", "merged"} else None),
            name,
        )
        following = place[links[position + 1][1]] if position + 1 < len(links) else len(order)
        absent = place[webinar] + _DORMANT_AFTER
        if absent < following and event != "merged":
            yield _row(registry_id, order[absent], None, "dormant", None, None), None


def _event(before: str | None, name: str, other: str | None, pinned: bool) -> str:
    if before is None:
        return "split" if other else "born"
    return "persists" if pinned or before == name else "renamed"


def _entry(registry_id: str, told: Sequence[tuple[_Row, str | None]], pinned: dict[str, str]) -> _Row:
    found = [(row, name) for row, name in told if row["event"] not in {"merged", "dormant"}]
    last = told[-1][0]["event"]
    return {
        "registry_id": registry_id,
        "name": pinned.get(registry_id) or (found[-1][1] if found else told[0][1]),
        "pinned": registry_id in pinned,
        "first_webinar": (found or told)[0][0]["webinar_id"],
        "status": last if last in {"merged", "dormant"} else "active",
    }


def _kept(registry_id: str, name: str) -> _Row:
    """Return a pinned topic whose comments are gone: the name a person gave is not lost."""
    return {"registry_id": registry_id, "name": name, "pinned": True, "first_webinar": "", "status": "dormant"}
