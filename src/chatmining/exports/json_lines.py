"""JSON Lines: one object a comment."""

import json
from pathlib import Path

from chatmining.exports.comments import Comments, Written


def write(comments: Comments, target: Path) -> Written:
    """Write one object a line; moments and dates as ISO text."""
    n = 0
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        for row in comments.rows():
            moments = {name: row[name].isoformat() for name in ("said_at", "date") if row[name] is not None}
            stream.write(json.dumps(row | moments, ensure_ascii=False) + "\n")
            n += 1
    return Written(n)
