"""From facts to one HTML file: a template, a style sheet and a script, nothing fetched."""

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from chatmining import store
from chatmining.report import follow_up
from chatmining.report.charts import DRAW
from chatmining.report.facts import Edition, Facts
from chatmining.report.figures import Answer, Figure, Row
from chatmining.report.quotes import spans
from chatmining.report.series import SeriesFacts
from chatmining.report.speech import Speech

_FEW = 12  # under so many comments, a share says little: read them instead


@cache
def asset(name: str) -> str:
    """Return the text of a packaged asset."""
    return files(__package__).joinpath("assets", name).read_text("utf-8")


def policy() -> str:
    """Return the content security policy: our style and script by their digests, nothing else, no network."""
    style, script = (_digest(asset(name)) for name in ("style.css", "script.js"))
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def render(facts: Facts, answers: Sequence[Answer], edition: Edition, language: str) -> str:
    """Return the page of a webinar."""
    speech = Speech(language)
    environment = _environment(speech)
    environment.globals.update(
        follow=follow_up.advice,
        download=lambda kind: _download(facts, kind, speech),
        quote=lambda comment_id, theme: _quote(facts, comment_id, theme),
    )
    return environment.get_template("page.html").render(
        facts=facts,
        language=language,
        shared=edition is Edition.SHARED,
        few=facts.webinar.value("content") < _FEW,
        proof=_json([_kept(answer) for answer in answers]),
        columns=columns_of(facts),
    )


def render_series(facts: SeriesFacts, answers: Sequence[Answer], edition: Edition, language: str) -> str:
    """Return the page of the series."""
    return (
        _environment(Speech(language))
        .get_template("series.html")
        .render(
            facts=facts,
            language=language,
            shared=edition is Edition.SHARED,
            proof=_json([_kept(answer) for answer in answers]),
        )
    )


class _Compiled(BytecodeCache):
    """Templates compiled once: a night writes many pages, and compiling takes longer than all else in one."""

    def __init__(self) -> None:
        self._code: dict[str, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.code


@cache
def _compiled() -> _Compiled:
    return _Compiled()


def _environment(speech: Speech) -> Environment:
    environment = Environment(
        loader=PackageLoader("chatmining.report", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )
    environment.globals.update(
        say=speech.say,
        fig=speech.figure,
        chart=_Charts(speech.language).draw,
        source=_Sources().show,
        policy=policy(),
        style=Markup(asset("style.css")),
        script=Markup(asset("script.js")),
    )
    return environment


def _download(facts: Facts, kind: str, speech: Speech) -> Markup:
    """Return a link that holds the follow-up table itself: the page needs no other file."""
    numbers = (facts.questions.number, facts.quotes.number, facts.themes.number)
    href = follow_up.link(kind, [list(facts_of) for facts_of in tables(facts)], speech.language)
    return Markup('<a class="file" download="questions.{0}" data-file="{0}" data-from="{1}" href="{2}">{3}</a>').format(
        kind, " ".join(map(str, numbers)), href, speech.say(f"download_{kind}")
    )


def tables(facts: Facts) -> list[list[dict[str, Any]]]:
    """Return questions, quotes and themes as the follow-up table takes them."""
    return [
        [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        for answer in (facts.questions, facts.quotes, facts.themes)
    ]


def columns_of(facts: Facts) -> dict[str, list[Row]]:
    """Return qualifiers and topics by theme, which the template shows under each."""
    return {
        **{
            f"qualifiers {row.value('theme')}": facts.qualifiers.where(theme=row.value("theme")) for row in facts.themes
        },
        **{
            f"topics {row.value('theme')}": facts.theme_topics.where(theme=row.value("theme"))[:3]
            for row in facts.themes
        },
    }


def _kept(answer: Answer) -> dict[str, Any]:
    return {
        "query": answer.query,
        "parameters": answer.parameters,
        "columns": list(answer.columns),
        "rows": answer.rows,
    }


def _json(value: Any) -> Markup:
    """Return JSON that can stand in a script element: no tag can begin or end in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


class _Charts:
    """Draws a chart from cells and answers, and notes where its values come from."""

    def __init__(self, language: str) -> None:
        self._language = language

    def draw(self, kind: str, *sources: Figure | tuple[Answer, str]) -> Markup:
        """Return the drawing; a source is a figure, or an answer with the columns to take."""
        values = [s.value if isinstance(s, Figure) else pick(s[0], s[1].split()) for s in sources]
        places = [s.place if isinstance(s, Figure) else f"{s[0].number}:{s[1]}" for s in sources]
        drawn = Markup(DRAW[kind](*values, self._language))
        return Markup('<figure class="chart" data-chart="{}" data-from="{}">{}</figure>').format(
            kind, "|".join(places), drawn
        )


def pick(answer: Answer, columns: Iterable[str]) -> list[list[Any]]:
    """Return these columns of an answer, row by row."""
    ranks = [answer.columns.index(column) for column in columns]
    return [[row[rank] for rank in ranks] for row in answer.rows]


class _Sources:
    """Says where the numbers of a section come from."""

    def show(self, *answers: Answer) -> list[dict[str, Any]]:
        """Return the query, its SQL and its parameters of each answer."""
        return [
            {
                "number": answer.number,
                "query": answer.query,
                "sql": store.query(answer.query).strip(),
                "parameters": parameters_text(answer.parameters),
            }
            for answer in answers
        ]


def parameters_text(parameters: dict[str, Any]) -> str:
    """Return parameters as one line."""
    return json.dumps(parameters, ensure_ascii=False)


def _quote(facts: Facts, comment_id: str, theme: str) -> Markup:
    """Return a stored text, the words that speak of the theme marked."""
    row = facts.quotes.where(comment_id=comment_id)[0]
    text = row.value("text")
    evidence = facts.evidence.where(comment_id=comment_id, theme=theme)
    marked = spans(((e.value("start_char"), e.value("end_char")) for e in evidence), len(text))
    pieces, at = [], 0
    for start, end in marked:
        pieces += [Markup.escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    pieces.append(Markup.escape(text[at:]))
    return Markup('<blockquote dir="auto" data-quote="{}" data-theme="{}" data-evidence="{}">{}</blockquote>').format(
        row["text"].place, theme, facts.evidence.number, Markup("").join(pieces)
    )
