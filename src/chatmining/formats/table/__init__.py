"""Any table of messages: CSV, TSV, XLSX, XLS, ODS, JSON, JSON Lines, Parquet; its columns guessed or told."""

from collections.abc import Iterator
from dataclasses import dataclass

from chatmining.errors import UnreadableFile, Wording
from chatmining.formats.base import Support
from chatmining.formats.source import Source
from chatmining.formats.table.build import records
from chatmining.formats.table.find import find
from chatmining.formats.table.guess import guess_mapping
from chatmining.formats.table.mapping import Mapping, load, save, saved, told
from chatmining.formats.table.parquet import is_parquet
from chatmining.formats.table.workbook import is_workbook
from chatmining.records import Message

__all__ = ["TABLE", "Mapping", "guess_mapping", "load", "mapping_of", "read_table", "save", "saved", "told"]

_DAMAGED = 0.5  # a spreadsheet that does not open is nobody else's: reading it tells why


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """The format of every table that no platform's own format claims; its columns are guessed unless told."""

    id: str
    support: Support
    mapping: Mapping | None = None

    def claim(self, source: Source) -> float:
        """Return how sure the columns and their contents are a chat's, at most 0.7."""
        try:
            found = find(source)
        except UnreadableFile:
            return _DAMAGED if is_workbook(source) or is_parquet(source) else 0.0
        return found.mapping.confidence if found else 0.0

    def read(self, source: Source) -> Iterator[Message]:
        """Stream the records as the mapping told, or guessed, reads them."""
        return read_table(source, self.mapping)


def read_table(source: Source, mapping: Mapping | None = None) -> Iterator[Message]:
    """Stream the records of a table, by `mapping` when given, else by the guessed one."""
    found = find(source, mapping)
    if found is None:
        if source.binary:
            raise UnreadableFile("file_binary", file=source.path, found=Wording((f"binary_{source.binary}",)))
        head = next((line for line in source.head.split("\n") if line.strip()), "")
        raise UnreadableFile("format_unknown", file=source.path, line=1, found=head.strip()[:60])
    yield from records(found)


def mapping_of(source: Source) -> Mapping | None:
    """Return the guessed mapping of a table, to be shown, corrected, saved."""
    found = find(source)
    return found.mapping if found else None


TABLE = TableFormat(
    id="table",
    support=Support(reactions=True, private=True, dates=True),
)
