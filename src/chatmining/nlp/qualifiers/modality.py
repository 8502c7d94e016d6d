"""Hypothesis, question and reported speech around a mention."""

import re

from chatmining.nlp.qualifiers.context import Candidate, Context, overlap
from chatmining.nlp.qualifiers.vocabulary import small

_CONDITIONAL = re.compile(r"\w+r(?:ais|ait|aient|ions|iez)$")
_FUTURE = re.compile(r"(?:\w+[eid]|au|se|fe|pour|ver)r(?:ai|as|a|ons|ez|ont)$")


def is_asked(context: Context, candidate: Candidate) -> bool:
    """Tell whether the candidate lies in a question that is one."""
    first, end = context.sentence(candidate.first)
    if context.starting("question.rhetorique", first, candidate.first):
        return False
    if context.starting("negation.apres", candidate.last, end):
        return False
    if context.words[end - 1] != "?":
        return _opens_question(context, candidate)
    tail = context.clause(end - 1)
    if context.clauses[candidate.first] == context.clauses[end - 1]:
        return True
    return not _is_tag(context, tail) and not _stated_before(context, candidate, tail)


def _opens_question(context: Context, candidate: Candidate) -> bool:
    first, end = context.sentence(candidate.first)
    start = context.clause(candidate.first)[0]
    excluded = context.by_kind.get("question.debut_exclu", ())
    opening = [m for m in context.by_kind.get("question.interrogatif", ()) if m.first in {first, start, start + 1}]
    closed = context.words[end - 1] == "!" or "." in context.words[end - 1 : end]
    return not closed and any(not overlap(m, excluded) for m in opening)


def _is_tag(context: Context, tail: tuple[int, int]) -> bool:
    return any(m.first == tail[0] and m.last == tail[1] - 1 for m in context.by_kind.get("question.etiquette", ()))


def _stated_before(context: Context, candidate: Candidate, tail: tuple[int, int]) -> bool:
    """Tell « je suis nulle en tableur, quelqu'un m'explique ? »: a statement of mine, then the question."""
    first, last = context.clause(candidate.first)
    if context.starting("question.interrogatif", context.sentence(candidate.first)[0], candidate.first):
        return False
    own = not small("premiere").isdisjoint(context.words[first:last])
    return own and bool(context.starting("question.autre", tail[0], tail[0] + 2))


def is_hypothetical(context: Context, candidate: Candidate) -> bool:
    """Tell whether the candidate depends on « si », on a conditional, or on another supposition."""
    first, end = context.segment(candidate.first)
    if any(_supposes(context, i) for i in range(first, end) if context.words[i] == "si"):
        return True
    triggers = context.starting("hypothesis.declencheur", first, end)
    clause, clause_end = context.clause(candidate.first)
    if any(not _denied_risk(context, m.first) for m in triggers if m.first < candidate.last or m.first < clause_end):
        return True
    if candidate.theme == "crainte":
        return _conditional(context, max(clause, candidate.first - 6), min(candidate.last, clause_end))
    rest = range(candidate.last, end)
    return context.words[first] in small("condition") and (
        _conditional(context, candidate.last, end) or any(_FUTURE.match(context.words[i]) for i in rest)
    )


def _denied_risk(context: Context, at: int) -> bool:
    return not small("nie_risque").isdisjoint(context.words[max(0, at - 2) : at + 1])


def _supposes(context: Context, at: int) -> bool:
    if not context.starting("hypothesis.sujet", at + 1, at + 2):
        return False
    if any(m.first == at for m in context.by_kind.get("hypothesis.politesse", ())):
        return False
    return not any(m.last == at for m in context.by_kind.get("hypothesis.avant", ()))


def _conditional(context: Context, first: int, last: int) -> bool:
    if first >= last or context.starting("reported.selon", *context.sentence(first)):
        return False  # « selon la CGT on serait surveillés »: the conditional of hearsay
    excluded = {m.first for m in context.by_kind.get("hypothesis.exclus", ())}
    return any(i not in excluded and is_conditional(context, i) for i in range(first, last))


def is_conditional(context: Context, at: int) -> bool:
    """Tell whether word `at` has the form of a conditional."""
    if not _CONDITIONAL.match(context.words[at]):
        return False
    return not context.starting("past.radical_en_r", at, at + 1)


def is_reported(context: Context, candidate: Candidate) -> bool:
    """Tell whether somebody else is made to say the candidate."""
    first, end = context.sentence(candidate.first)
    if _mine(context, candidate):
        return False
    cues = [m for kind in ("source", "verbe") for m in context.by_kind.get(f"reported.{kind}", ())]
    for match in cues:
        if first <= match.first < end and not context.negated(match):
            return True
        if match.first < first and _carries(context, match.last, candidate.first):
            return True
    return _quoted(context, candidate)


def _mine(context: Context, candidate: Candidate) -> bool:
    """Tell « moi j'ai peur »: the author speaks in the candidate's own clause."""
    first, _ = context.clause(candidate.first)
    near = context.words[max(first, candidate.first - 4) : candidate.first]
    return "moi" in near and "je" in near


def _carries(context: Context, first: int, last: int) -> bool:
    """Tell whether what was opened at `first` (« … : », quotes) is still open at `last`."""
    between = context.words[first:last]
    return ":" in between[:3] or ("«" in between and "»" not in between)


def _quoted(context: Context, candidate: Candidate) -> bool:
    others = {m.first for kind in ("equipe", "usagers", "autres") for m in context.by_kind.get(f"holders.{kind}", ())}
    return "«" in context.words and bool(others) and context.words[context.sentence(candidate.first)[1] - 1] != "?"
