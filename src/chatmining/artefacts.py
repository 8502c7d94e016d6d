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


def describe(path: Path, known: dict[str, Any], readme: str) -> None:
    """Write `metadata.json` and the model card of a model's folder."""
    (path / "metadata.json").write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (path / "README.md").write_text(readme, "utf-8")


def identifiers(models: Path, kind: str) -> list[str]:
    """Return the ids of the models of `kind`, oldest first."""
    return sorted(entry.parent.name for entry in (models / kind).glob("*/metadata.json"))


def promote(models: Path, kind: str, model_id: str) -> None:
    """Make a model the current one of its kind, by atomic rename; the one before is remembered."""
    folder(models, kind, model_id)
    pointer, former = models / kind / "CURRENT", models / kind / "FORMER"
    before = pointer.read_text("utf-8").strip() if pointer.is_file() else ""
    if before == model_id:
        return
    if before:
        _write(former, f"{before}\n")
    _write(pointer, f"{model_id}\n")


def rollback(models: Path, kind: str) -> str:
    """Promote the model that was current before; return its id; raise ModelError when there was none."""
    former = models / kind / "FORMER"
    if not former.is_file():
        raise ModelError("model_no_former", kind=kind, file=models / kind)
    model_id = former.read_text("utf-8").strip()
    promote(models, kind, model_id)
    return model_id


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, "utf-8")
        draft.replace(path)
    except OSError as error:
        raise ModelError("model_unwritable", file=path, found=error.strerror) from error
