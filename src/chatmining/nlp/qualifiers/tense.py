"""Past and overcome: what was so, and what is so no more."""

from functools import lru_cache

from chatmining.nlp.qualifiers.context import Candidate, Context
from chatmining.nlp.qualifiers.stance import Stance

_AVOIR = frozenset("ai as a avons avez ont avais avait avaient avions".split())


def is_past(context: Context, candidate: Candidate) -> bool:
    """Tell whether the candidate is told in the past and nothing says that it lasts."""
    first, last = context.clause(candidate.first)
    if context.starting("past.courant", first, last):
        return False
    if _past_adverb(context, candidate) or _imperfect(context, first, candidate):
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
    if any(past or _touches(context, candidate, m.first) for m in strong):
        return True
    return past and _better_now(context, candidate)


def _touches(context: Context, candidate: Candidate, at: int) -> bool:
    return context.clauses[at] == context.clauses[candidate.first]


def _past_adverb(context: Context, candidate: Candidate) -> bool:
    first, end = context.sentence(candidate.first)
    clause, clause_end = context.clause(candidate.first)
    adverbs = context.starting("past.adverbe", first, end)
    return any(m.first < candidate.first or clause <= m.first < clause_end for m in adverbs)


def _imperfect(context: Context, first: int, candidate: Candidate) -> bool:
    window = range(max(first, candidate.first - 7), candidate.last)
    false = {m.first for m in context.by_kind.get("past.faux_imparfait", ())}
    return any(i not in false and imperfect(context.words[i]) for i in window)


@lru_cache(maxsize=20_000)
def imperfect(word: str) -> bool:
    """Tell whether a folded word has the form of an imperfect (and not of a conditional)."""
    ending = next((e for e in ("aient", "ais", "ait") if word.endswith(e)), "")
    return bool(ending) and len(word) > len(ending) + 1 and not word.removesuffix(ending).endswith("r") or word in _IN_R


_IN_R = frozenset({"adorait", "adorais", "ignorais", "ignorait", "preferait", "preferais", "galerait", "galerais", "montrait"})


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


def _at_last(context: Context, candidate: Candidate) -> bool:
    """Tell « enfin reçu nos tablettes », « j'ose enfin »."""
    if candidate.states:
        return False
    first, last = context.clause(candidate.first)
    return bool(context.starting("overcome.enfin", max(first, candidate.first - 5), min(last, candidate.last + 4)))


def _better_now(context: Context, candidate: Candidate) -> bool:
    """Tell whether another clause says that things are well now."""
    first, last = context.clause(candidate.first)
    still = context.starting("overcome.encore", candidate.last, len(context.words))
    if still:
        return False
    for kind in ("maintenant", "ensuite", "mieux"):
        for match in context.by_kind.get(f"overcome.{kind}", ()):
            outside = not first <= match.first < last
            later = match.first >= candidate.last
            if kind == "maintenant" and (outside or later):
                return True
            if outside and later and not context.negated(match):
                return True
    return False
