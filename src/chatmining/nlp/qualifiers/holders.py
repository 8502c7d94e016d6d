"""Whose fear, need or kit it is: the nearest subject before the mention."""

from chatmining.nlp.qualifiers.context import Candidate, Context, overlap
from chatmining.nlp.qualifiers.patterns import Match
from chatmining.records import Holder

_THIRD = frozenset({"il", "ils", "ele", "eles", "se", "leur", "leurs"})
_SPEAKERS = frozenset({"je", "moi", "me", "on", "nous", "mon", "ma", "mes", "notre", "nos"})


def holder(context: Context, candidate: Candidate) -> Holder:
    """Return whose the candidate is; the author's own when nobody is named."""
    found = _subjects(context)
    first, end = context.sentence(candidate.first)
    clause, clause_end = context.clause(candidate.first)
    before = [m for m in found if first <= m.first < candidate.first]
    third = max((i for i in range(clause, candidate.first) if context.words[i] in _THIRD), default=-1)
    if before and third > before[-1].first or third >= 0 and before and _is_pronoun(context, before[-1]):
        nouns = [m for m in found if m.first < candidate.first and not _is_pronoun(context, m)]
        before = nouns or before
    inside = [m for m in found if candidate.first <= m.first < clause_end]
    for matches in ([m for m in before if m.first >= clause], before[:], inside[:1]):
        if matches:
            return Holder(matches[-1].kind.removeprefix("holders."))
    return Holder.SELF


def _subjects(context: Context) -> list[Match]:
    """Return the holders named, longest phrase first where two overlap, in text order."""
    kept: list[Match] = []
    named = [m for m in context.found if m.kind.startswith("holders.")]
    for match in sorted(named, key=lambda m: (m.first - m.last, m.first)):
        if not overlap(match, kept):
            kept.append(match)
    return sorted(kept)


def _is_pronoun(context: Context, match: Match) -> bool:
    return match.last - match.first == 1 and context.words[match.first] in _SPEAKERS
