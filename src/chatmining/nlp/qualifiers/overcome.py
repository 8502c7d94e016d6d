"""Overcome: what was so, and is so no more."""

from collections.abc import Sequence

from chatmining.nlp.qualifiers.context import Candidate, Context, overlap
from chatmining.nlp.qualifiers.modality import is_conditional
from chatmining.nlp.qualifiers.stance import Stance
from chatmining.nlp.qualifiers.tense import imperfect_at, is_imperfect, is_past
from chatmining.nlp.qualifiers.vocabulary import small
from chatmining.nlp.reading import MARKS

_DARK = ("negation.pas", "negation.sujet", "negation.sans", "overcome.encore")
_FEWEST_WORDS = 3


def is_overcome(context: Context, candidate: Candidate, stance: Stance, others: Sequence[Candidate]) -> bool:
    """Tell whether what the candidate says has come to an end."""
    if stance is Stance.ENDED or _at_last(context, candidate):
        return True
    if stance is Stance.DENIED and not candidate.opposes:
        return False
    if candidate.opposes and stance is Stance.DENIED:
        return _reassured(context, candidate)
    if _ended(context, candidate):
        return True
    if not is_past(context, candidate):
        return False
    if _better_now(context, candidate, ("maintenant",)):
        return True
    if not is_imperfect(context, candidate) and (candidate.role == "neutre" or not candidate.states):
        return False
    if candidate.role == "neutre" and not _lacking(context, candidate, others):
        return False
    if _better_now(context, candidate, ("ensuite", "mieux")) or _turned(context, candidate):
        return True
    return is_imperfect(context, candidate) and _moved_on(context, candidate, others)


def _lacking(context: Context, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Tell whether kit or training was missing: only what was missing can come to be there."""
    first, last = context.clause(candidate.first)
    if any(context.starting(kind, first, last) for kind in ("negation.pas", "negation.sujet", "negation.sans")):
        return True
    if not small("restriction").isdisjoint(context.words[first:last]):
        return True
    return any(o.theme == candidate.theme and o.states and first <= o.first < last for o in others)


def _reassured(context: Context, candidate: Candidate) -> bool:
    """Tell « rassurés depuis l'audit »."""
    cues = context.starting("overcome.forte", candidate.first, candidate.last)
    return any(match.last > candidate.last for match in cues)


def _at_last(context: Context, candidate: Candidate) -> bool:
    """Tell « enfin reçu nos tablettes », « j'ose enfin »."""
    if candidate.states:
        return False
    first, last = context.clause(candidate.first)
    near = max(first, candidate.first - 6), min(last, candidate.last + 6)
    return bool(context.starting("overcome.enfin", *near))


def _ended(context: Context, candidate: Candidate) -> bool:
    """Tell whether a phrase such as « c'est fini » puts an end to the candidate."""
    first, _ = context.sentence(candidate.first)
    absolute = context.starting("overcome.absolue", first, len(context.words))
    if not candidate.opposes and any(not context.negated(m) or context.words[m.first] == "ne" for m in absolute):
        return True
    past = is_past(context, candidate)
    cues = context.starting("overcome.forte", first, len(context.words))
    if candidate.theme == "crainte":
        cues += context.starting("overcome.forte_crainte", first, len(context.words))
    for match in cues:
        inside = overlap(match, [candidate]) and match.first >= candidate.first and match.last <= candidate.last
        same = context.clauses[match.first] == context.clauses[candidate.first]
        if not context.negated(match) and not inside and (past or same):
            return True
    return False


def _better_now(context: Context, candidate: Candidate, kinds: tuple[str, ...]) -> bool:
    """Tell whether another clause says that things are well now."""
    first, last = context.clause(candidate.first)
    for match in (m for kind in kinds for m in context.by_kind.get(f"overcome.{kind}", ())):
        if context.within("overcome.encore", *context.clause(match.first)):
            continue
        outside = not first <= match.first < last
        later = match.first >= candidate.last
        if match.kind == "overcome.maintenant" and (outside or later):
            return True
        if outside and later and not context.negated(match):
            return True
    return False


def _turned(context: Context, candidate: Candidate) -> bool:
    """Tell « … mais » and a clause of the present that denies nothing."""
    for match in context.by_kind.get("clauses.rupture", ()):
        first, last = context.segment(match.first)
        plain = not any(context.starting(kind, first, last) for kind in _DARK)
        past = any(imperfect_at(context, i) for i in range(match.last, last))
        if match.first > candidate.first and context.words[match.first] == "mais" and plain and not past:
            return True
    return False


def _moved_on(context: Context, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Tell whether a main clause follows that is neither past, nor dark, nor about the theme again."""
    at = context.clause(candidate.first)[1]
    while at < len(context.words):
        first, at = context.clause(at)
        again = any(o.theme == candidate.theme and o.states and first <= o.first < at for o in others)
        if not again and _is_bright(context, first, at):
            return True
    return False


def _is_bright(context: Context, first: int, last: int) -> bool:
    words = [word for word in context.words[first:last] if word not in MARKS]
    if len(words) < _FEWEST_WORDS or context.words[last - 1] == "?":
        return False
    if context.starting("overcome.subordonnee", first, first + 1):
        return False
    if any(context.starting(kind, first, last) for kind in ("overcome.sombre", "overcome.encore", "past.adverbe")):
        return False
    subject = context.starting("hypothesis.sujet", first, first + 2)
    unreal = any(imperfect_at(context, i) or is_conditional(context, i) for i in range(first, last))
    return bool(subject) and not unreal
