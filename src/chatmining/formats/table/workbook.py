"""XLSX, XLS and ODS: formulas by their values, the sheets in their order."""

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from chatmining.errors import UnreadableFile, Wording
from chatmining.formats.source import Source
from chatmining.formats.table.cells import Row
from chatmining.formats.table.ole_chains import turns_in_circles
from chatmining.formats.table.sheet import Sheet
from chatmining.formats.table.workbook_size import cells_announced

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"opendocument.spreadsheet"
_OLE_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book", "EncryptedPackage"))
_Result = TypeVar("_Result")


def is_workbook(source: Source) -> bool:
    """Tell whether the file is a spreadsheet, be it damaged or locked."""
    if source.is_zip:
        return _is_zipped_workbook(source)
    if source.head_bytes.startswith(_OLE):
        content = source.path.read_bytes()
        return any(name in content for name in _OLE_STREAMS)
    return False


def _is_zipped_workbook(source: Source) -> bool:
    if _ODS in source.head_bytes[:200]:
        return True
    try:
        with zipfile.ZipFile(source.path) as archive:
            return any(name.startswith("xl/workbook.") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"xl/workbook." in source.head_bytes or b"xl/worksheets/" in source.head_bytes


def sheets(source: Source) -> Iterator[Sheet]:
    """Yield the sheets that hold cells."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    if cells := cells_announced(source):
        raise _broken(source, Wording(("damage_cells",), {"n": cells}))
    if not source.is_zip and turns_in_circles(source.path.read_bytes()):
        raise _broken(source, Wording(("damage_content",)))
    book = _guarded(source, partial(CalamineWorkbook.from_path, source.path))
    for sheet in book.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet:
            found = _guarded(source, partial(book.get_sheet_by_name, sheet.name))
            yield Sheet("excel", partial(_rows, found))


def _rows(sheet: "CalamineSheet") -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield Row(number, cells)


def _guarded(source: Source, load: Callable[[], _Result]) -> _Result:
    """Return what `load` returns; a damaged or locked file is an error that users can read."""
    from python_calamine import CalamineError, PasswordError

    try:
        return load()
    except PasswordError as error:
        raise _broken(source, Wording(("damage_password",))) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _broken(source, error) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the library's way to fail on bytes it did not foresee
            raise _broken(source, Wording(("damage_content",))) from error
        raise


def _broken(source: Source, found: object) -> UnreadableFile:
    return UnreadableFile(
        "file_broken", file=source.path, line=1, found=found if isinstance(found, Wording) else str(found)[:80]
    )
