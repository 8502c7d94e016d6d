"""Topics nobody asked for: BERTopic on our vectors."""

from chatmining.topics.discover import FEWEST, TOPICS_MODEL, FoundTopic, discover

__all__ = ["FEWEST", "TOPICS_MODEL", "FoundTopic", "discover"]
