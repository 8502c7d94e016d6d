"""What the form of a comment says: a question or call for help, meant to be answered, or not."""

import re
from collections.abc import Iterator

from chatmining.questions.vocabulary import fold, pattern

_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
_GREETING = re.compile(
    r"^(?:(?:bonjour|bonsoir|salut|hello|re|coucou|merci|bravo|et|mais|alors|donc|du coup|oui|ok|sinon|pardon|desolee?|"
    r"petite question|question|autre question|une question|@\w+|p_\w+|a tous|a toutes|tous|toutes|a toutes et a tous|"
    r"pour \w+)\b[ ,:!.-]*)+"
)
_CLAUSES = re.compile(r"[,;:.!…(]+| - | mais | et | car | donc | alors ")
_LAUGH = re.compile("[\U0001f600-\U0001f606\U0001f60f\U0001f61c\U0001f61d\U0001f643\U0001f644\U0001f921\U0001f923]")
_SHORT = 12  # words: a longer message about the sound is about something else too


def is_question(text: str) -> bool:
    """Tell whether a comment asks for an answer: by its mark, an interrogative form, or a call for help."""
    folded = fold(_QUOTED.sub(" ", text))
    if pattern("sound").search(folded) and len(folded.split()) <= _SHORT:
        return False
    if any(_asks(sentence, after) for sentence, after in _sentences(folded)):
        return True
    return "?" not in folded and _unmarked(folded)


def _sentences(folded: str) -> Iterator[tuple[str, str]]:
    """Yield (sentence, what follows) for each sentence that ends with a question mark."""
    for found in re.finditer(r"([^?]*?)\s*\?[?! ]*", folded):
        sentence = re.split(r"[.!…]+\s", found.group(1))[-1]
        yield sentence.strip(" .!,"), folded[found.end() :].strip()


def _asks(sentence: str, after: str) -> bool:
    """Tell whether a marked sentence is meant to be answered."""
    if pattern("tags").search(sentence) or pattern("rhetorical").search(sentence) or _LAUGH.search(after):
        return False
    return _has_form(sentence) or not _comments_itself(sentence, after)


def _comments_itself(sentence: str, after: str) -> bool:
    """Tell whether the author repeats the sentence or exclaims at it: the question was only a way of saying it."""
    said = re.sub(r"[^\w' ]", " ", after).strip()
    return bool(said) and (said.startswith(sentence) or bool(pattern("exclaimed").fullmatch(said)))


def _has_form(sentence: str) -> bool:
    return bool(
        any(pattern("opening").match(clause) or _trails(clause) for clause in _clauses(sentence))
        or pattern("anywhere").search(sentence)
        or pattern("help").search(sentence)
    )


def _trails(clause: str) -> bool:
    return 3 <= len(clause.split()) and bool(pattern("trailing").search(clause))


def _unmarked(folded: str) -> bool:
    return _has_form(folded) and not pattern("rhetorical").search(folded)


def _clauses(folded: str) -> Iterator[str]:
    """Yield where a clause begins, greetings passed over."""
    for clause in _CLAUSES.split(folded):
        yield _GREETING.sub("", clause.strip()).strip()
