"""Whose fear, need or kit it is: the nearest subject before the mention."""

from chatmining.nlp.qualifiers.context import Candidate, Context, overlap
from chatmining.nlp.qualifiers.patterns import Match
from chatmining.nlp.qualifiers.vocabulary import small
from chatmining.records import Holder


def holder(context: Context, candidate: Candidate) -> Holder:
    """Return whose the candidate is; the author's own when nobody is named."""
    found = _subjects(context)
    first = context.sentence(candidate.first)[0]
    clause, end = context.clause(candidate.first)
    before = [m for m in found if first <= m.first < candidate.last]
    third = max((i for i in range(clause, candidate.first) if context.words[i] in small("troisieme")), default=-1)
    if before and third >= 0 and (third > before[-1].first or _is_pronoun(context, before[-1])):
        before = [m for m in found if m.first < candidate.first and not _is_pronoun(context, m)] or before
    after = [m for m in found if candidate.last <= m.first < end]
    nearest = before[-1:] or after[:1]
    return Holder(nearest[0].kind.removeprefix("holders.")) if nearest else Holder.SELF


def _subjects(context: Context) -> list[Match]:
    """Return the holders named, longest phrase first where two overlap, in text order."""
    kept: list[Match] = []
    named = [m for m in context.found if m.kind.startswith("holders.")]
    for match in sorted(named, key=lambda m: (m.first - m.last, m.first)):
        if not overlap(match, kept):
            kept.append(match)
    return sorted(kept)


def _is_pronoun(context: Context, match: Match) -> bool:
    return match.last - match.first == 1 and context.words[match.first] in small("locuteur")
