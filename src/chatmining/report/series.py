"""What a report says of several webinars: comparisons that the data allow, topics that come and go."""

from dataclasses import dataclass

from chatmining.report.facts import Edition
from chatmining.report.figures import Answer, Ledger, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFacts:
    """The answers that the page of the series is written from."""

    size: Answer
    webinars: Answer
    themes: Answer
    gaps: Answer
    saturation: Answer
    topics: Answer

    @property
    def by_theme(self) -> dict[str, list[Row]]:
        """Return the rows of each theme, webinar after webinar."""
        names = dict.fromkeys(row.value("theme") for row in self.themes)
        return {name: self.themes.where(theme=name) for name in names}


def gather_series(ledger: Ledger, edition: Edition, language: str) -> SeriesFacts:
    """Ask everything of the series."""
    cells = {"fewest": edition.fewest}
    return SeriesFacts(
        size=ledger.ask("report_series_size"),
        webinars=ledger.ask("report_series", **cells),
        themes=ledger.ask("report_series_themes", **cells, language=language),
        gaps=ledger.ask("report_series_gaps", **cells, language=language),
        saturation=ledger.ask("report_saturation"),
        topics=ledger.ask("report_series_topics", **cells),
    )
