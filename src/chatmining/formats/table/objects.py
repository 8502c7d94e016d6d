"""JSON and JSON Lines: each object is a row, each key a column; objects inside are columns `author.name`."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import dropwhile, islice, takewhile

from chatmining.errors import UnreadableFile
from chatmining.formats.json_stream import entries, json_lines, opening
from chatmining.formats.json_values import Json
from chatmining.formats.source import Source
from chatmining.formats.table.cells import Cell, Row
from chatmining.formats.table.sheet import Sheet

_OBJECTS_LOOKED_AT = 200
_DEEPEST = 3
_LONGEST_KEY = 80


def sheets(source: Source) -> Iterator[Sheet]:
    """Yield the table of a file of JSON lines, of a list of objects, or of the lists that an object holds."""
    if source.binary:
        return
    if _is_lines(source):
        yield Sheet("jsonl", partial(_rows, partial(_lines, source)))
        return
    for key in dict.fromkeys(entry.key for entry in opening(source) if isinstance(entry.value, dict)):
        yield Sheet("json", partial(_rows, partial(_listed, source, key)))


def _is_lines(source: Source) -> bool:
    """Tell whether the first lines are objects, each whole: no list of objects among one object's members."""
    lines = [line for line in islice(source.head.split("\n"), 40) if line.strip()][:2]
    try:
        values = [json.loads(line, strict=False) for line in lines]
    except (ValueError, RecursionError):
        return False
    if not values or not all(isinstance(value, dict) for value in values):
        return False
    return len(values) > 1 or not any(isinstance(value, list | dict) for value in values[0].values())


def _lines(source: Source) -> Iterator[tuple[int, Json]]:
    return ((line, value) for line, value in json_lines(source) if isinstance(value, dict))


def _listed(source: Source, key: str) -> Iterator[tuple[int, Json]]:
    here = dropwhile(lambda entry: entry.key != key, entries(source))
    for entry in takewhile(lambda entry: entry.key == key, here):
        if isinstance(entry.value, dict):
            yield entry.line, entry.value


def _rows(objects: Callable[[], Iterator[tuple[int, Json]]]) -> Iterator[Row]:
    """Yield a header of every key of the first objects, then their values in its order."""
    keys: dict[str, None] = {}
    for _, item in _first(objects()):
        keys.update(dict.fromkeys(_flat(item)))
    header = [key for key in keys if len(key) <= _LONGEST_KEY]
    yield Row(1, header)
    for line, item in objects():
        values = _flat(item)
        yield Row(line, [values.get(key) for key in header])


def _first(objects: Iterator[tuple[int, Json]]) -> Iterator[tuple[int, Json]]:
    """Yield the first objects; damage among them is told when the rows are read, not before."""
    try:
        yield from islice(objects, _OBJECTS_LOOKED_AT)
    except UnreadableFile:
        return


def _flat(item: Json, above: str = "", depth: int = 1) -> dict[str, Cell]:
    """Return the members of an object and of the objects inside it; of lists the name alone, which may tell a lot."""
    found: dict[str, Cell] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            if depth < _DEEPEST:
                found.update(_flat(value, f"{above}{key}.", depth + 1))
        else:
            found[above + key] = None if isinstance(value, list) else value
    return found
