"""Which column is what: shown to the user, saved under a name, loaded again."""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatmining.errors import BadInput
from chatmining.records import Clock

ROLES = (
    "time", "date", "offset", "hour", "minute", "second", "author", "first_name", "last_name", "email", "recipient",
    "private", "type", "role", "text", "question", "answer",
)  # fmt: skip
_NAME = re.compile(r"[\w][\w -]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The column of each role, what the times count from, and how sure the guess is, 0 to 1."""

    columns: tuple[tuple[str, str], ...]
    clock: Clock = Clock.WALL
    confidence: float = 1.0

    def column(self, role: str) -> str | None:
        """Return the column of a role, or None."""
        return dict(self.columns).get(role)

    def shown(self) -> list[tuple[str, str]]:
        """Return (role, column) in the order people read: when, who, what."""
        return sorted(self.columns, key=lambda pair: ROLES.index(pair[0]))


def save(mapping: Mapping, name: str, folder: Path) -> Path:
    """Save `mapping` under `name` in `folder` and return its file."""
    path = _path(name, folder)
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"clock = {_quoted(mapping.clock)}", f"confidence = {mapping.confidence}", "", "[columns]"]
    lines += [f"{role} = {_quoted(column)}" for role, column in mapping.shown()]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def load(name: str, folder: Path) -> Mapping:
    """Return the mapping saved under `name` in `folder`."""
    path = _path(name, folder)
    try:
        return _checked(tomllib.loads(path.read_text("utf-8")), path)
    except FileNotFoundError as error:
        raise BadInput("mapping_missing", file=path, found=", ".join(saved(folder)) or "-") from error
    except (OSError, ValueError, TypeError) as error:
        raise BadInput("mapping_invalid", file=path, found=error) from error


def told(text: str, folder: Path) -> Mapping:
    """Return the mapping that a user means: a file `….toml`, or a name under which one is saved in `folder`."""
    path = Path(text)
    return load(path.stem, path.parent) if path.suffix == ".toml" else load(text, folder)


def saved(folder: Path) -> list[str]:
    """Return the names of the mappings saved in `folder`."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def _checked(table: dict[str, Any], path: Path) -> Mapping:
    columns = table.get("columns")
    if not isinstance(columns, dict) or not {"text", "question"}.intersection(columns):
        raise BadInput("mapping_invalid", file=path, found="columns.text")
    for role, column in columns.items():
        if role not in ROLES or not isinstance(column, str):
            raise BadInput("mapping_invalid", file=path, found=f"columns.{role}")
    return Mapping(
        columns=tuple(columns.items()),
        clock=Clock(table.get("clock", Clock.WALL)),
        confidence=float(table.get("confidence", 1.0)),
    )


def _path(name: str, folder: Path) -> Path:
    if not _NAME.fullmatch(name):
        raise BadInput("mapping_invalid", file=folder, found=name)
    return folder / f"{name}.toml"


def _quoted(text: str) -> str:
    """Return a TOML string: a JSON one, but for the character JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
