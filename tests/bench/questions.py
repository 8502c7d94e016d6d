"""Questions and answers on the chats written blind: `python -m tests.bench.questions tune|held|second`.

`held` and `second` are for scoring only. Intervals: 2,000 draws of whole messages with replacement, seed 0.
"""

import json
import sys
from pathlib import Path

import numpy as np

from chatmining.home import Home
from chatmining.nlp.french import anonymous
from chatmining.privacy import Masker, Pseudonymiser
from chatmining.questions.detect import is_question
from chatmining.questions.head import ASKS
from chatmining.questions.link import Said, answers
from chatmining.reader import Reader
from tests.samples import ROOT

FOLDER = Path(__file__).parents[1] / "data" / "questions"
ROLES = {"animation": "host", "intervenant": "speaker", "participant": "attendee"}


def f1(found: np.ndarray, true: np.ndarray) -> float:
    return float(2 * (found & true).sum() / max(1, found.sum() + true.sum()))


def line(name: str, found: np.ndarray, true: np.ndarray) -> str:
    draw = np.random.default_rng(0).integers(0, len(true), (2000, len(true)))
    low, high = np.percentile([f1(found[rows], true[rows]) for rows in draw], [2.5, 97.5])
    return f"{name:<44} n={len(true)} F1 {f1(found, true):.3f} [{low:.3f}, {high:.3f}]"


def answered(rows: list[dict], texts: list[str], asked: list[bool], reader: Reader) -> list[bool]:
    key = Pseudonymiser(b"k" * 32)
    chat = [
        Said(
            id=row["id"], person=key.person_id(row["person"]), role=ROLES[row["role"]], offset=row["offset_s"],
            text=text, reply_to=row["reply_to"], question=question,
        )
        for row, text, question in zip(rows, texts, asked, strict=True)
    ]  # fmt: skip
    links = {link.question for link in answers(chat, reader.general.encode([anonymous(text) for text in texts]))}
    return [row["id"] in links for row in rows]


def main(half: str) -> None:
    reader, key = Reader(Home(ROOT / "data" / "shipped", ROOT / "models")), Pseudonymiser(b"k" * 32)
    columns: dict[str, list[bool]] = {
        name: [] for name in ("true", "found", "form", "mark", "replied", "given", "whole")
    }
    for path in sorted((FOLDER / half).glob("*.jsonl")):
        rows = [json.loads(text) for text in path.read_text("utf-8").splitlines()]
        masker = Masker({row["person"] for row in rows}, key)
        texts = [masker.mask(row["text"]) for row in rows]
        true = [row["is_question"] for row in rows]
        found = (reader.questions.probabilities(texts, reader.encode(texts)) >= ASKS).tolist()
        columns["true"] += true
        columns["found"] += found
        columns["form"] += [is_question(text) for text in texts]
        columns["mark"] += [text.rstrip().endswith("?") for text in texts]
        columns["replied"] += [bool(row["answered_by"]) for row in rows]
        columns["given"] += answered(rows, texts, true, reader)
        columns["whole"] += answered(rows, texts, found, reader)
    c = {name: np.array(column) for name, column in columns.items()}
    every = np.ones(int(c["true"].sum()), bool)
    lines = (
        line("questions", c["found"], c["true"]),
        line("  word lists alone", c["form"], c["true"]),
        line("  baseline: ends with a question mark", c["mark"], c["true"]),
        line("answered, questions given", c["given"][c["true"]], c["replied"][c["true"]]),
        line("  baseline: always answered", every, c["replied"][c["true"]]),
        line("answered, questions found by the program", c["whole"], c["replied"]),
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
