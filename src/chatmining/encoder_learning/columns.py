"""What the encoder learns beside the labels: how themes are mentioned, and whether a message asks for an answer.

« Je n'ai plus peur » and « j'ai peur », « qui paie ? » and « et qui paie, hein ? » must be told apart by the vectors
themselves; a linear head on vectors that know themes alone cannot.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from chatmining.embed.training.data import LABELS, Corpus
from chatmining.nlp.qualifiers.cases import Case
from chatmining.nlp.qualifiers.heads import HOLDERS, QUALIFIERS
from chatmining.nlp.qualifiers.vocabulary import THEMES
from chatmining.questions.chats import Annotated

ASKED = "asked"
MENTIONS = tuple(
    f"{kind}:{answer}"
    for kind, answers in (("mentioned", THEMES), ("meant", QUALIFIERS), ("whose", HOLDERS))
    for answer in answers
)
COLUMNS = (*LABELS, *MENTIONS, ASKED)
_MEANT = 1.5  # weight of a cell that says how a mention is meant
_UNSAID = 0.4  # weight of « not mentioned » for a comment without the label: the theme may be there, denied
_ASKED = 4.0  # weight of the only cell that is known of a message of a chat

Row = NDArray[np.float32]


def with_mentions_and_questions(corpus: Corpus, cases: Sequence[Case], chats: Sequence[Annotated]) -> Corpus:
    """Return messages of chats, cases that are no comment of the corpus, its comments; a column for each of COLUMNS.

    What is not known of a text weighs nothing. A comment that is a case too has the answers of the case.
    """
    texts, by_text = set(corpus.texts), {case.text: case for case in cases}
    others = [case for case in cases if case.text not in texts]
    rows = chain(
        (_row({ASKED: (said.question, _ASKED)}) for said in chats),
        (_row(_answers(case)) for case in others),
        (_row(_known(corpus, i) | _answers(by_text.get(text))) for i, text in enumerate(corpus.texts)),
    )
    labels, mask = (np.stack(side) for side in zip(*rows, strict=True))
    return Corpus(
        ids=[said.id for said in chats] + [f"case-{i}" for i in range(len(others))] + corpus.ids,
        texts=[said.text for said in chats] + [case.text for case in others] + corpus.texts,
        webinars=[""] * (len(chats) + len(others)) + corpus.webinars,
        writers=["chats"] * len(chats) + ["cases"] * len(others) + corpus.writers,
        labels=labels,
        mask=mask,
    )


def _row(cells: dict[str, tuple[float, float]]) -> tuple[Row, Row]:
    """Return the answers of a text and the weight of each, shape (columns,); `cells` holds what is known."""
    answers, weights = np.zeros((2, len(COLUMNS)), np.float32)
    for name, (answer, weight) in cells.items():
        at = COLUMNS.index(name)
        answers[at], weights[at] = answer, weight
    return answers, weights


def _answers(case: Case | None) -> dict[str, tuple[float, float]]:
    """Return the cells that a case gives."""
    return dict(_cells(case)) if case else {}


def _cells(case: Case) -> Iterator[tuple[str, tuple[float, float]]]:
    yield from ((f"mentioned:{theme}", (case.theme == theme, 1.0)) for theme in THEMES)
    if case.qualifier:
        yield from ((f"meant:{how}", (case.qualifier == how, _MEANT)) for how in QUALIFIERS)
    if case.holder:
        yield from ((f"whose:{who}", (case.holder == who, 1.0)) for who in HOLDERS)


def _known(corpus: Corpus, row: int) -> dict[str, tuple[float, float]]:
    """Return a comment's labels, and what they say of the themes it mentions."""
    cells = dict(zip(LABELS, zip(corpus.labels[row].tolist(), corpus.mask[row].tolist(), strict=True), strict=True))
    for theme in THEMES:
        said, sure = cells[theme]
        cells[f"mentioned:{theme}"] = (said, sure * (1.0 if said else _UNSAID))
    return cells
