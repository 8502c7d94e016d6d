"""How themes are mentioned: affirmed, denied, overcome, hypothetical, asked, reported or past, and whose they are."""

from collections.abc import Mapping, Sequence

from chatmining.records import Mention

__all__ = ["find_mentions"]


def find_mentions(
    texts: Sequence[str],
    evidence: Sequence[Mapping[str, Sequence[tuple[int, int]]]] | None = None,
) -> list[tuple[Mention, ...]]:
    """Return the mentions of each text: phrases of the word lists, and `evidence` spans given by theme."""
    from chatmining.nlp.qualifiers.components import pipeline

    nlp = pipeline()
    docs = [nlp.make_doc(text) for text in texts]
    for doc, spans in zip(docs, evidence or (), strict=evidence is not None):
        doc._.evidence = spans
    return [doc._.mentions for doc in nlp.pipe(docs)]
