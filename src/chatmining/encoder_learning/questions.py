"""How themes are mentioned, as further columns that the encoder learns beside the labels.

« Je n'ai plus peur » and « j'ai peur » must be told apart by the vectors themselves; a linear head on vectors that know
themes alone cannot.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chatmining.embed.training.data import LABELS, Corpus
from chatmining.nlp.qualifiers.cases import Case
from chatmining.nlp.qualifiers.heads import HOLDERS, QUALIFIERS
from chatmining.nlp.qualifiers.vocabulary import THEMES

QUESTIONS = tuple(
    f"{kind}:{answer}"
    for kind, answers in (("mentioned", THEMES), ("meant", QUALIFIERS), ("whose", HOLDERS))
    for answer in answers
)
_MEANT = 1.5  # weight of a cell that says how a mention is meant
_UNSAID = 0.4  # weight of « not mentioned » for a comment without the label: the theme may be there, denied

Table = NDArray[np.float32]


def with_questions(corpus: Corpus, cases: Sequence[Case]) -> Corpus:
    """Return cases that are no comment of the corpus, then its comments, with a column for each of QUESTIONS.

    Labels of the former are unknown. A comment that is a case too has the answers of the case.
    """
    texts, by_text = set(corpus.texts), {case.text: case for case in cases}
    others = [case for case in cases if case.text not in texts]
    asked = [_answers(case) for case in others]
    asked += [
        _answers(by_text[text]) if text in by_text else _labelled(corpus, i) for i, text in enumerate(corpus.texts)
    ]
    answers, known = (np.stack(side) for side in zip(*asked, strict=True))
    unknown = np.zeros((len(others), len(LABELS)), np.float32)
    return Corpus(
        ids=[f"case-{i}" for i in range(len(others))] + corpus.ids,
        texts=[case.text for case in others] + corpus.texts,
        webinars=[""] * len(others) + corpus.webinars,
        writers=["cases"] * len(others) + corpus.writers,
        labels=np.hstack([np.vstack([unknown, corpus.labels]), answers]),
        mask=np.hstack([np.vstack([unknown, corpus.mask]), known]),
    )


def _answers(case: Case) -> tuple[Table, Table]:
    """Return the answers that a case gives, and the weight of each."""
    given = [*(case.theme == theme for theme in THEMES)]
    given += [*(case.qualifier == qualifier for qualifier in QUALIFIERS), *(case.holder == whose for whose in HOLDERS)]
    weights = [1.0] * len(THEMES)
    weights += [_MEANT if case.qualifier else 0.0] * len(QUALIFIERS) + [1.0 if case.holder else 0.0] * len(HOLDERS)
    return np.array(given, np.float32), np.array(weights, np.float32)


def _labelled(corpus: Corpus, row: int) -> tuple[Table, Table]:
    """Return what the labels of a comment say of the questions: which themes it mentions, nothing else."""
    answers, known = np.zeros((2, len(QUESTIONS)), np.float32)
    for at, theme in enumerate(THEMES):
        label = LABELS.index(theme)
        answers[at] = corpus.labels[row, label]
        known[at] = corpus.mask[row, label] * (1.0 if answers[at] else _UNSAID)
    return answers, known
