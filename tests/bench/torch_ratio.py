"""The encoder against sentence-transformers in float32 with the same weights: `PYTHON tests/bench/torch_ratio.py`.

PYTHON is one with sentence-transformers, onnx, onnxruntime and tokenizers: PyTorch is no dependency of the project. The
weights come out of the ONNX file itself (int8 codes times their scales), so both sides compute the same function.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Normalize, Pooling, Transformer
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from chatmining.embed.onnx import MAX_TOKENS, OnnxEncoder  # noqa: E402

ROUNDS = 3
TEXTS = 600
HEADS, INNER = 12, 1536
PARTS = {
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def weights(path: Path) -> dict[str, np.ndarray]:
    """Return the constants of the graph by name: int8 codes times their scales, norms without the graph's factor."""
    constants = {c.name: numpy_helper.to_array(c) for c in onnx.load(path).graph.initializer}
    found = {}
    for name, values in constants.items():
        if values.dtype == np.int8:
            scale = constants["word.s" if name == "word" else f"{name[:-2]}.s"]
            values = (values.astype(np.float32) * scale).T if name != "word" else values.astype(np.float32) * scale
        elif "ln.w" in name:
            values = values / np.float32(np.sqrt(len(values)))
        found[name] = values
    return found


def bert(found: dict[str, np.ndarray]) -> BertModel:
    """Return the same network as Hugging Face's BERT."""
    layers = 1 + max(int(name[1 : name.index(".")]) for name in found if name[0] == "l" and name[1].isdigit())
    vocabulary, width = found["word"].shape
    config = BertConfig(
        vocab_size=vocabulary,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=HEADS,
        intermediate_size=INNER,
        max_position_embeddings=MAX_TOKENS,
        type_vocab_size=1,
        layer_norm_eps=1e-12,
    )
    model = BertModel(config, add_pooling_layer=False)
    state = {
        "embeddings.word_embeddings.weight": found["word"],
        "embeddings.position_embeddings.weight": found["position"],
        "embeddings.token_type_embeddings.weight": np.zeros((1, width), np.float32),
        "embeddings.LayerNorm.weight": found["emb.ln.w"],
        "embeddings.LayerNorm.bias": found["emb.ln.b"],
    }
    for layer in range(layers):
        place = f"encoder.layer.{layer}."
        for kind, part in (("w", "weight"), ("b", "bias")):
            thirds = np.split(found[f"l{layer}.qkv.{kind}"], 3)
            for side, values in zip(("query", "key", "value"), thirds, strict=True):
                state[f"{place}attention.self.{side}.{part}"] = values
            state |= {f"{place}{full}.{part}": found[f"l{layer}.{short}.{kind}"] for short, full in PARTS.items()}
    tensors = {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in state.items()}
    missing = model.load_state_dict(tensors, strict=False)
    assert not missing.unexpected_keys and all("position_ids" in key for key in missing.missing_keys), missing
    return model


def rate(encode, texts: list[str]) -> list[float]:
    """Return texts a second of each round."""
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        encode(texts)
        seconds.append(time.perf_counter() - started)
    return [len(texts) / s for s in seconds]


def main() -> None:
    """Print both rates, their ratio round by round, and how alike the vectors are."""
    folder = ROOT / "models" / "encoder" / (ROOT / "models" / "encoder" / "CURRENT").read_text().strip()
    lines = (ROOT / "data" / "corpus" / "train" / "C5.jsonl").read_text("utf-8").splitlines()[:TEXTS]
    texts = [json.loads(line)["text"] for line in lines]
    ours = OnnxEncoder.load(folder)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"), pad_token="<pad>", bos_token="<s>", eos_token="</s>"
    )
    with tempfile.TemporaryDirectory() as name:
        bert(weights(folder / "encoder.onnx")).save_pretrained(name)
        tokenizer.save_pretrained(name)
        network = Transformer(name, max_seq_length=MAX_TOKENS)
        theirs = SentenceTransformer(modules=[network, Pooling(ours.dimensions), Normalize()], device="cpu")
    torch.set_num_threads(2)
    alike = (ours.encode(texts[:100]) * theirs.encode(texts[:100])).sum(1)
    a, b = rate(ours.encode, texts), rate(lambda t: theirs.encode(t, batch_size=32), texts)
    print(f"cosine {alike.mean():.4f} (least {alike.min():.4f}), n = {len(alike)}")  # noqa: T201
    print(f"ours {statistics.median(a):.0f} texts/s, float32 {statistics.median(b):.0f} texts/s")  # noqa: T201
    print(f"ratio {statistics.median(x / y for x, y in zip(a, b, strict=True)):.1f}, {ROUNDS} rounds")  # noqa: T201


if __name__ == "__main__":
    main()
