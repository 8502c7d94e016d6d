"""Ask the published index; the ranking itself is SQL that any client of the snapshot has (`store/sql/search.sql`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import duckdb
import numpy as np
from numpy.typing import NDArray

from chatmining.store import fetch

By = Literal["words", "meaning", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for, and where; at most `most` comments are wanted."""

    text: str
    webinar: str | None = None
    theme: str | None = None
    most: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A comment found; `by_words` and `by_meaning` are its ranks in each way of searching that found it."""

    rank: int
    comment_id: str
    webinar_id: str
    offset_s: float | None
    themes: tuple[str, ...]
    text: str
    by_words: int | None = None
    by_meaning: int | None = None


def find(
    connection: duckdb.DuckDBPyConnection,
    question: Question,
    by: By,
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
    encoder_id: str,
) -> list[Hit]:
    """Return the comments of the snapshot that answer best, best first.

    `encode` is called for meaning only. A snapshot without vectors of `encoder_id` is searched by words.
    """
    asked = {"webinar": question.webinar, "theme": question.theme, "most": question.most, "query": question.text}
    if by != "words" and fetch(connection, "encoder_published", encoder=encoder_id) == [(True,)]:
        meaning = {"vector": encode([question.text])[0].tolist(), "encoder": encoder_id}
        if by == "meaning":
            asked["query"] = ""
        rows = fetch(connection, "search_both", **asked, **meaning)
    else:
        rows = fetch(connection, "search_words", **asked)
    return [_hit(*row) for row in rows]


def _hit(
    rank: int, words: int | None, meaning: int | None, comment: str, webinar: str, offset: float | None,
    themes: list[str], text: str,
) -> Hit:  # fmt: skip
    return Hit(
        rank=rank, by_words=words, by_meaning=meaning, comment_id=comment, webinar_id=webinar, offset_s=offset,
        themes=tuple(themes), text=text,
    )  # fmt: skip
