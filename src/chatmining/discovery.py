"""From a webinar's stored comments to its topics, and to their place in the series."""

from collections.abc import Sequence
from typing import Any

import duckdb

from chatmining import series, store
from chatmining.embed.usem3 import UniversalEncoder
from chatmining.nlp.french import anonymous
from chatmining.nlp.phrases import phrases, vague
from chatmining.nlp.word_vectors import word_vectors
from chatmining.topics import TOPICS_MODEL, FoundTopic, Words, discover
from chatmining.vectors import stored_vectors


def find_topics(
    connection: duckdb.DuckDBPyConnection, webinar_id: str, theme_model: str, encoder: UniversalEncoder
) -> None:
    """Put the topics of the webinar's content in the place of the earlier ones, and bring the series up to date.

    To be called inside a transaction. The comments are taken in the order of their content, whatever the export's.
    Their stored vectors are used again.
    """
    unordered = store.fetch(connection, "content_of_webinar", webinar=webinar_id, model=theme_model)
    # Pseudonyms, and so ids and hashes, change with the organizer's key: neither topics nor their order may.
    content = sorted(unordered, key=lambda row: (anonymous(row[1]), row[0]))
    texts, people = [anonymous(row[1]) for row in content], [row[3] for row in content]
    vectors = stored_vectors(connection, [row[1:3] for row in content], encoder)
    found = discover(texts, people, vectors, Words(phrases, vague, encoder.encode_together, word_vectors))
    known = series.known_topics(connection, encoder)
    ids = [row[0] for row in content]
    method = {"webinar_id": webinar_id, "regime": found.regime, "model_id": TOPICS_MODEL}
    ranked = list(enumerate(found.topics, start=1))
    topics = [method | _topic_row(webinar_id, rank, topic, encoder.encoder_id) for rank, topic in ranked]
    order = enumerate(found.order, start=1)
    assigned = sum(len(topic.members) for topic in found.topics)
    rows = {
        "topics": topics,
        "topic_assignments": [row for rank, topic in ranked for row in _members(_id(webinar_id, rank), topic, ids)],
        "topic_runs": [method | {"comments": len(ids), "outliers": 0 if found.order else len(ids) - assigned}],
        "reading_order": [{"comment_id": ids[i], "webinar_id": webinar_id, "place": place} for place, i in order],
    }
    store.replace_topics(connection, webinar_id, rows)
    series.link(connection, webinar_id, topics, known)


def _id(webinar_id: str, rank: int) -> str:
    return f"{webinar_id}/{rank:02d}"


def _topic_row(webinar_id: str, rank: int, topic: FoundTopic, encoder_id: str) -> dict[str, Any]:
    return {
        "topic_id": _id(webinar_id, rank),
        "rank": rank,
        "name": topic.name,
        "terms": list(topic.terms),
        "support": topic.support,
        "size": len(topic.members),
        "grade": topic.grade,
        "share_back": topic.share_back,
        "centre": topic.centre.tolist(),
        "encoder_id": encoder_id,
    }


def _members(topic_id: str, topic: FoundTopic, ids: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "comment_id": ids[member],
            "topic_id": topic_id,
            "similarity": similarity,
            "representative": member in topic.representatives,
        }
        for member, similarity in zip(topic.members, topic.similarities, strict=True)
    ]
