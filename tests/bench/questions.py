"""Questions and answers on the chats written blind: `python -m tests.bench.questions held second third`.

Each is a folder of `tests/data/questions`, all scored together; all but `tune` are for scoring only.
Intervals: 2,000 draws of whole messages with replacement, seed 0.
"""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from chatmining.home import Home
from chatmining.nlp.french import anonymous
from chatmining.question_learning import stored
from chatmining.questions.answering import AnswerHead
from chatmining.questions.chats import read_chats
from chatmining.questions.detect import is_question
from chatmining.questions.head import ASKS
from chatmining.questions.link import answers
from chatmining.questions.pairs import Said, Vectors
from chatmining.reader import Reader
from tests.samples import ROOT

FOLDER = Path(__file__).parents[1] / "data" / "questions"


def f1(found: np.ndarray, true: np.ndarray) -> float:
    return float(2 * (found & true).sum() / max(1, found.sum() + true.sum()))


def line(name: str, found: np.ndarray, true: np.ndarray) -> str:
    draw = np.random.default_rng(0).integers(0, len(true), (2000, len(true)))
    low, high = np.percentile([f1(found[rows], true[rows]) for rows in draw], [2.5, 97.5])
    return f"{name:<44} n={len(true)} F1 {f1(found, true):.3f} [{low:.3f}, {high:.3f}]"


def answered(said: list[Said], asked: list[bool], vectors: tuple[Vectors, Vectors], head: AnswerHead) -> list[bool]:
    chat = [replace(message, question=question) for message, question in zip(said, asked, strict=True)]
    links = {link.question for link in answers(chat, *vectors, head)}
    return [message.id in links for message in chat]


def main(halves: list[str]) -> None:
    reader = Reader(Home(ROOT / "data" / "shipped", ROOT / "models"))
    heads = reader.questions
    columns: dict[str, list[bool]] = {
        name: [] for name in ("true", "found", "form", "mark", "replied", "given", "whole")
    }
    for chat in read_chats(path for half in halves for path in sorted((FOLDER / half).glob("*.jsonl"))):
        said = stored(chat)
        texts = [message.text for message in said]
        own, general = reader.encode(texts), reader.general.encode([anonymous(text) for text in texts])
        true = [message.question for message in said]
        found = (heads.asks.probabilities(texts, own) >= ASKS).tolist()
        columns["true"] += true
        columns["found"] += found
        columns["form"] += [is_question(text) for text in texts]
        columns["mark"] += [text.rstrip().endswith("?") for text in texts]
        columns["replied"] += [bool(message.answered_by) for message in chat]
        columns["given"] += answered(said, true, (own, general), heads.answers)
        columns["whole"] += answered(said, found, (own, general), heads.answers)
    c = {name: np.array(column) for name, column in columns.items()}
    every = np.ones(int(c["true"].sum()), bool)
    lines = (
        line("questions", c["found"], c["true"]),
        line("  word lists alone", c["form"], c["true"]),
        line("  baseline: ends with a question mark", c["mark"], c["true"]),
        line("answered, questions given", c["given"][c["true"]], c["replied"][c["true"]]),
        line("  baseline: always answered", every, c["replied"][c["true"]]),
        line("not answered, questions given", ~c["given"][c["true"]], ~c["replied"][c["true"]]),
        line("answered, questions found by the program", c["whole"], c["replied"]),
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
