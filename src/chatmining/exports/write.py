"""Write comments in the format asked for: whole files only, by atomic rename."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import duckdb

from chatmining.errors import BadInput, StoreError
from chatmining.exports import csv_french, iramuteq, json_lines, parquet, workbook
from chatmining.exports.comments import Comments, Written, read
from chatmining.store import fetch

FORMATS: dict[str, Callable[[Comments, Path], Written]] = {
    "parquet": parquet.write,
    "csv": csv_french.write,
    "xlsx": workbook.write,
    "jsonl": json_lines.write,
    "iramuteq": iramuteq.write,
}


def export(connection: duckdb.DuckDBPyConnection, form: str, target: Path, webinar: str | None = None) -> Written:
    """Write the comments of the snapshot, of one webinar or of all, to `target`; replace what was there.

    Raises BadInput for an unknown format or webinar and for more rows than the format holds, StoreError when the
    file cannot be written; then `target` is as it was.
    """
    if form not in FORMATS:
        raise BadInput("export_format_unknown", found=form, expected=", ".join(FORMATS))
    if webinar is not None and fetch(connection, "webinar_known", webinar=webinar) == [(False,)]:
        known = ", ".join(name for (name,) in fetch(connection, "webinar_ids"))
        raise BadInput("webinar_unknown", found=webinar, expected=known)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        written = FORMATS[form](read(connection, webinar), draft)
        draft.replace(target)
    except OSError as error:
        code = "disk_full" if error.errno in (errno.EFBIG, errno.ENOSPC, errno.EDQUOT) else "home_unwritable"
        raise StoreError(code, file=target, found=error.strerror) from error
    finally:
        draft.unlink(missing_ok=True)
    return written
