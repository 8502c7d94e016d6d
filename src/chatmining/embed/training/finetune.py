"""Fine-tune the encoder on labelled comments."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from chatmining.embed.training.model import Encoder
from chatmining.embed.training.prune import PAD_ID

Ids = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Recipe:
    """Hyper-parameters, chosen by cross-validation on an earlier, smaller corpus."""

    epochs: int = 3
    batch: int = 24
    rate: float = 1.2e-4
    head_rate: float = 2e-3
    layer_decay: float = 0.9
    dropout: float = 0.1
    weight_decay: float = 0.01
    smoothing: float = 0.0
    r_drop: float = 0.0
    average_from: float = 0.7  # the weights are averaged over the steps after this share of training
    seed: int = 0


def pad(batch: Ids) -> tuple[Tensor, Tensor]:
    """Token ids and the mask of real tokens."""
    width = max(len(ids) for ids in batch)
    padded = torch.tensor([[*ids, *[PAD_ID] * (width - len(ids))] for ids in batch])
    lengths = torch.tensor([len(ids) for ids in batch])
    return padded, torch.arange(width)[None] < lengths[:, None]


def batches(ids: Ids, size: int, rng: np.random.Generator, group: int = 8) -> Iterator[NDArray[np.int64]]:
    """Random batches of texts of similar length: sorted only within groups of batches."""
    order = rng.permutation(len(ids))
    chunks = []
    for start in range(0, len(order), size * group):
        part = order[start : start + size * group]
        part = part[np.argsort([len(ids[i]) for i in part], kind="stable")]
        chunks += [part[i : i + size] for i in range(0, len(part), size)]
    return (chunks[i] for i in rng.permutation(len(chunks)))


def optimiser(model: Encoder, recipe: Recipe) -> torch.optim.AdamW:
    """Lower layers learn more slowly: they hold what the base model knows of the language."""
    depth = len(model.blocks)
    lowest = recipe.rate * recipe.layer_decay**depth
    groups = [{"params": [model.position, model.norm_w, model.norm_b], "lr": lowest}]
    for i, block in enumerate(model.blocks):
        rate = recipe.rate * recipe.layer_decay ** (depth - 1 - i)
        groups.append({"params": list(block.parameters()), "lr": rate})
    groups.append({"params": list(model.head.parameters()), "lr": recipe.head_rate})
    return torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)


def schedule(step: int, total: int) -> float:
    """Linear warm-up over 6 % of the steps, then linear decay to a tenth."""
    warm = max(1, int(0.06 * total))
    if step < warm:
        return (step + 1) / warm
    return 0.1 + 0.9 * (total - step) / (total - warm)


def loss_of(model: Encoder, ids: Ids, target: Tensor, weight: Tensor, recipe: Recipe) -> Tensor:
    """Masked binary cross-entropy; with R-drop two dropout passes must also agree."""
    tokens, mask = pad(ids)
    soft = target * (1 - recipe.smoothing) + recipe.smoothing / 2
    with torch.autocast("cpu", torch.bfloat16, enabled=_halves()):
        passes = [model(tokens, mask)[1].float() for _ in range(2 if recipe.r_drop else 1)]
    loss = sum((_bce(logits, soft, weight) for logits in passes), torch.zeros(())) / len(passes)
    if recipe.r_drop:
        first, second = (torch.sigmoid(logits) for logits in passes)
        gap = (first - second) * (passes[0] - passes[1])  # symmetric KL of two Bernoulli variables
        loss = loss + recipe.r_drop * gap.mean()
    return loss


def _halves() -> bool:
    """Tell whether 16-bit arithmetic pays: without AVX-512 it is emulated, six times slower than float32."""
    return bool(torch.backends.cpu.get_cpu_capability().startswith("AVX512"))


def _bce(logits: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    raw = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return (raw * weight).sum() / weight.sum()


def fine_tune(
    model: Encoder,
    ids: Ids,
    labels: NDArray[np.float32],
    mask: NDArray[np.float32],
    recipe: Recipe,
    report: Callable[[str], None] = lambda _: None,
) -> Encoder:
    """Train in place and return the model with weights averaged over the last steps."""
    rng = np.random.default_rng(recipe.seed)
    steps = recipe.epochs * -(-len(ids) // recipe.batch)
    optim = optimiser(model, recipe)
    plan = torch.optim.lr_scheduler.LambdaLR(optim, lambda step: schedule(step, steps))
    average = torch.optim.swa_utils.AveragedModel(model)
    started = time.monotonic()
    model.train()
    for epoch in range(recipe.epochs):
        losses = []
        for rows in batches(ids, recipe.batch, rng):
            target, weight = torch.from_numpy(labels[rows]), torch.from_numpy(mask[rows])
            loss = loss_of(model, [ids[i] for i in rows], target, weight, recipe)
            losses.append(_descend(model, loss, optim, plan))
            if plan.last_epoch >= recipe.average_from * steps and plan.last_epoch % 10 == 0:
                average.update_parameters(model)
        report(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {time.monotonic() - started:.0f} s")
    averaged: Encoder = average.module if average.n_averaged > 0 else model
    averaged.eval()
    return averaged


def _descend(model: Encoder, loss: Tensor, optim: torch.optim.AdamW, plan: torch.optim.lr_scheduler.LambdaLR) -> float:
    """Take one step, with the gradient's length held at 1."""
    optim.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optim.step()
    plan.step()
    return float(loss.item())


def predict(model: Encoder, ids: Ids, size: int = 64) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return unit vectors and probabilities, in the order given, in float32."""
    model.eval()
    order = np.argsort([len(text) for text in ids], kind="stable")
    vectors = np.zeros((len(ids), model.word.shape[1]), np.float32)
    probabilities = np.zeros((len(ids), model.head.out_features), np.float32)
    for start in range(0, len(order), size):
        rows = order[start : start + size]
        with torch.inference_mode():
            found, logits = model(*pad([ids[i] for i in rows]))
        vectors[rows], probabilities[rows] = found.numpy(), torch.sigmoid(logits).numpy()
    return vectors, probabilities
