"""XML read element by element with defusedxml: no entities, no network, no whole file in memory."""

from collections.abc import Iterator
from typing import Any

from defusedxml import DefusedXmlException, ElementTree  # type: ignore[import-untyped]

from chatmining.errors import UnreadableFile
from chatmining.formats.source import Source


def elements(source: Source, *names: str) -> Iterator[Any]:
    """Stream the elements called `names`, whole; each is emptied after use."""
    try:
        with source.path.open("rb") as stream:
            walk = iter(ElementTree.iterparse(stream, events=("start", "end"), forbid_dtd=True))
            root = next(walk)[1]
            for event, element in walk:
                if event == "end" and element.tag in names:
                    yield element
                    element.clear()
                    root.clear()
    except ElementTree.ParseError as error:
        line = error.position[0]
        raise UnreadableFile("file_broken", file=source.path, line=line, found=str(error)[:60]) from error
    except (DefusedXmlException, ValueError, LookupError, StopIteration) as error:
        raise UnreadableFile("file_broken", file=source.path, line=1, found=type(error).__name__) from error
