"""Topics nobody asked for: found by size, graded, named by people's own phrases, followed from webinar to webinar."""

from chatmining.topics.discover import TOPICS_MODEL, Words, discover
from chatmining.topics.found import Discovery, FoundTopic
from chatmining.topics.registry import NEAREST, match

__all__ = ["NEAREST", "TOPICS_MODEL", "Discovery", "FoundTopic", "Words", "discover", "match"]
