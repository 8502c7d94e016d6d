"""Which words may mention a theme: the word lists' phrases, and the classifier's evidence."""

from collections.abc import Mapping, Sequence

from chatmining.nlp.qualifiers.context import Candidate, overlap
from chatmining.nlp.qualifiers.patterns import Match
from chatmining.nlp.qualifiers.vocabulary import THEMES, digital, lexicon
from chatmining.nlp.reading import Reading

Evidence = Mapping[str, Sequence[tuple[int, int]]]


def find_candidates(reading: Reading, evidence: Evidence, noise: bool) -> list[Candidate]:
    """Return the candidates of every theme in text order, contextual words included.

    A comment about the webinar itself (`noise`) speaks of no equipment but by the classifier's evidence.
    """
    matches = lexicon().find(reading)
    about_digital = bool(digital().find(reading))
    found = [_given(reading, theme, span) for theme, spans in evidence.items() for span in spans]
    for theme in THEMES:
        if noise and theme == "equipement":
            continue
        mine = [match for match in matches if match.kind.startswith(theme)]
        contextual = [m for m in mine if m.kind.endswith(("contexte", "ignore"))]
        found += _select([m for m in mine if not m.kind.endswith("contexte")], theme, about_digital)
        found += _select(contextual, theme, about_digital)
    return sorted(found, key=lambda c: (c.first, c.last))


def _select(matches: list[Match], theme: str, about_digital: bool) -> list[Candidate]:
    """Keep the longest of overlapping phrases; a phrase of the list `ignore` only hides others."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (not m.kind.endswith("ignore"), m.first - m.last, m.first)):
        if match.kind.endswith("faible") and not about_digital:
            continue
        if not overlap(match, kept):
            kept.append(match)
    roles = [(match, match.kind.removeprefix(f"{theme}.").removesuffix("_faible")) for match in kept]
    return [Candidate(theme, role, match.first, match.last) for match, role in roles if role != "ignore"]


def _given(reading: Reading, theme: str, span: tuple[int, int]) -> Candidate:
    first, last = reading.words_in(*span)
    return Candidate(theme, "evidence", first, last)
