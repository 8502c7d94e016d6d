"""The project's encoder: a comment's vector depends on the comment alone, to the bit."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from chatmining.artefacts import current
from chatmining.embed.onnx import OnnxEncoder

MODELS = Path(__file__).parents[2] / "models"
TEXTS = [
    "j'ai peur qu'on perde le lien avec les familles",
    "",
    "👏👏",
    "1 pc pour 8 !!",
    "Où trouver une formation courte ?",
    "mes collègues disent que c'est du flicage, et la direction laisse faire depuis des mois",
    "ok",
    "personne ne nous a formés " * 60,
    "日本語のコメント",
    "🤷🏾‍♀️ pas de réseau",
]
PROGRAM = """
import hashlib, sys
from pathlib import Path
from chatmining.embed.onnx import OnnxEncoder
vectors = OnnxEncoder.load(Path(sys.argv[1])).encode(sys.argv[2:])
sys.stdout.write(hashlib.sha256(vectors.tobytes()).hexdigest())
"""


@pytest.fixture(scope="module")
def folder() -> Path:
    return current(MODELS, "encoder")


@pytest.fixture(scope="module")
def encoder(folder: Path) -> OnnxEncoder:
    return OnnxEncoder.load(folder)


def test_rows_have_length_one(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(encoder: OnnxEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_order_and_neighbours_change_nothing(encoder: OnnxEncoder) -> None:
    texts = [f"{text} {i}" if text else text for i in range(6) for text in TEXTS]
    vectors = encoder.encode(texts)
    order = np.random.default_rng(3).permutation(len(texts))
    assert np.array_equal(encoder.encode([texts[i] for i in order]), vectors[order])
    alone = np.vstack([encoder.encode([text]) for text in texts[: len(TEXTS)]])
    assert np.array_equal(alone, vectors[: len(TEXTS)])


def test_long_texts_are_cut(encoder: OnnxEncoder) -> None:
    long = "le réseau coupe tout le temps " * 100
    assert np.array_equal(encoder.encode([long]), encoder.encode([long + "fin"]))


def test_parts_beyond_the_cut_reach_the_end_and_overlap(encoder: OnnxEncoder) -> None:
    text = " ".join(f"réseau{i}" for i in range(300))
    first, *_, last = encoder.beyond(text)
    assert text.endswith(last)
    assert text.index(first) > 0
    assert len(encoder.encode([first])) == 1
    assert encoder.beyond("le réseau coupe " * 12) == []
    assert encoder.beyond("") == []


def test_close_meanings_are_close(encoder: OnnxEncoder) -> None:
    fear, same, kit = encoder.encode(
        ["J'ai peur d'être surveillée", "ça m'angoisse, on va être fliqués", "il nous manque des ordinateurs"]
    )
    assert fear @ same > fear @ kit


def test_two_processes_agree(encoder: OnnxEncoder, folder: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(folder), *TEXTS]
    other = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert other == hashlib.sha256(encoder.encode(TEXTS).tobytes()).hexdigest()
