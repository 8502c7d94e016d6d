"""Webinars made up in number, for load tests: clauses of the corpus put together, random labels, clustered vectors.

Nothing is ever scored on them: they have the sizes of real ones, not their sense.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import duckdb
import numpy as np
import pyarrow as pa

from chatmining.embed.usem3 import UniversalEncoder
from chatmining.store import to_bytes
from tests.samples import ROOT

DIMENSIONS = UniversalEncoder.dimensions
MODEL, ENCODER = "synthetic-themes", UniversalEncoder.encoder_id
THEMES = ("crainte", "formation", "equipement", "opportunite", "financement", "usagers")
SHORT = ("merci", "bonjour", "Bonjour à tous", "merci beaucoup", "on n'entend pas", "+1", "bonjour de Lille")
Tables = dict[str, pa.Table]
NEW_TEXTS = """where content_hash not in (select content_hash from vectors)
qualify row_number() over (partition by content_hash) = 1"""


@dataclass(frozen=True, slots=True)
class Size:
    """How big a webinar is."""

    comments: int = 500
    people: int = 120


@cache
def clauses() -> tuple[str, ...]:
    """Return the clauses of the training comments, in their order."""
    files = sorted((ROOT / "data/corpus/train").glob("*.jsonl"))
    lines = [line for path in files for line in path.read_text("utf-8").split("\n") if line]
    parts = (part.strip() for line in lines for part in re.split(r"(?<=[.!?,;:])\s", json.loads(line)["text"]))
    return tuple(dict.fromkeys(part for part in parts if 8 <= len(part) <= 120))


@cache
def places() -> np.ndarray:
    """Return one vector a clause: shape (clauses, DIMENSIONS)."""
    return np.random.default_rng(0).normal(0.05, 1, (len(clauses()), DIMENSIONS)).astype(np.float32)


def webinar(number: int, size: Size = Size()) -> Tables:
    """Return the rows of the webinar called `number`, by table; the same number gives the same rows."""
    draw = np.random.default_rng(number + 1)
    n = size.comments
    webinar_id, day = f"w{number:05d}", dt.date(2020, 1, 1) + dt.timedelta(days=number)
    chosen = draw.integers(0, len(clauses()), (n, 2))
    short = draw.random(n) < 0.2
    texts = [
        SHORT[a % len(SHORT)] if s else f"{clauses()[a]} {clauses()[b]}"
        for s, (a, b) in zip(short, chosen, strict=True)
    ]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    ids = [f"c_{hashlib.sha256(f'{number}/{i}'.encode()).hexdigest()[:20]}" for i in range(n)]
    people = [f"p_{number % 97:02d}{person:05d}" for person in (draw.zipf(1.4, n) % size.people)]
    offsets = np.sort(draw.random(n) * 5400)
    said = [dt.datetime(day.year, day.month, day.day, 14, tzinfo=dt.UTC) + dt.timedelta(seconds=s) for s in offsets]
    return {
        **_around(webinar_id, day, size, people),
        "messages": pa.table(
            {"message_id": ids, "webinar_id": [webinar_id] * n, "n": range(1, n + 1), "kind": ["message"] * n,
             "person_id": people, "said_at": said, "offset_s": offsets, "private": [False] * n,
             "reply_to": pa.nulls(n, pa.string())}
        ),
        "comments": pa.table(
            {"comment_id": ids, "webinar_id": [webinar_id] * n, "person_id": people, "kind": ["message"] * n,
             "said_at": said, "offset_s": offsets, "language": ["fr"] * n, "text": texts,
             "answer": pa.nulls(n, pa.string()), "words": [len(text.split()) for text in texts], "content_hash": hashes}
        ),
        "reactions": pa.table({"message_id": ids[::20], "emoji": ["👍"] * len(ids[::20]),
                               "person_id": people[::20], "count": [1] * len(ids[::20])}),
        **_readings(webinar_id, ids, short, draw),
        "vectors": _vectors(hashes, chosen, short),
    }  # fmt: skip


def _around(webinar_id: str, day: dt.date, size: Size, people: list[str]) -> Tables:
    start = dt.datetime(day.year, day.month, day.day, 14, tzinfo=dt.UTC)
    present = sorted(set(people))
    return {
        "webinars": pa.table(
            {"webinar_id": [webinar_id], "title": [f"Webinaire {webinar_id}"], "date": [day], "start_at": [start],
             "timezone": ["Europe/Paris"], "clock": ["wall"], "format": ["zoom-chat"],
             "told": [False]}
        ),
        "people": pa.table({"webinar_id": [webinar_id] * len(present), "person_id": present,
                            "role": ["host" if i == 0 else "attendee" for i in range(len(present))]}),
        "sources": pa.table({"file_hash": [webinar_id], "webinar_id": [webinar_id], "format": ["zoom-chat"],
                             "records": [size.comments]}),
        "runs": pa.table(
            {"run_id": [f"r_{webinar_id}"], "started_at": [start], "finished_at": [start], "version": ["0"],
             "model_id": [MODEL], "webinar_id": [webinar_id], "records": [size.comments],
             "comments": [size.comments], "set_aside": [0]}
        ),
    }  # fmt: skip


def _readings(webinar_id: str, ids: list[str], short: np.ndarray, draw: np.random.Generator) -> Tables:
    scores = draw.beta(0.5, 3, (len(ids), len(THEMES)))
    labels = (scores > 0.5) & ~short[:, None]
    decisions = np.where(short, "bruit", np.where(labels.any(axis=1), "themes", "aucun"))
    repeated = np.repeat(ids, len(THEMES))
    topics = [f"{webinar_id}/{rank:02d}" for rank in range(1, 6)]
    content = [comment for comment, noise in zip(ids, short, strict=True) if not noise]
    asked = content[::10]
    answered = list(zip(asked[::2], content[1::20], strict=False))
    return {
        "theme_scores": pa.table({"comment_id": repeated, "theme": np.tile(THEMES, len(ids)),
                                  "probability": scores.ravel(), "label": labels.ravel(),
                                  "model_id": [MODEL] * len(repeated)}),
        "decisions": pa.table({"comment_id": ids, "decision": decisions, "model_id": [MODEL] * len(ids)}),
        "topics": pa.table(
            {"topic_id": topics, "webinar_id": [webinar_id] * 5, "rank": range(1, 6), "name": topics,
             "terms": [["a", "b"]] * 5, "support": [10] * 5, "size": [len(content[i::5]) for i in range(5)],
             "grade": ["solide"] * 5, "regime": ["grand"] * 5, "model_id": ["t"] * 5}
        ),
        "questions": pa.table({"comment_id": asked, "webinar_id": [webinar_id] * len(asked), "group_id": asked,
                               "in_platform": [False] * len(asked)}),
        "answers": pa.table({"question_id": [asks for asks, _ in answered],
                             "answer_id": [answers for _, answers in answered], "sign": ["time"] * len(answered)}),
        "topic_runs": pa.table({"webinar_id": [webinar_id], "regime": ["grand"], "comments": [len(content)],
                                "outliers": [0], "model_id": ["t"]}),
        "topic_history": pa.table({"registry_id": topics, "webinar_id": [webinar_id] * 5, "topic_id": topics,
                                   "event": ["born"] * 5}),
        "topic_registry": pa.table({"registry_id": topics, "name": topics, "pinned": [False] * 5,
                                    "first_webinar": [webinar_id] * 5, "status": ["active"] * 5}),
        "topic_assignments": pa.table(
            {"comment_id": content, "topic_id": [topics[i % 5] for i in range(len(content))],
             "similarity": draw.random(len(content)), "representative": [i < 10 for i in range(len(content))]}
        ),
    }  # fmt: skip


def _vectors(hashes: list[str], chosen: np.ndarray, short: np.ndarray) -> pa.Table:
    first = np.where(short, chosen[:, 0] % len(SHORT), chosen[:, 0])
    second = np.where(short, first, chosen[:, 1])
    vectors = places()[first] + places()[second]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    _, kept = np.unique(hashes, return_index=True)
    column = [to_bytes(vectors[i]) for i in kept]
    return pa.table({"content_hash": [hashes[i] for i in kept], "encoder_id": [ENCODER] * len(kept), "vector": column})


def together(numbers: range, size: Size = Size()) -> Iterator[Tables]:
    """Yield the rows of many webinars, fifty at a time."""
    for start in range(numbers.start, numbers.stop, 50):
        made = [webinar(number, size) for number in range(start, min(start + 50, numbers.stop))]
        yield {table: pa.concat_tables([tables[table] for tables in made]) for table in made[0]}


def load(connection: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    """Insert rows by table, those already there left as they are; all or nothing. Ids are new, texts may not be."""
    connection.execute("begin")
    for table, rows in tables.items():
        connection.register("rows_made_up", rows)
        connection.execute(f"insert into {table} by name select * from rows_made_up {NEW_TEXTS * (table == 'vectors')}")
        connection.unregister("rows_made_up")
    connection.execute("commit")
