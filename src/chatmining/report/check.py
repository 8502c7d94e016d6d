"""Ask everything again: each number, chart, quote and question of a page against the database.

The checker reads the page as a stranger would, from its HTML alone, and trusts nothing that the page says of itself:
it runs the named queries of the page's proof again, and requires that every number stands where an answer gives it.
"""

import json
import re
from functools import cache
from html import unescape
from html.parser import HTMLParser
from itertools import product
from typing import Any

import duckdb

from chatmining import store
from chatmining.errors import ReportError
from chatmining.report import follow_up
from chatmining.report.charts import DRAW
from chatmining.report.figures import run, visible
from chatmining.report.forms import words, write
from chatmining.report.page import asset, parameters_text, policy
from chatmining.report.quotes import spans
from chatmining.words import catalogue

_CHART = re.compile(r'<figure class="chart" data-chart="(\w*)" data-from="([^"]*)">(.*?)</figure>', re.DOTALL)
_FILE = re.compile(r'data-file="(\w+)" data-from="([\d ]+)" href="([^"]*)"')
_PROOF = re.compile(r'<script type="application/json" id="proof">(.*?)</script>', re.DOTALL)
_BLANK = re.compile(r"\{\w+(?::[^{}?]*)?\}")
_PLURAL = re.compile(r"\{\w+:\?[^{}]*\}")
_VOID = {"meta", "br", "input", "link", "hr", "img"}


def check(page: str, db: duckdb.DuckDBPyConnection, language: str) -> None:
    """Raise ReportError unless the page says what the database holds."""
    compare(page, ask_again(page, db), language)


def compare(page: str, answers: list[dict[str, Any]], language: str) -> None:
    """Raise ReportError unless the page shows these answers, our own words, and nothing else."""
    without = _CHART.sub(lambda found: _same_chart(found, answers, language), page)
    _same_files(page, answers, language)
    reader = _Reader(answers, language)
    reader.feed(without)
    reader.close()
    if policy() not in page.replace("&#39;", "'") or not {asset("style.css"), asset("script.js")} <= reader.code:
        raise ReportError("report_other_code")


def ask_again(page: str, db: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Run the queries of the page's proof again; raise ReportError when a row differs."""
    found = _PROOF.search(page)
    try:
        answers: list[dict[str, Any]] = json.loads(found.group(1)) if found else []
    except ValueError as error:
        raise ReportError("report_differs", what="proof", found=error, expected="JSON") from error
    if not answers:
        raise ReportError("report_differs", what="proof", found="", expected="JSON")
    for answer in answers:
        try:
            columns, rows = run(db, str(answer["query"]), answer["parameters"])
        except (KeyError, TypeError, duckdb.Error) as error:
            raise ReportError("report_differs", what="proof", found=error, expected="query") from error
        if answer.get("columns") != columns or answer.get("rows") != json.loads(json.dumps(rows)):
            raise ReportError("report_differs", what=answer["query"], found="", expected=len(rows))
    return answers


def _cell(answers: list[dict[str, Any]], place: str) -> Any:
    """Return the value at « answer.row.column »."""
    try:
        number, rank, column = place.split(".")
        answer = answers[int(number)]
        return answer["rows"][int(rank)][answer["columns"].index(column)]
    except (ValueError, IndexError) as error:
        raise ReportError("report_differs", what=place, found="", expected="answer.row.column") from error


def _table(answers: list[dict[str, Any]], source: str) -> list[list[Any]]:
    number, _, columns = source.partition(":")
    try:
        answer = answers[int(number)]
        ranks = [answer["columns"].index(column) for column in columns.split()]
    except (ValueError, IndexError) as error:
        raise ReportError("report_differs", what=source, found="", expected="answer:columns") from error
    return [[row[rank] for rank in ranks] for row in answer["rows"]]


def _same_chart(found: re.Match[str], answers: list[dict[str, Any]], language: str) -> str:
    """Draw the chart again; return nothing in its place."""
    kind, sources, drawn = found.groups()
    values = [_table(answers, s) if ":" in s else _cell(answers, s) for s in sources.split("|")]
    if kind not in DRAW or DRAW[kind](*values, language) != drawn:
        raise ReportError("report_differs", what=f"{kind} {sources}", found="", expected=kind)
    return ""


def _same_files(page: str, answers: list[dict[str, Any]], language: str) -> None:
    """Make each file that the page holds again."""
    for kind, sources, href in _FILE.findall(page):
        chosen = [answers[int(number)] for number in sources.split()]
        rows = [[dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]] for answer in chosen]
        if unescape(href) != follow_up.link(kind, rows, language):
            raise ReportError("report_differs", what=kind, found="", expected=kind)


