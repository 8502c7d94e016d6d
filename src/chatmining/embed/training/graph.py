"""Write the encoder as an ONNX graph by hand: no tracing, every node is one we chose."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from chatmining.embed.training.model import EPSILON
from chatmining.embed.training.prune import PAD_ID
from chatmining.embed.training.weights import Array

MS = "com.microsoft"
BLOCK = 128  # weights that share one scale; divides both 384 and 1536


@dataclass
class Graph:
    """Nodes and constants collected so far; ``bits`` is 8 for int8 weights, 32 for float32."""

    heads: int
    bits: int = 8
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def const(self, name: str, values: NDArray[np.generic]) -> str:
        """Store a constant and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def op(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        """Add a node with one output and return the output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def linear(self, x: str, weight: Array, bias: Array, name: str) -> str:
        """``x @ weight.T + bias``; int8 weights meet activations quantised row by row (accuracy level 4),

        so that a text's result cannot depend on its neighbours in the batch.
        """
        offset = self.const(f"{name}.b", bias)
        if self.bits == 32:
            product = self.op("MatMul", [x, self.const(f"{name}.w", weight.T)], f"{name}.p")
            return self.op("Add", [product, offset], f"{name}.y")
        packed, scales = quantise_blocks(weight)
        inputs = [x, self.const(f"{name}.w", packed), self.const(f"{name}.s", scales), "", "", offset]
        outputs, width = weight.shape
        sizes = {"K": width, "N": outputs, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        return self.op("MatMulNBits", inputs, f"{name}.y", MS, **sizes)

    def norm(self, x: str, weight: Array, bias: Array, name: str) -> str:
        """Layer normalisation over the last axis."""
        inputs = [x, self.const(f"{name}.w", weight), self.const(f"{name}.b", bias)]
        return self.op("LayerNormalization", inputs, f"{name}.y", axis=-1, epsilon=EPSILON)

    def add_norm(self, x: str, y: str, weight: Array, bias: Array, name: str) -> str:
        """Layer normalisation of a sum, in one kernel."""
        inputs = [x, y, self.const(f"{name}.w", weight), self.const(f"{name}.b", bias)]
        return self.op("SkipLayerNormalization", inputs, f"{name}.y", MS, epsilon=EPSILON)


def quantise_blocks(weight: Array) -> tuple[NDArray[np.uint8], Array]:
    """Symmetric 8-bit blocks along the input axis, stored around the zero point 128."""
    outputs, width = weight.shape
    blocks = weight.reshape(outputs, width // BLOCK, BLOCK)
    scales = np.maximum(np.abs(blocks).max(axis=2), 1e-12) / 127
    packed = (np.rint(blocks / scales[..., None]) + 128).astype(np.uint8)
    return packed, scales.astype(np.float32)


def quantise_rows(table: Array) -> tuple[NDArray[np.int8], Array]:
    """One scale a row, for the word vectors."""
    scales = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-12) / 127
    return np.rint(table / scales).astype(np.int8), scales.astype(np.float32)


def write_onnx(tensors: dict[str, Array], heads: int, layers: int, path: Path, bits: int = 8) -> None:
    """Write the whole encoder: token ids (n, length) in, unit vectors (n, d) out."""
    graph = Graph(heads, bits)
    x = _embeddings(graph, tensors)
    for layer in range(layers):
        x = _block(graph, x, {k.split(".", 1)[1]: v for k, v in tensors.items() if k.startswith(f"l{layer}.")}, layer)
    _pool(graph, x)
    width = tensors["emb.word"].shape[1]
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["rows", "length"])
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["rows", width])
    built = helper.make_graph(graph.nodes, "encoder", [ids], [vectors], graph.constants)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MS, 1)]
    onnx.save(helper.make_model(built, opset_imports=opsets, ir_version=9), str(path))


def _embeddings(graph: Graph, tensors: dict[str, Array]) -> str:
    table, scales = quantise_rows(tensors["emb.word"])
    rows = graph.op("Gather", [graph.const("word", table), "ids"], "word.q")
    scale = graph.op("Gather", [graph.const("word.scale", scales), "ids"], "word.s")
    words = graph.op("Mul", [graph.op("Cast", [rows], "word.f", to=TensorProto.FLOAT), scale], "word.x")
    shape = graph.op("Shape", ["ids"], "length", start=1, end=2)
    zero = graph.const("zero", np.zeros(1, np.int64))
    place = graph.op("Slice", [graph.const("position", tensors["emb.pos"]), zero, shape, zero], "position.x")
    pad = graph.const("pad", np.array(PAD_ID, np.int64))
    real = graph.op("Not", [graph.op("Equal", ["ids", pad], "is_pad")], "is_real")
    graph.op("Cast", [real], "mask", to=TensorProto.INT32)
    summed = graph.op("Add", [words, place], "embedded")
    return graph.norm(summed, tensors["emb.ln.w"], tensors["emb.ln.b"], "emb.ln")


def _block(graph: Graph, x: str, part: dict[str, Array], layer: int) -> str:
    name = f"l{layer}"
    joined = [np.concatenate([part[f"{side}.{kind}"] for side in "qkv"]) for kind in "wb"]
    mixed = graph.linear(x, joined[0], joined[1], f"{name}.qkv")
    thirds = [f"{name}.{side}" for side in "qkv"]
    graph.nodes.append(helper.make_node("Split", [mixed], thirds, axis=2, num_outputs=3))
    attended = graph.op("MultiHeadAttention", [*thirds, "", "mask"], f"{name}.att", MS, num_heads=graph.heads)
    attended = graph.linear(attended, part["ao.w"], part["ao.b"], f"{name}.ao")
    x = graph.add_norm(x, attended, part["aln.w"], part["aln.b"], f"{name}.aln")
    inner = graph.op("Gelu", [graph.linear(x, part["fi.w"], part["fi.b"], f"{name}.fi")], f"{name}.gelu")
    inner = graph.linear(inner, part["fo.w"], part["fo.b"], f"{name}.fo")
    return graph.add_norm(x, inner, part["oln.w"], part["oln.b"], f"{name}.oln")


def _pool(graph: Graph, x: str) -> None:
    weights = graph.op("Cast", ["mask"], "weights", to=TensorProto.FLOAT)
    last = graph.const("last", np.array([2], np.int64))
    middle = graph.const("middle", np.array([1], np.int64))
    kept = graph.op("Mul", [x, graph.op("Unsqueeze", [weights, last], "weights.x")], "kept")
    total = graph.op("ReduceSum", [kept, middle], "total", keepdims=0)
    graph.op("LpNormalization", [total], "vectors", axis=1, p=2)
