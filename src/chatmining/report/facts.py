"""Everything that a report says of one webinar, asked of the snapshot."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chatmining import store
from chatmining.report.figures import Answer, Ledger, Row
from chatmining.report.quotes import Candidate, choose, safe_to_quote

_STEPS = (60, 120, 300, 600, 900, 1800, 3600, 10800, 21600, 86400, 604800, 2592000, 31536000)
_MOMENTS = 24  # about as many bars as the course of a session has
_PEAK = 3  # comments in one moment
_TEXT_BYTES = 1_150_000  # of the page's 2 MB, what the comments' texts may take
_SHORTEST_CUT, _LONGEST_CUT = 40, 2000


class Edition(StrEnum):
    """Who the report is for."""

    INTERNAL = "interne"
    SHARED = "partage"

    @property
    def fewest(self) -> int:
        """Return the fewest people that a number may speak of."""
        return 1 if self is Edition.INTERNAL else 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The answers that a page is written from."""

    webinar: Row
    aside: Answer
    undecided: Answer
    concentration: Answer
    themes: Answer
    lead: Answer
    stands_out: Answer
    series: Answer
    qualifiers: Answer
    theme_topics: Answer
    moments: Answer
    theme_moments: Answer
    topics: Answer
    vanished: Answer
    bursts: Answer
    quotes: Answer
    evidence: Answer
    chosen: dict[str, list[str]]
    counters: dict[str, str]
    shown: dict[int, list[str]]
    question_counts: Answer
    questions: Answer
    polls: Answer
    comments: Answer | None

    @property
    def proposed(self) -> list[tuple[str, str]]:
        """Return the quotes of themes and topics, which an organizer may approve: (comment id, text)."""
        groups = [*self.chosen.values(), self.counters.values(), *self.shown.values()]
        wanted = dict.fromkeys(comment_id for group in groups for comment_id in group)
        texts = {row.value("comment_id"): row.value("text") for row in self.quotes}
        return [(comment_id, texts[comment_id]) for comment_id in wanted]

    def peak(self, theme: str) -> tuple[Row, Row] | None:
        """Return where a theme was said most, the first of equals: its count there, and that moment.

        None where no moment has `_PEAK` comments: chance makes such peaks.
        """
        best = max(self.theme_moments.where(theme=theme), key=lambda row: row.value("n"), default=None)
        if best is None or best.value("n") < _PEAK:
            return None
        return best, self.moments.where(moment=best.value("moment"))[0]

    def themes_of(self, question: Row) -> list[Row]:
        """Return the themes that a question speaks of."""
        return [row for row in self.themes if row.value("theme") in question.value("themes")]


def gather(ledger: Ledger, webinar: str, edition: Edition, language: str, approved: frozenset[str]) -> Facts:
    """Ask everything; `approved` are the comments that the shared edition may quote."""
    here = {"webinar": webinar}
    cells = here | {"fewest": edition.fewest}
    step = _step(ledger, webinar)
    chosen, counters, shown = _quotes(ledger, webinar)
    if edition is Edition.SHARED:
        chosen = {theme: [i for i in ids if i in approved] for theme, ids in chosen.items()}
        counters = {theme: i for theme, i in counters.items() if i in approved}
        shown = {rank: [i for i in ids if i in approved] for rank, ids in shown.items()}
    questions = ledger.ask("report_questions", **cells)
    asked = {i for row in questions for i in (row.value("comment_id"), row.value("answer_id")) if i}
    ids = sorted(asked | {i for group in (*chosen.values(), *shown.values()) for i in group} | set(counters.values()))
    first = ledger.ask("report_webinar", **here).first()
    assert first is not None, "the caller knows that the webinar is there"
    return Facts(
        webinar=first,
        aside=ledger.ask("report_aside", **cells),
        undecided=ledger.ask("report_undecided", **cells),
        concentration=ledger.ask("report_concentration", **cells),
        themes=ledger.ask("report_themes", **cells, language=language),
        lead=ledger.ask("report_lead", **cells, language=language),
        stands_out=ledger.ask("report_stands_out", **cells, language=language),
        series=ledger.ask("report_series_size"),
        qualifiers=ledger.ask("report_qualifiers", **cells),
        theme_topics=ledger.ask("report_theme_topics", **cells),
        moments=ledger.ask("report_moments", **cells, step=step),
        theme_moments=ledger.ask("report_theme_moments", **cells, step=step),
        topics=ledger.ask("report_topics", **cells),
        vanished=ledger.ask("report_vanished", **cells),
        bursts=ledger.ask("report_bursts", **cells, language=language),
        quotes=ledger.ask("report_quotes", **cells, step=step, ids=ids),
        evidence=ledger.ask("report_evidence", **here, ids=ids),
        question_counts=ledger.ask("report_question_counts", **cells),
        questions=questions,
        polls=ledger.ask("report_polls", **cells),
        chosen=chosen,
        counters=counters,
        shown=shown,
        comments=_comments(ledger, webinar, step) if edition is Edition.INTERNAL else None,
    )


def _step(ledger: Ledger, webinar: str) -> int:
    """Return the seconds of a moment, so that the session has about `_MOMENTS` of them."""
    ((first, last, _),) = store.fetch(ledger.db, "report_span", webinar=webinar)
    return next((step for step in _STEPS if (last - first) / step <= _MOMENTS), _STEPS[-1])


def _quotes(ledger: Ledger, webinar: str) -> tuple[dict[str, list[str]], dict[str, str], dict[int, list[str]]]:
    """Return quotes by theme, the counter-quote by theme, quotes by rank of topic."""
    by_theme: dict[str, list[Candidate]] = {}
    for comment_id, person, theme, probability, text, words, vector in store.fetch(
        ledger.db, "report_candidates", webinar=webinar
    ):
        candidate = Candidate(comment_id, person, theme, probability, text, words, vector)
        by_theme.setdefault(theme, []).append(candidate)
    counters: dict[str, str] = {}
    for theme, comment_id, person, text, words, _ in store.fetch(ledger.db, "report_counters", webinar=webinar):
        if safe_to_quote(Candidate(comment_id, person, theme, 0, text, words)):
            counters.setdefault(theme, comment_id)
    chosen = {
        theme: choose(c for c in candidates if c.comment_id != counters.get(theme))
        for theme, candidates in by_theme.items()
    }
    return chosen, counters, _topic_quotes(ledger, webinar)


def _topic_quotes(ledger: Ledger, webinar: str) -> dict[int, list[str]]:
    by_topic: dict[int, list[Candidate]] = {}
    rows: list[tuple[Any, ...]] = store.fetch(ledger.db, "report_topic_candidates", webinar=webinar)
    for rank, comment_id, person, similarity, text, words in rows:
        by_topic.setdefault(rank, []).append(Candidate(comment_id, person, "", similarity, text, words))
    return {rank: choose(candidates, most=2) for rank, candidates in by_topic.items()}


def _comments(ledger: Ledger, webinar: str, step: int) -> Answer:
    """Ask all comments, long ones cut just enough for the page to keep its size."""
    lengths = [length for (length,) in store.fetch(ledger.db, "report_lengths", webinar=webinar)]
    cut = _LONGEST_CUT
    while cut > _SHORTEST_CUT and sum(min(length, cut) for length in lengths) > _TEXT_BYTES:
        cut = max(_SHORTEST_CUT, cut * 3 // 4)
    return ledger.ask("report_comments", webinar=webinar, step=step, cut=cut)
