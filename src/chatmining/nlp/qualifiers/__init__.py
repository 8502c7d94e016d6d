"""How themes are mentioned: affirmed, denied, overcome, hypothetical, asked, reported or past, and whose they are.

Word lists find mentions and read the cues around them; linear heads (`heads`) weigh the whole comment. How well, with
intervals and baselines: docs/qualifiers.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatmining.records import Mention

__all__ = ["Read", "find_mentions", "read_comments"]

Spans = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Read:
    """What the word lists find in a comment: its mentions, and the tokens that the heads weigh."""

    mentions: tuple[Mention, ...]
    features: list[str]


def read_comments(texts: Sequence[str], evidence: Sequence[Spans] | None = None) -> list[Read]:
    """Read each text; mentions are phrases of the word lists, and `evidence` spans given by theme."""
    from chatmining.nlp.qualifiers.components import pipeline

    nlp = pipeline()
    docs = [nlp.make_doc(text) for text in texts]
    for doc, spans in zip(docs, evidence or (), strict=evidence is not None):
        doc._.evidence = spans
    return [Read(doc._.mentions, doc._.features) for doc in nlp.pipe(docs)]


def find_mentions(texts: Sequence[str], evidence: Sequence[Spans] | None = None) -> list[tuple[Mention, ...]]:
    """Return the mentions of each text by the word lists alone."""
    return [read.mentions for read in read_comments(texts, evidence)]
