"""Topics nobody asked for: BERTopic on our vectors."""

from chatmining.topics.discover import TOPICS_MODEL, FoundTopic, discover

__all__ = ["TOPICS_MODEL", "FoundTopic", "discover"]
