"""What a comment says about how its themes are meant, as tokens that a linear model can weigh.

Words and pairs of words, the cues of the word lists with their place (first clause, last clause, between), tenses,
and the marks that change who speaks. Folded like everything the word lists read:
« jai pu peurrr » is « je ai plus peur ».
"""

from collections.abc import Iterator
from itertools import pairwise

from chatmining.nlp.qualifiers.context import Context
from chatmining.nlp.qualifiers.modality import is_conditional
from chatmining.nlp.qualifiers.tense import imperfect_at

_SAYS = ("negation", "overcome", "hypothesis", "question", "reported", "past", "clauses")
_MARKS = ("?", "«", ":")
_FUTURE = ("era", "eront", "erons", "iront", "ira")
_MANY = 4  # clauses; more make no difference
_SHORT = 4  # letters that no conditional has


def features(context: Context) -> list[str]:
    """Return the tokens of a comment, in the order of their kinds."""
    words = context.words
    pairs = [f"{first}_{second}" for first, second in pairwise(words)]
    return [*words, *pairs, *_cues(context), *_tenses(context), *_form(context)]


def _cues(context: Context) -> Iterator[str]:
    for match in context.found:
        if match.kind.startswith(_SAYS):
            yield f"cue:{match.kind}"
            yield f"cue:{match.kind}@{_place(context, match.first)}"


def _tenses(context: Context) -> Iterator[str]:
    for i, word in enumerate(context.words):
        if imperfect_at(context, i):
            yield from ("tense:imperfect", f"tense:imperfect@{_place(context, i)}")
        if len(word) > _SHORT and is_conditional(context, i):
            yield from ("tense:conditional", f"tense:conditional@{_place(context, i)}")
        if word.endswith(_FUTURE):
            yield "tense:future"


def _form(context: Context) -> Iterator[str]:
    yield f"form:clauses{min(context.clauses[-1] if context.clauses else 0, _MANY)}"
    if context.words[-1:] == ("?",):
        yield "form:ends?"
    yield from (f"form:{mark}" for mark in _MARKS if mark in context.words)


def _place(context: Context, at: int) -> str:
    if context.clauses[at] == 0:
        return "first"
    return "last" if context.clauses[at] == context.clauses[-1] else "between"
