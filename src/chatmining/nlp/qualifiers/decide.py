"""Which qualifier wins when several apply.

Order: question, hypothesis, overcome, denied, reported, past, affirmed. So a denied fear that somebody reports is
denied, a reported fear of the past is reported, and « faut-il ne plus avoir peur ? » is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from chatmining.nlp.qualifiers.context import Candidate, Context
from chatmining.nlp.qualifiers.holders import holder
from chatmining.nlp.qualifiers.modality import is_asked, is_hypothetical, is_reported
from chatmining.nlp.qualifiers.negation import is_negated
from chatmining.nlp.qualifiers.overcome import is_overcome
from chatmining.nlp.qualifiers.stance import Stance, ended, stance
from chatmining.nlp.qualifiers.tense import is_past
from chatmining.nlp.qualifiers.vocabulary import small
from chatmining.records import Mention, Qualifier


def qualify(context: Context, candidates: Sequence[Candidate]) -> tuple[Mention, ...]:
    """Return the mentions of a comment: overlapping candidates of one theme merged, each qualified."""
    found = []
    for group in _groups(candidates):
        lead = _lead(context, group)
        mention = Mention(
            theme=lead.theme,
            start=context.reading.starts[min(c.first for c in group)],
            end=context.reading.ends[max(c.last for c in group) - 1],
            qualifier=_qualifier(context, lead, candidates),
            holder=holder(context, lead),
        )
        found.append((lead, mention))
    return tuple(sorted(_settled(found, context), key=lambda m: (m.start, m.theme)))


def _qualifier(context: Context, candidate: Candidate, others: Sequence[Candidate]) -> Qualifier:
    found = stance(context, candidate, others)
    if is_asked(context, candidate):
        return Qualifier.ASKED
    if is_hypothetical(context, candidate):
        return Qualifier.HYPOTHETICAL
    if is_overcome(context, candidate, found, others) or (
        candidate.opposes and ended(context, candidate.theme, others)
    ):
        return Qualifier.OVERCOME
    past, reported = is_past(context, candidate), is_reported(context, candidate)
    if found is Stance.DENIED and (is_negated(context, candidate) or not (reported or past)):
        return Qualifier.DENIED
    if reported:
        return Qualifier.REPORTED
    return Qualifier.PAST if past else Qualifier.AFFIRMED


def _lead(context: Context, group: Sequence[Candidate]) -> Candidate:
    """Return the candidate that speaks for its group: evidence outweighs a mere word of trust or skill."""
    given = [c for c in group if c.role == "evidence"]
    words = [c for c in group if c.role != "evidence" and not (given and c.opposes and not is_negated(context, c))]
    return (words or given or list(group))[0]


def _groups(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Group the candidates that are mentions: those of one theme that overlap make one."""
    groups: list[list[Candidate]] = []
    alone = [c for c in candidates if c.alone and c.last > c.first]
    for candidate in sorted(alone, key=lambda c: (c.theme, c.first)):
        last = groups[-1] if groups else []
        if last and last[0].theme == candidate.theme and candidate.first < max(c.last for c in last):
            last.append(candidate)
        else:
            groups.append([candidate])
    return groups


def _settled(found: Sequence[tuple[Candidate, Mention]], context: Context) -> list[Mention]:
    """Let the whole of a comment agree: what follows an overcome mention is part of the overcoming."""
    overcome = {mention.theme for _, mention in found if mention.qualifier is Qualifier.OVERCOME}
    settled: list[Mention] = []
    for i, (candidate, mention) in enumerate(found):
        if mention.theme in overcome and _follows(candidate, mention.qualifier):
            mention = replace(mention, qualifier=Qualifier.OVERCOME)
        elif mention.qualifier is Qualifier.AFFIRMED and i and _completes(context, candidate, found[i - 1][0]):
            mention = replace(mention, qualifier=settled[i - 1].qualifier)
        settled.append(mention)
    return settled


def _follows(candidate: Candidate, qualifier: Qualifier) -> bool:
    return qualifier in {Qualifier.DENIED, Qualifier.PAST} or (
        qualifier is Qualifier.AFFIRMED and candidate.role == "neutre"
    )


def _completes(context: Context, candidate: Candidate, before: Candidate) -> bool:
    """Tell « peur que l'IA prenne ma place »: what is feared, in the clause of the fear."""
    same = candidate.theme == before.theme and context.clauses[before.first] == context.clauses[candidate.first]
    between = set(context.words[before.last : candidate.first])
    return same and before.states and not small("complement").isdisjoint(between) and "dire" not in between
