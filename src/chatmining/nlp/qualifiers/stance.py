"""What a mention says of its theme once negations are counted: stated, denied, or no longer so."""

from collections.abc import Sequence
from enum import Enum

from chatmining.nlp.qualifiers.context import Candidate, Context
from chatmining.nlp.qualifiers.negation import polarity


class Stance(Enum):
    """The outcome of counting negations."""

    STATED = "stated"
    DENIED = "denied"
    ENDED = "ended"


def stance(context: Context, candidate: Candidate, others: Sequence[Candidate]) -> Stance:
    """Return the stance of a candidate; names of kit or training take it from the words around them."""
    if candidate.role == "evidence":
        return Stance.STATED
    if candidate.role != "neutre":
        return _own(context, candidate)
    near = _predicates(context, candidate, others)
    found = {_own(context, other) for other in near}
    for result in (Stance.STATED, Stance.ENDED, Stance.DENIED):
        if result in found:
            return result
    return Stance.STATED


def ended(context: Context, theme: str, candidates: Sequence[Candidate]) -> bool:
    """Tell whether anything the candidates say of a theme is no longer so."""
    return any(_own(context, c) is Stance.ENDED for c in candidates if c.theme == theme and c.states)


def _own(context: Context, candidate: Candidate) -> Stance:
    negation = polarity(context, candidate)
    stated = candidate.states == (negation.flips % 2 == 0)
    if candidate.states and negation.no_longer:
        return Stance.ENDED if not stated or negation.flips == 0 else Stance.STATED
    return Stance.STATED if stated else Stance.DENIED


def _predicates(context: Context, candidate: Candidate, others: Sequence[Candidate]) -> list[Candidate]:
    """Return the words that say how it is with the candidate: of its clause, or else of its sentence."""
    mine = [o for o in others if o.theme == candidate.theme and o.role not in {"neutre", "evidence"}]
    for first, last in (context.clause(candidate.first), context.sentence(candidate.first)):
        near = [o for o in mine if first <= o.first < last]
        if near:
            return near
    return []
