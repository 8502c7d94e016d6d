"""Past and overcome: what was so, and what is so no more."""

from chatmining.nlp.qualifiers.context import Candidate, Context, overlap
from chatmining.nlp.qualifiers.modality import is_conditional
from chatmining.nlp.qualifiers.stance import Stance

_IMPERFECT = ("ais", "ait", "aient")
_DARK = ("negation.pas", "negation.sujet", "negation.sans", "overcome.encore")
_AVOIR = frozenset("ai as a avons avez ont avais avait avaient avions".split())


def is_past(context: Context, candidate: Candidate) -> bool:
    """Tell whether the candidate is told in the past and nothing says that it lasts."""
    first, last = context.clause(candidate.first)
    if _imperfect(context, first, candidate):
        return True
    if context.starting("past.courant", first, last):
        return False
    learnt = candidate.is_verb and candidate.opposes and context.words[candidate.first].startswith("apri")
    if _past_adverb(context, candidate) or (learnt and _compound(context, first, candidate)) or _attended(context, first, candidate):
        return True
    return candidate.states and not candidate.role.startswith("evidence") and _compound(context, first, candidate)


def is_overcome(context: Context, candidate: Candidate, stance: Stance) -> bool:
    """Tell whether what the candidate says has come to an end."""
    if stance is Stance.ENDED or _at_last(context, candidate):
        return True
    if stance is Stance.DENIED and not candidate.opposes:
        return False
    first, _ = context.sentence(candidate.first)
    strong = [m for m in context.starting("overcome.forte", first, len(context.words)) if not context.negated(m)]
    past = is_past(context, candidate)
    if not candidate.opposes and context.starting("overcome.absolue", first, len(context.words)):
        return True
    strong = [m for m in strong if not overlap(m, [candidate]) or m.first < candidate.first]
    if any(past or _touches(context, candidate, m.first) for m in strong):
        return True
    return past and _better_now(context, candidate)


def _touches(context: Context, candidate: Candidate, at: int) -> bool:
    return context.clauses[at] == context.clauses[candidate.first]


def _past_adverb(context: Context, candidate: Candidate) -> bool:
    first, end = context.sentence(candidate.first)
    clause, clause_end = context.clause(candidate.first)
    adverbs = context.starting("past.adverbe", first, end)
    return any(
        (m.first < candidate.first or clause <= m.first < clause_end)
        and (context.words[m.first] != "avant" or context.clause(m.first)[0] == m.first)
        for m in adverbs
    )


def _imperfect(context: Context, first: int, candidate: Candidate) -> bool:
    last = candidate.last if candidate.is_verb else candidate.last + 5
    window = range(max(first, candidate.first - 7), min(last, context.clause(candidate.first)[1]))
    false = {m.first for m in context.by_kind.get("past.faux_imparfait", ())}
    return any(i not in false and _imperfect_at(context, i) for i in window)


def _imperfect_at(context: Context, at: int) -> bool:
    """Tell whether word `at` has the form of an imperfect, which a conditional has too but for its « r »."""
    word = context.words[at]
    if word.endswith("ions"):
        return context.words[max(0, at - 1)] in {"nous", "ne", "en", "y"} and not word.endswith("rions")
    return word.endswith(_IMPERFECT) and len(word) > 3 and not is_conditional(context, at)


def _compound(context: Context, first: int, candidate: Candidate) -> bool:
    """Tell « ai eu peur », « a paniqué »: an auxiliary, then a participle."""
    words = context.words
    for i in range(max(first, candidate.first - 5), candidate.first):
        if words[i] in _AVOIR and i + 1 < len(words):
            if context.starting("past.participe", i + 1, candidate.first):
                return True
            if candidate.is_verb and candidate.first - i <= 3:
                return True
    return False


def _attended(context: Context, first: int, candidate: Candidate) -> bool:
    """Tell « ai suivi une formation »."""
    return candidate.theme == "formation" and bool(context.starting("past.suivi", first, candidate.first))


def _at_last(context: Context, candidate: Candidate) -> bool:
    """Tell « enfin reçu nos tablettes », « j'ose enfin »."""
    if candidate.states:
        return False
    first, last = context.clause(candidate.first)
    return bool(context.starting("overcome.enfin", max(first, candidate.first - 6), min(last, candidate.last + 6)))


def _better_now(context: Context, candidate: Candidate) -> bool:
    """Tell whether another clause says that things are well now."""
    first, last = context.clause(candidate.first)
    for kind in ("maintenant", "ensuite", "mieux"):
        for match in context.by_kind.get(f"overcome.{kind}", ()):
            if context.within("overcome.encore", *context.clause(match.first)):
                continue
            outside = not first <= match.first < last
            later = match.first >= candidate.last
            if kind == "maintenant" and (outside or later):
                return True
            if outside and later and not context.negated(match):
                return True
    return _turned(context, candidate)


def _turned(context: Context, candidate: Candidate) -> bool:
    """Tell « … mais » and a clause of the present that denies nothing."""
    for match in context.by_kind.get("clauses.rupture", ()):
        first, last = context.segment(match.first)
        plain = not any(context.starting(kind, first, last) for kind in _DARK)
        past = any(_imperfect_at(context, i) for i in range(match.last, last))
        if match.first > candidate.first and context.words[match.first] == "mais" and plain and not past:
            return True
    return False
