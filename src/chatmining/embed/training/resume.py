"""Take up a shipped encoder again: int8 weights and training head back into float32."""

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer

from chatmining.embed.training.model import SCALE, Encoder, Slimmed
from chatmining.embed.training.pipeline import MAX_TOKENS
from chatmining.embed.training.weights import Array


def read_tokenizer(folder: Path) -> Tokenizer:
    """Return the tokenizer of a model folder; longer texts are cut."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def read_encoder(folder: Path) -> Slimmed:
    """Return the weights of `encoder.onnx` as `graph.write_onnx` took them, to the precision of int8."""
    model = onnx.load(str(folder / "encoder.onnx"))
    stored = {constant.name: numpy_helper.to_array(constant) for constant in model.graph.initializer}
    tensors = {"emb.word": stored["word"].astype(np.float32) * stored["word.s"], "emb.pos": stored["position"]}
    _norm(stored, tensors, "emb.ln")
    layers = 0
    while f"l{layers}.qkv.w" in stored:
        _layer(stored, tensors, f"l{layers}.")
        layers += 1
    attention = next(node for node in model.graph.node if node.op_type == "MultiHeadAttention")
    heads = next(attribute.i for attribute in attention.attribute if attribute.name == "num_heads")
    return Slimmed(heads, tuple(range(layers)), {name: np.ascontiguousarray(t) for name, t in tensors.items()})


def _layer(stored: dict[str, Array], tensors: dict[str, Array], prefix: str) -> None:
    matrices, offsets = np.split(_matrix(stored, f"{prefix}qkv"), 3), np.split(stored[f"{prefix}qkv.b"], 3)
    for side, matrix, offset in zip("qkv", matrices, offsets, strict=True):
        tensors[f"{prefix}{side}.w"], tensors[f"{prefix}{side}.b"] = matrix, offset
    for name in ("ao", "fi", "fo"):
        tensors[f"{prefix}{name}.w"] = _matrix(stored, f"{prefix}{name}")
        tensors[f"{prefix}{name}.b"] = stored[f"{prefix}{name}.b"]
    for name in ("aln", "oln"):
        _norm(stored, tensors, f"{prefix}{name}")


def _matrix(stored: dict[str, Array], name: str) -> Array:
    table: Array = (stored[f"{name}.w"].astype(np.float32) * stored[f"{name}.s"]).T
    return table


def _norm(stored: dict[str, Array], tensors: dict[str, Array], name: str) -> None:
    width = stored["word"].shape[1]
    tensors[f"{name}.w"], tensors[f"{name}.b"] = stored[f"{name}.w"] / np.float32(np.sqrt(width)), stored[f"{name}.b"]


def read_head(folder: Path, model: Encoder, columns: tuple[str, ...]) -> None:
    """Give `model`, whose outputs are `columns`, the training head of a model folder where names agree."""
    head = json.loads((folder / "head.json").read_text("utf-8"))
    with torch.no_grad():
        for name, coef, intercept in zip(head["labels"], head["coef"], head["intercept"], strict=True):
            at = columns.index(name)
            model.head.weight[at], model.head.bias[at] = torch.tensor(coef) / SCALE, intercept
