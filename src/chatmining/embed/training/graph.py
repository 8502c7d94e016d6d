"""Write the encoder as an ONNX graph by hand: no tracing, every node is one we chose."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from chatmining.embed.training.prune import PAD_ID
from chatmining.embed.training.quantise import STEPS, quantise_products, quantise_rows
from chatmining.embed.training.weights import Array

MS = "com.microsoft"
ZERO = 128  # the uint8 code of an activation of zero


@dataclass
class Graph:
    """Nodes and constants collected so far, and the names of the constants all layers share."""

    heads: int
    width: int
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

    def linear(self, x: str, weight: Array, name: str) -> str:
        """``x @ weight.T`` in integers: one scale an output for weights, one a token for activations.

        A scale for the whole tensor (ONNX's dynamic quantisation) would make a text's vector depend on
        its neighbours in the batch.
        """
        table, scales = quantise_products(weight)
        peak = self.op("ReduceMax", [self.op("Abs", [x], f"{name}.abs"), "axis1"], f"{name}.peak", keepdims=1)
        scale = self.op("Mul", [self.op("Max", [peak, "tiny"], f"{name}.safe"), "step"], f"{name}.scale")
        scaled = self.op("Div", [x, scale], f"{name}.scaled")
        codes = self.op("QuantizeLinear", [scaled, "one", "zero_code"], f"{name}.codes")
        weights = [self.const(f"{name}.w", table.T), "one", self.const(f"{name}.s", scales[:, 0]), "zero_code"]
        product = self.op("MatMulIntegerToFloat", [codes, *weights], f"{name}.product", MS)
        return self.op("Mul", [product, scale], f"{name}.y")

    def norm(self, x: str, weight: Array, bias: Array, name: str) -> str:
        """Layer normalisation written as centred / length * sqrt(width): vectorised, unlike the kernel."""
        centred = self.op("Sub", [x, self.op("ReduceMean", [x, "axis1"], f"{name}.mean")], f"{name}.centred")
        length = self.op("ReduceL2", [centred, "axis1"], f"{name}.length")
        unit = self.op("Div", [centred, length], f"{name}.unit")
        gain = self.const(f"{name}.w", weight * np.float32(np.sqrt(self.width)))
        return self.op("Add", [self.op("Mul", [unit, gain], f"{name}.x"), self.const(f"{name}.b", bias)], f"{name}.y")


def write_onnx(tensors: dict[str, Array], heads: int, layers: int, path: Path) -> None:
    """Write the whole encoder: token ids (rows, length) in, unit vectors (rows, width) out."""
    width = tensors["emb.word"].shape[1]
    graph = Graph(heads, width)
    _shared(graph)
    x = _embeddings(graph, tensors)
    for layer in range(layers):
        prefix = f"l{layer}."
        part = {name.removeprefix(prefix): t for name, t in tensors.items() if name.startswith(prefix)}
        x = _block(graph, x, part, prefix)
    _pool(graph, x)
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["rows", "length"])
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["rows", width])
    built = helper.make_graph(graph.nodes, "encoder", [ids], [vectors], graph.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
    onnx.save(helper.make_model(built, opset_imports=opsets, ir_version=9), str(path))


def _shared(graph: Graph) -> None:
    graph.const("axis1", np.array([1], np.int64))
    graph.const("tiny", np.array(1e-9, np.float32))
    graph.const("step", np.array(1 / STEPS, np.float32))
    graph.const("one", np.array(1, np.float32))
    graph.const("zero_code", np.array(ZERO, np.uint8))
    graph.const("flat", np.array([-1, graph.width], np.int64))
    width = graph.const("width", np.array([graph.width], np.int64))
    graph.op("Concat", [graph.op("Shape", ["ids"], "ids.shape"), width], "deep", axis=0)


def _embeddings(graph: Graph, tensors: dict[str, Array]) -> str:
    table, scales = quantise_rows(tensors["emb.word"])
    codes = graph.op("Gather", [graph.const("word", table), "ids"], "word.codes")
    scale = graph.op("Gather", [graph.const("word.s", scales), "ids"], "word.scale")
    words = graph.op("Mul", [graph.op("Cast", [codes], "word.float", to=TensorProto.FLOAT), scale], "word.x")
    length = graph.op("Shape", ["ids"], "length", start=1, end=2)
    zero = graph.const("zero", np.zeros(1, np.int64))
    place = graph.op("Slice", [graph.const("position", tensors["emb.pos"]), zero, length, zero], "position.x")
    pad = graph.const("pad", np.array(PAD_ID, np.int64))
    real = graph.op("Not", [graph.op("Equal", ["ids", pad], "is_pad")], "is_real")
    graph.op("Cast", [real], "mask", to=TensorProto.INT32)
    summed = graph.op("Reshape", [graph.op("Add", [words, place], "embedded"), "flat"], "embedded.flat")
    return graph.norm(summed, tensors["emb.ln.w"], tensors["emb.ln.b"], "emb.ln")


def _block(graph: Graph, x: str, part: dict[str, Array], name: str) -> str:
    x = _residual(graph, x, _attention(graph, x, part, name), part, name, ("ao", "aln"))
    inner = graph.linear(x, part["fi.w"], f"{name}fi")
    inner = graph.op("BiasGelu", [inner, graph.const(f"{name}fi.b", part["fi.b"])], f"{name}gelu", MS)
    return _residual(graph, x, inner, part, name, ("fo", "oln"))


def _attention(graph: Graph, x: str, part: dict[str, Array], name: str) -> str:
    weight, bias = (np.concatenate([part[f"{side}.{kind}"] for side in "qkv"]) for kind in "wb")
    thirds = [f"{name}{side}" for side in "qkv"]
    joined = graph.linear(x, weight, f"{name}qkv")
    graph.nodes.append(helper.make_node("Split", [joined], thirds, axis=1, num_outputs=3))
    inputs = [graph.op("Reshape", [third, "deep"], f"{third}.deep") for third in thirds]
    inputs += [graph.const(f"{name}qkv.b", bias), "mask"]
    attended = graph.op("MultiHeadAttention", inputs, f"{name}attended", MS, num_heads=graph.heads)
    return graph.op("Reshape", [attended, "flat"], f"{name}attended.flat")


def _residual(graph: Graph, x: str, y: str, part: dict[str, Array], name: str, sides: tuple[str, str]) -> str:
    matrix, norm = sides
    change = graph.linear(y, part[f"{matrix}.w"], f"{name}{matrix}")
    offset = graph.const(f"{name}{matrix}.b", part[f"{matrix}.b"])
    moved = graph.op("Add", [graph.op("Add", [change, offset], f"{name}{matrix}.o"), x], f"{name}{matrix}.x")
    return graph.norm(moved, part[f"{norm}.w"], part[f"{norm}.b"], f"{name}{norm}")


def _pool(graph: Graph, x: str) -> None:
    weights = graph.op("Cast", ["mask"], "weights", to=TensorProto.FLOAT)
    last = graph.const("last", np.array([2], np.int64))
    deep = graph.op("Reshape", [x, "deep"], "x.deep")
    kept = graph.op("Mul", [deep, graph.op("Unsqueeze", [weights, last], "weights.x")], "kept")
    total = graph.op("ReduceSum", [kept, "axis1"], "total", keepdims=0)
    graph.op("LpNormalization", [total], "vectors", axis=1, p=2)
