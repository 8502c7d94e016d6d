"""Topics nobody asked for: BERTopic on our vectors."""

from chatmining.topics.discover import FEWEST, TOPICS_MODEL, discover
from chatmining.topics.found import Discovery, FoundTopic
from chatmining.topics.registry import NEAREST, match

__all__ = ["FEWEST", "NEAREST", "TOPICS_MODEL", "Discovery", "FoundTopic", "discover", "match"]
