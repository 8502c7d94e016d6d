"""A zip or a folder of exports: each file in turn, one on the disk at a time."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from chatmining.errors import UnreadableFile
from chatmining.formats.file_tree import Tree
from chatmining.formats.slack import root_of
from chatmining.formats.source import Source

_DOCUMENTS = frozenset(("[Content_Types].xml", "mimetype"))  # a spreadsheet is a zip, and one file


def is_one_file(path: Path) -> bool:
    """Tell whether `path` is to be read as it is: a plain file, a spreadsheet, an export made of many files."""
    if not path.is_dir() and not Source.open(path).is_zip:
        return True
    tree = Tree(path)
    return bool(_DOCUMENTS & set(tree.names)) or root_of(tree) is not None


def open_all(path: Path) -> Iterator[tuple[str, Source]]:
    """Stream (name, source) of the exports at `path`: itself, or each text file of a zip or a folder.

    A source taken from a zip lives until the next is asked for. Pictures, sounds and empty files are passed over.
    """
    if is_one_file(path):
        yield path.name, Source(path)
        return
    tree = Tree(path)
    for name in tree.names:
        with TemporaryDirectory(prefix="chatmining-") as folder:
            source = _text_source(tree.extract(name, Path(folder)))
            if source:
                yield name, source


def _text_source(path: Path) -> Source | None:
    try:
        source = Source.open(path)
    except UnreadableFile:
        return None
    return source if source.is_zip or not source.binary else None