class _Reader(HTMLParser):
    """Reads the page's text; what no answer gives, and no sentence of ours holds, stops it."""

    def __init__(self, answers: list[dict[str, Any]], language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.code: set[str] = set()
        self._answers = answers
        self._language = language
        self._fixed = _own_words(language)
        self._named = _names(answers)
        self._open: list[tuple[str, dict[str, str]]] = []
        self._text: list[str] = []
        self._marks: list[tuple[int, int]] = []
        self._mark = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens."""
        if tag in _VOID:
            return
        if tag == "mark":
            self._mark = len("".join(self._text))
            return
        self._flush()
        self._open.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Judge what closes."""
        if tag == "mark":
            self._marks.append((self._mark, len("".join(self._text))))
            return
        if not self._open or self._open[-1][0] != tag:
            raise ReportError(
                "report_differs", what="HTML", found=tag, expected=self._open[-1][0] if self._open else ""
            )
        self._flush()
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the text until its element ends."""
        self._text.append(data)

    def _flush(self) -> None:
        text, marks = "".join(self._text), self._marks
        self._text, self._marks = [], []
        tag, attributes = self._open[-1] if self._open else ("", {})
        if "data-at" in attributes:
            expected = write(attributes.get("data-as", ""), _cell(self._answers, attributes["data-at"]), self._language)
            self._same(attributes["data-at"], text, expected)
        elif "data-quote" in attributes:
            self._quote(attributes, text, marks)
        elif "data-sql" in attributes:
            self._same("SQL", text, store.query(attributes["data-sql"]).strip())
        elif "data-parameters" in attributes:
            answer = self._answers[int(attributes["data-parameters"])]
            self._same("parameters", text, parameters_text(answer["parameters"]))
        elif tag in {"style", "script"}:
            self.code.add(text)
        elif tag == "title":
            titles = [str(a["rows"][0][0]) for a in self._answers if a["query"] == "report_webinar"]
            code = "page_title" if titles else "series_title"
            self._same("title", text, words(code, self._language).format(title="".join(titles)))
        elif text not in self._named or tag not in {"option", "code"}:
            self._ours(text)

    def _ours(self, text: str) -> None:
        """Require that a text be made of our own sentences alone: no number, no word that no answer gives."""
        if text.strip() and not self._fixed.fullmatch(" ".join(text.split()).strip()):
            raise ReportError("report_differs", what="HTML", found=text.strip(), expected="")

    def _quote(self, attributes: dict[str, str], text: str, marks: list[tuple[int, int]]) -> None:
        place = attributes["data-quote"]
        self._same(place, text, visible(str(_cell(self._answers, place))))
        comment = _cell(self._answers, place.rsplit(".", 1)[0] + ".comment_id")
        evidence = _table(self._answers, f"{attributes['data-evidence']}:comment_id theme start_char end_char")
        expected = spans(
            ((a, b) for c, t, a, b in evidence if (c, t) == (comment, attributes["data-theme"])), len(text)
        )
        if marks != expected:
            raise ReportError("report_differs", what=place, found=marks, expected=expected)

    def _same(self, what: str, found: str, expected: str) -> None:
        if found != expected:
            raise ReportError("report_differs", what=what, found=found, expected=expected)


@cache
def _own_words(language: str) -> re.Pattern[str]:
    """Return what matches any run of our own sentences, each cut where a figure stands, in singular and plural."""
    pieces: set[str] = set()
    for text in catalogue("report", language).values():
        for piece in _BLANK.split(str(text)):
            choices = [chosen[1:-1].partition(":?")[2].split("/") for chosen in _PLURAL.findall(piece)]
            pattern = _PLURAL.sub("{}", piece)
            pieces |= {" ".join(pattern.format(*chosen).split()) for chosen in product(*choices)}
    longest_first = sorted(map(re.escape, pieces - {""}), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest_first)}|[,.·\\s])*")


def _names(answers: list[dict[str, Any]]) -> set[str]:
    """Return the names that a choice may offer: themes and topics, and the names of the queries."""
    cells = {str(row[a["columns"].index("name")]) for a in answers if "name" in a["columns"] for row in a["rows"]}
    return cells | {str(answer["query"]) for answer in answers}
