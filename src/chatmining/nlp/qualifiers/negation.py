"""Negation: what is denied, what is no longer, and the many ways of « pas » that deny nothing."""

from dataclasses import dataclass

from chatmining.nlp.qualifiers.context import Candidate, Context, overlap
from chatmining.nlp.qualifiers.patterns import Match
from chatmining.nlp.qualifiers.vocabulary import small
from chatmining.nlp.reading import MARKS

_NEAR, _FAR = 8, 13


@dataclass(frozen=True, slots=True)
class Polarity:
    """How often a mention is negated, and whether by « plus » or « moins »."""

    flips: int
    no_longer: bool


def polarity(context: Context, candidate: Candidate) -> Polarity:
    """Return how the words around `candidate` negate it."""
    start = _scope(context, candidate)
    no_longer = _no_longer(context, candidate, start)
    before = _count(context, candidate, start)
    after = 0 if before else _after(context, candidate)
    flips = before + after or int(no_longer)
    flips += _lexical(context, candidate, bool(flips))
    return Polarity(flips, no_longer or _less(context, candidate))


def is_negated(context: Context, candidate: Candidate) -> bool:
    """Tell whether the candidate's sentence holds a negation at all."""
    span = context.sentence(candidate.first)
    return any(context.within(f"negation.{kind}", *span) for kind in ("pas", "sujet", "sans"))


def _scope(context: Context, candidate: Candidate) -> int:
    """Return the first word whose negation reaches the candidate."""
    lowest, _ = context.clause(candidate.first)
    far = bool(context.starting("negation.sujet", lowest, candidate.first))
    lowest = max(lowest, candidate.first - (_FAR if far else _NEAR))
    stops = {m.first for m in context.starting("negation.arret", lowest, candidate.first)}
    for i in range(candidate.first - 1, lowest - 1, -1):
        if i in stops or _closed(context, i, lowest) or (candidate.is_verb and context.words[i] == "et"):
            return i + 1
    return lowest


def _closed(context: Context, at: int, lowest: int) -> bool:
    """Tell whether word `at` begins a clause that no negation before it enters."""
    word, words = context.words[at], context.words
    if word in MARKS:
        return word not in {",", "«", "»"}
    if word in {"que", "si"}:
        return not _licensed(context, at, lowest)
    if word == "qui":
        if words[max(0, at - 2) : at] == ("pas", "ca") or words[max(0, at - 3) : at - 1] == ("pas", "de"):
            return False
        before = context.starting("negation.sujet", max(lowest, at - 4), at)
        return not any({words[m.first], words[m.last - 1]} & small("relatif_nie") for m in before)
    if word == "et":
        return not small("sujet_apres_et").isdisjoint(words[at + 1 : at + 3])
    if context.starting("negation.pronom", at, at + 1):
        return at > 0 and words[at - 1] not in small("ouvre_pronom") and not _inverted(words, at)
    return False


def _inverted(words: tuple[str, ...], at: int) -> bool:
    return words[at - 1] in small("inversion")


def _licensed(context: Context, at: int, lowest: int) -> bool:
    """Tell whether a negation crosses « que »: « je ne pense pas que »."""
    return any(m.last >= at - 3 and m.first < at for m in context.starting("negation.concession", lowest, at))


def _count(context: Context, candidate: Candidate, start: int) -> int:
    false = [m for m in context.by_kind.get("negation.fausse", ()) if not _conceded(context, m)]
    if candidate.theme == "crainte":
        false += context.by_kind.get("negation.fausse_crainte", ())
    cues = {
        kind: [m for m in context.starting(f"negation.{kind}", start, candidate.first) if not overlap(m, false)]
        for kind in ("pas", "sujet", "sans")
    }
    without = cues["sans"]
    other = [m for m in cues["sujet"] if not any(s.first < m.first for s in without)]
    return len(cues["pas"]) + len(without) + int(bool(other) and not cues["pas"])


def _conceded(context: Context, false: Match) -> bool:
    return any(m.first <= false.first < m.last for m in context.by_kind.get("negation.concession", ()))


def _after(context: Context, candidate: Candidate) -> int:
    """Count a negation that follows: « ça m'inquiète pas », « n'a peur de rien »."""
    _, end = context.clause(candidate.first)
    ne = any(word in small("ne") for word in context.words[max(0, candidate.first - 4) : candidate.first])
    reach = candidate.last + (5 if ne else 1)
    cues = context.starting("negation.immediate", candidate.last, min(reach, end))
    false = context.by_kind.get("negation.fausse", ())
    cues = [m for m in cues if not overlap(m, false) and context.words[m.first] != "plus"]
    return int(bool(cues))


def _lexical(context: Context, candidate: Candidate, negated: bool) -> int:
    """Count what denies from afar: « … c'est faux », « la peur, connais pas », « qui n'a pas peur ? »."""
    first, end = context.sentence(candidate.first) if candidate.alone else context.clause(candidate.first)
    denied = context.starting("negation.apres", candidate.last, min(end + 1, len(context.words)))
    denied += [m for m in context.starting("negation.apres", end - 1, end) if m not in denied]
    if negated and not context.starting("negation.dire", first, candidate.first):
        denied = []
    rhetorical = context.starting("question.rhetorique", first, candidate.first)
    return int(bool(denied)) + int(bool(rhetorical))


def _no_longer(context: Context, candidate: Candidate, start: int) -> bool:
    _, end = context.clause(candidate.first)
    gap = not small("rallonge").isdisjoint(context.words[candidate.last : candidate.last + 1])
    reach = min(candidate.last + 1 + gap, end)
    cues = context.starting("negation.plus", start, candidate.first)
    cues += context.starting("negation.plus", candidate.last, reach)
    false = context.by_kind.get("negation.fausse", ())
    return any(not overlap(m, false) and _negative(context, candidate, m.first) for m in cues)


def _negative(context: Context, candidate: Candidate, at: int) -> bool:
    """Tell « plus » that ends something from « plus » that compares."""
    words = context.words
    following = words[at + 1] if at + 1 < len(words) else ""
    if following in small("plus_absolu"):
        return True
    if context.starting("negation.pronom", at + 1, at + 2) or following in small("plus_relatif"):
        return False
    if any(word in small("ne") for word in words[max(0, at - 5) : at]):
        return True
    if any(m.last == at for m in context.by_kind.get("overcome.comparatif", ())):
        return False
    if at < candidate.first and not small("entre_plus").issuperset(words[at + 1 : candidate.first]):
        return False
    return not _compared(words, max(candidate.last, at + 1)) and not words[at - 1].endswith(("rais", "rait"))


def _compared(words: tuple[str, ...], after: int) -> bool:
    """Tell whether a comparison follows: « que moi », « de la machine que du chef »."""
    for i in range(after, min(after + 9, len(words))):
        if words[i] in MARKS:
            return False
        if words[i] == "que":
            following = words[i + 1] if i + 1 < len(words) else ""
            near = i < after + 4 and following not in small("que_sujet")
            return near or following in small("que_comparatif")
    return False


def _less(context: Context, candidate: Candidate) -> bool:
    """Tell « moins peur », which is half overcome."""
    near = context.starting("overcome.moindre", max(0, candidate.first - 3), candidate.first)
    fixed = small("moins_fige")
    return any(m.first == 0 or context.words[m.first - 1] not in fixed for m in near)
