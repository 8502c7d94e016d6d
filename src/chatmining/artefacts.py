"""What lives under models/: <kind>/<model_id>/ with its metadata and card, and <kind>/CURRENT."""

import json
import os
from pathlib import Path
from typing import Any

from chatmining.errors import ModelError


def current(models: Path, kind: str) -> Path:
    """Return the folder of the promoted model of `kind`; raise ModelError when there is none."""
    pointer = models / kind / "CURRENT"
    if not pointer.is_file():
        raise ModelError("model_missing", kind=kind, file=pointer)
    return folder(models, kind, pointer.read_text("utf-8").strip())


def folder(models: Path, kind: str, model_id: str) -> Path:
    """Return the folder of a model; raise ModelError when it is not there."""
    path = models / kind / model_id
    if not (path / "metadata.json").is_file():
        raise ModelError("model_missing", kind=kind, file=path)
    return path


def metadata(path: Path) -> dict[str, Any]:
    """Return a model's metadata."""
    try:
        read: dict[str, Any] = json.loads((path / "metadata.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError("model_damaged", file=path, found=error) from error
    return read


def identifiers(models: Path, kind: str) -> list[str]:
    """Return the ids of the models of `kind`, oldest first."""
    return sorted(entry.parent.name for entry in (models / kind).glob("*/metadata.json"))


def promote(models: Path, kind: str, model_id: str) -> None:
    """Make a model the current one of its kind, by atomic rename."""
    folder(models, kind, model_id)
    pointer = models / kind / "CURRENT"
    draft = pointer.with_name(f".CURRENT.{os.getpid()}")
    draft.write_text(f"{model_id}\n", "utf-8")
    draft.replace(pointer)
