"""A platform whose exports come in several shapes: one format, one reader a shape."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatmining.formats.base import Support
from chatmining.formats.source import Source
from chatmining.records import Message


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of a platform's exports: how sure a content is of it, and how it is read."""

    claim: Callable[[Source], float]
    read: Callable[[Source], Iterator[Message]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The chat format of a platform: it claims what one of its shapes claims."""

    id: str
    support: Support
    shapes: tuple[Shape, ...]

    def claim(self, source: Source) -> float:
        """Return how sure the surest shape is, 0 to 1."""
        return max(shape.claim(source) for shape in self.shapes)

    def read(self, source: Source) -> Iterator[Message]:
        """Stream the records as the surest shape reads them."""
        yield from max(self.shapes, key=lambda shape: shape.claim(source)).read(source)
