"""The past: imperfects, participles and adverbs that put a mention behind us."""

from chatmining.nlp.qualifiers.context import Candidate, Context
from chatmining.nlp.qualifiers.modality import is_conditional
from chatmining.nlp.qualifiers.vocabulary import small

_IMPERFECT = ("ais", "ait", "aient")


def is_past(context: Context, candidate: Candidate) -> bool:
    """Tell whether the candidate is told in the past and nothing says that it lasts."""
    first, last = context.clause(candidate.first)
    if is_imperfect(context, candidate):
        return True
    if context.starting("past.courant", first, last):
        return False
    if _past_adverb(context, candidate) or _learnt(context, first, candidate) or _attended(context, first, candidate):
        return True
    return candidate.states and not candidate.role.startswith("evidence") and _compound(context, first, candidate)


def _past_adverb(context: Context, candidate: Candidate) -> bool:
    first, end = context.sentence(candidate.first)
    clause, clause_end = context.clause(candidate.first)
    adverbs = context.starting("past.adverbe", first, end)
    return any(
        (m.first < candidate.first or clause <= m.first < clause_end)
        and (context.words[m.first] != "avant" or context.clause(m.first)[0] == m.first)
        for m in adverbs
    )


def is_imperfect(context: Context, candidate: Candidate) -> bool:
    """Tell whether the candidate's verb is in the imperfect."""
    first, end = context.clause(candidate.first)
    last = candidate.last if candidate.is_verb else candidate.last + 5
    window = range(max(first, candidate.first - 7), min(last, end))
    return any(imperfect_at(context, i) for i in window)


def imperfect_at(context: Context, at: int) -> bool:
    """Tell whether word `at` has the form of an imperfect, which a conditional has too but for its « r »."""
    word = context.words[at]
    if not word.endswith((*_IMPERFECT, "ions")) or context.starting("past.faux_imparfait", at, at + 1):
        return False
    if word.endswith("ions"):
        return context.words[max(0, at - 1)] in small("avant_ions") and not word.endswith("rions")
    return word.endswith(_IMPERFECT) and len(word) > 3 and not is_conditional(context, at)


def _compound(context: Context, first: int, candidate: Candidate) -> bool:
    """Tell « ai eu peur », « a paniqué »: an auxiliary, then a participle."""
    words = context.words
    for i in range(max(first, candidate.first - 5), candidate.first):
        if words[i] in small("avoir") and i + 1 < len(words):
            if context.starting("past.participe", i + 1, candidate.first):
                return True
            if candidate.is_verb and candidate.first - i <= 3 and not _infinitive(words[candidate.first]):
                return True
    return False


def _learnt(context: Context, first: int, candidate: Candidate) -> bool:
    """Tell « j'ai appris », never « on n'a jamais appris »."""
    learnt = candidate.opposes and context.words[candidate.first].startswith("apri")
    never = context.starting("negation.sujet", first, candidate.last) + context.starting(
        "negation.pas", first, candidate.last
    )
    return learnt and not never and _compound(context, first, candidate)


def _infinitive(word: str) -> bool:
    return word.endswith(("er", "ir", "re"))


def _attended(context: Context, first: int, candidate: Candidate) -> bool:
    """Tell « ai suivi une formation »."""
    return candidate.theme == "formation" and bool(context.starting("past.suivi", first, candidate.first))
