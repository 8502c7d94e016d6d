"""One note for each file that cannot be read: a sentence, in a folder of ours; the file stays where it is."""

from collections.abc import Collection, Iterable
from pathlib import Path

from chatmining.errors import ChatminingError
from chatmining.store import store_errors
from chatmining.words import say, sentence

_SUFFIX = ".txt"


def write_note(place: Path, inbox: Path, path: Path, errors: Iterable[ChatminingError], language: str) -> None:
    """Write why `path` was set aside, under the place it has in the inbox; raise StoreError when it cannot be."""
    note = _note(place, inbox, path)
    sentences = [sentence(error, language) for error in errors]
    text = "\n".join([*sentences, "", say("note_about", language, catalogue_name="inbox", file=path), ""])
    with store_errors(note):
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(text, "utf-8", errors="replace")


def has_note(place: Path, inbox: Path, path: Path) -> bool:
    """Tell whether `path` is explained already."""
    return _note(place, inbox, path).is_file()


def clear_notes(place: Path, inbox: Path, but: Collection[Path]) -> None:
    """Remove the notes on files of this inbox that are there no more, or are read by now; keep those of `but`."""
    kept = {_note(place, inbox, path) for path in but}
    for note in sorted(_folder(place, inbox).rglob(f"*{_SUFFIX}"), reverse=True):
        if note not in kept:
            note.unlink(missing_ok=True)
            _remove_if_empty(note.parent, place)


def _folder(place: Path, inbox: Path) -> Path:
    """Return the notes' folder: named after the inbox and the folder above it."""
    return place / f"{inbox.parent.name} {inbox.name}".strip()


def _note(place: Path, inbox: Path, path: Path) -> Path:
    relative = path.relative_to(inbox)
    return _folder(place, inbox) / relative.with_name(relative.name + _SUFFIX)


def _remove_if_empty(folder: Path, place: Path) -> None:
    while folder != place and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
