"""Which qualifier wins when several apply.

Order: question, hypothesis, overcome, denied, reported, past, affirmed. So a denied fear that somebody reports is
denied, a reported fear of the past is reported, and « faut-il ne plus avoir peur ? » is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from chatmining.nlp.qualifiers.context import Candidate, Context
from chatmining.nlp.qualifiers.holders import holder
from chatmining.nlp.qualifiers.modality import is_asked, is_hypothetical, is_reported
from chatmining.nlp.qualifiers.stance import Stance, stance
from chatmining.nlp.qualifiers.tense import is_overcome, is_past
from chatmining.records import Mention, Qualifier


def qualify(context: Context, candidates: Sequence[Candidate]) -> tuple[Mention, ...]:
    """Return the mentions of a comment: overlapping candidates of one theme merged, each qualified."""
    mentions: list[Mention] = []
    for group in _groups(candidates):
        lead = next((c for c in group if c.role != "evidence"), group[0])
        mentions.append(
            Mention(
                theme=lead.theme,
                start=context.reading.starts[min(c.first for c in group)],
                end=context.reading.ends[max(c.last for c in group) - 1],
                qualifier=_qualifier(context, lead, candidates),
                holder=holder(context, lead),
            )
        )
    return _settled(sorted(mentions, key=lambda m: (m.start, m.theme)))


def _qualifier(context: Context, candidate: Candidate, others: Sequence[Candidate]) -> Qualifier:
    found = stance(context, candidate, others)
    if is_asked(context, candidate):
        return Qualifier.ASKED
    if is_hypothetical(context, candidate):
        return Qualifier.HYPOTHETICAL
    if is_overcome(context, candidate, found):
        return Qualifier.OVERCOME
    past = is_past(context, candidate)
    if found is Stance.DENIED and not (past and candidate.opposes):
        return Qualifier.DENIED
    if is_reported(context, candidate):
        return Qualifier.REPORTED
    return Qualifier.PAST if past else Qualifier.AFFIRMED


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


def _settled(mentions: list[Mention]) -> tuple[Mention, ...]:
    """What was overcome makes the trust that follows part of the overcoming."""
    overcome = {m.theme for m in mentions if m.qualifier is Qualifier.OVERCOME}
    return tuple(
        replace(m, qualifier=Qualifier.OVERCOME)
        if m.theme in overcome and m.qualifier in {Qualifier.DENIED, Qualifier.PAST}
        else m
        for m in mentions
    )
