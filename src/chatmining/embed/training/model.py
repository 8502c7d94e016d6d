"""The BERT-like encoder in PyTorch, with a multi-label head for training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from chatmining.embed.training.weights import Array, BaseModel

EPSILON = 1e-12
SCALE = 20.0  # the head reads unit vectors: without a scale its logits would stay near zero
MATRICES = ("q", "k", "v", "ao", "fi", "fo")


@dataclass(frozen=True)
class Slimmed:
    """The part of the base model that is kept."""

    heads: int
    layers: tuple[int, ...]
    tensors: dict[str, Array]


def slim(base: BaseModel, kept_pieces: list[int], layers: tuple[int, ...], positions: int) -> Slimmed:
    """Drop pieces, layers and positions that are not needed; token types melt into the positions."""
    tensors = {
        "emb.word": base.tensors["emb.word"][kept_pieces],
        "emb.pos": base.tensors["emb.pos"][:positions] + base.tensors["emb.type"][0],
        "emb.ln.w": base.tensors["emb.ln.w"],
        "emb.ln.b": base.tensors["emb.ln.b"],
    }
    for new, old in enumerate(layers):
        prefix = f"l{old}."
        for name, values in base.tensors.items():
            if name.startswith(prefix):
                tensors[f"l{new}." + name.removeprefix(prefix)] = values
    return Slimmed(base.heads, tuple(range(len(layers))), tensors)


class Block(nn.Module):  # type: ignore[misc]  # torch is untyped where it is not installed
    """One transformer layer (normalisation after each half)."""

    def __init__(self, weights: dict[str, Tensor], heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.p = nn.ParameterDict({name.replace(".", "_"): nn.Parameter(w) for name, w in weights.items()})

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attend within each text, then transform each token."""
        rows, length, hidden = x.shape
        shape = (rows, length, self.heads, hidden // self.heads)
        query, key, value = (self._linear(x, name).view(shape).transpose(1, 2) for name in "qkv")
        noise = self.dropout if self.training else 0.0
        mixed = F.scaled_dot_product_attention(query, key, value, mask, noise)
        mixed = self._linear(mixed.transpose(1, 2).reshape(rows, length, hidden), "ao")
        x = self._norm(x + F.dropout(mixed, self.dropout, self.training), "aln")
        inner = self._linear(F.gelu(self._linear(x, "fi")), "fo")
        return self._norm(x + F.dropout(inner, self.dropout, self.training), "oln")

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self.p[f"{name}_w"], self.p[f"{name}_b"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        return F.layer_norm(x.float(), x.shape[-1:], self.p[f"{name}_w"], self.p[f"{name}_b"], EPSILON)


class Encoder(nn.Module):  # type: ignore[misc]
    """Word pieces to one vector a text, and from there to one logit a label."""

    def __init__(self, slimmed: Slimmed, labels: int, dropout: float) -> None:
        super().__init__()
        tensors = {name: torch.from_numpy(np.array(values)) for name, values in slimmed.tensors.items()}
        # word vectors stay frozen: most of them never occur in the training data
        self.register_buffer("word", tensors["emb.word"], persistent=False)
        self.position = nn.Parameter(tensors["emb.pos"])
        self.norm_w, self.norm_b = nn.Parameter(tensors["emb.ln.w"]), nn.Parameter(tensors["emb.ln.b"])
        self.blocks = nn.ModuleList(Block(_part(tensors, f"l{i}."), slimmed.heads, dropout) for i in slimmed.layers)
        self.dropout = dropout
        self.head = nn.Linear(self.word.shape[1], labels)
        nn.init.normal_(self.head.weight, std=0.01)
        nn.init.constant_(self.head.bias, -1.5)

    def embed(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return unit vectors: the mean of the last layer over the real tokens."""
        x = F.embedding(ids, self.word) + self.position[: ids.shape[1]]
        x = F.layer_norm(x, x.shape[-1:], self.norm_w, self.norm_b, EPSILON)
        x = F.dropout(x, self.dropout, self.training)
        allowed = mask[:, None, None, :].expand(-1, 1, ids.shape[1], -1)
        for block in self.blocks:
            x = block(x, allowed)
        weights = mask[..., None].to(torch.float32)
        return F.normalize((x.float() * weights).sum(1) / weights.sum(1), dim=1)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors and logits."""
        vectors = self.embed(ids, mask)
        return vectors, self.head(F.dropout(vectors, self.dropout, self.training) * SCALE)

    def export_tensors(self) -> dict[str, Array]:
        """Float32 arrays under the base model's names, the head left out."""
        named = {"emb.word": self.word, "emb.pos": self.position}
        named |= {"emb.ln.w": self.norm_w, "emb.ln.b": self.norm_b}
        for i, block in enumerate(self.blocks):
            named |= {f"l{i}.{key.replace('_', '.')}": value for key, value in block.p.items()}
        return {name: value.detach().float().numpy().copy() for name, value in named.items()}


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): t for name, t in tensors.items() if name.startswith(prefix)}
