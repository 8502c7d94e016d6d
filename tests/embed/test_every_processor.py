"""The encoder says the same on every processor: its integer sums are exact, only the floats around them may differ."""

import json
import os
from pathlib import Path

import numpy as np
from tests.samples import ROOT

from chatmining.embed import load_encoder

STORED = Path(__file__).parent / "vectors.json"


def test_vectors_are_those_that_another_processor_found():
    texts = list(stored := json.loads(STORED.read_text("utf-8")))
    vectors = load_encoder("onnx", ROOT / "models").encode(texts)
    if os.environ.get("UPDATE_GOLDEN"):
        rounded = vectors.round(4).astype(float).tolist()
        STORED.write_text(json.dumps(dict(zip(texts, rounded, strict=True)), ensure_ascii=False) + "\n", "utf-8")
        return
    alike = (vectors * np.array(list(stored.values()))).sum(axis=1)

    assert alike.min() > 0.999
