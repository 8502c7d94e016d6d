"""Which quotes may be shared: a text file beside the report, one line a quote, that the organizer edits."""

from collections.abc import Iterable
from pathlib import Path

from chatmining.store import store_errors

_YES, _NO = ("oui", "yes"), "non"


def approved(path: Path) -> frozenset[str]:
    """Return the comments that the organizer marked « oui »; none when there is no file."""
    return frozenset(comment_id for comment_id, answer, _ in _read(path) if answer in _YES)


def propose(path: Path, quotes: Iterable[tuple[str, str]]) -> None:
    """Add the quotes (comment id, text) that the file does not hold, marked « non »; what was decided stays."""
    known = list(_read(path))
    decided = {comment_id for comment_id, _, _ in known}
    new = [(comment_id, _NO, " ".join(text.split())) for comment_id, text in quotes if comment_id not in decided]
    if new:
        lines = [f"{answer}\t{comment_id}\t{text}\n" for comment_id, answer, text in (*known, *new)]
        with store_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(lines), "utf-8")


def _read(path: Path) -> Iterable[tuple[str, str, str]]:
    with store_errors(path):
        written = path.read_text("utf-8-sig", errors="replace") if path.is_file() else ""
    for line in written.splitlines():
        answer, _, rest = line.partition("\t")
        comment_id, _, text = rest.partition("\t")
        if comment_id:
            yield comment_id.strip(), answer.strip().lower(), text
