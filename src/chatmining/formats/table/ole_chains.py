"""Chains of sectors in an old spreadsheet (.xls) that turn in circles: its reader would follow them for ever.

The layout is that of Microsoft's compound files ([MS-CFB]): a table gives each sector the number of the next one.
"""

import struct
from collections.abc import Iterator, Sequence

_HEADER = 512
_NO_SECTOR = 0xFFFFFFFA  # and above: no next sector
_IN_HEADER = 109  # sectors of the table whose numbers the header holds


def turns_in_circles(content: bytes) -> bool:
    """Tell whether some chain of sectors comes back to itself, in the table of sectors or of small sectors."""
    if len(content) < _HEADER:
        return False
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 16)
    table = [entry for sector in _table_sectors(content, size) for entry in _entries(content, size, sector)]
    if _has_circle(table):
        return True
    (first,) = struct.unpack_from("<I", content, 60)
    small = [entry for sector in _chain(table, first) for entry in _entries(content, size, sector)]
    return _has_circle(small)


def _table_sectors(content: bytes, size: int) -> Iterator[int]:
    """Yield the sectors that hold the table; more of them than the file has sectors are a circle of their own."""
    (count,) = struct.unpack_from("<I", content, 44)
    yield from struct.unpack_from(f"<{min(count, _IN_HEADER)}I", content, 76)
    (following,) = struct.unpack_from("<I", content, 68)
    for _ in range(len(content) // size):
        more = _entries(content, size, following)
        if not more:
            return
        yield from more[:-1]
        following = more[-1]


def _entries(content: bytes, size: int, sector: int) -> tuple[int, ...]:
    start = (sector + 1) * size
    whole = sector < _NO_SECTOR and start + size <= len(content)
    return struct.unpack_from(f"<{size // 4}I", content, start) if whole else ()


def _chain(table: Sequence[int], first: int) -> Iterator[int]:
    while first < len(table):
        yield first
        first = table[first]


def _has_circle(table: Sequence[int]) -> bool:
    """Tell whether following the numbers from some place comes back to it; each place is visited once."""
    seen_from: dict[int, int] = {}
    for start in range(len(table)):
        place = start
        while place < len(table) and place not in seen_from:
            seen_from[place] = start
            place = table[place]
        if place < len(table) and seen_from[place] == start:
            return True
    return False
