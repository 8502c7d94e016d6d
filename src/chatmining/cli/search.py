"""`chatmining search`: comments by their words and by their meaning."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, cast

import typer

from chatmining.cli.console import LANGUAGE, safe
from chatmining.errors import BadInput
from chatmining.words import say

if TYPE_CHECKING:
    from chatmining.search import Hit
    from chatmining.search.find import By

_WAYS = ("both", "words", "meaning")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=say("search", LANGUAGE, catalogue_name="help"))(search)


def _help(code: str) -> str:
    return say(code, LANGUAGE, catalogue_name="help")


def search(
    query: Annotated[str, typer.Argument(help=_help("search_query"), metavar="TEXT")],
    webinar: Annotated[str | None, typer.Option(help=_help("only_webinar"))] = None,
    theme: Annotated[str | None, typer.Option(help=_help("only_theme"))] = None,
    by: Annotated[str, typer.Option(help=_help("search_by"), metavar="|".join(_WAYS))] = "both",
    most: Annotated[int, typer.Option(help=_help("search_most"), min=1)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help=_help("json"))] = False,
) -> None:
    """Print the comments that answer best."""
    from chatmining.reader import Reader
    from chatmining.search import Question, find
    from chatmining.settings import Settings
    from chatmining.store import open_reader

    if not query.strip():
        raise BadInput("search_empty")
    if by not in _WAYS:
        raise BadInput("search_by_unknown", found=by, expected=", ".join(_WAYS))
    home = Settings().place()
    reader = Reader(home)
    asked = Question(text=query, webinar=webinar, theme=theme, most=most)
    with open_reader(home.snapshot) as connection:
        hits = find(connection, asked, cast("By", by), reader.general.encode, reader.general.encoder_id)
    if not hits and not as_json:
        typer.echo(say("search_nothing", LANGUAGE))
    for hit in hits:
        typer.echo(json.dumps(asdict(hit), ensure_ascii=False) if as_json else _lines(hit))


def _lines(hit: "Hit") -> str:
    at = "" if hit.offset_s is None else f", {int(hit.offset_s) // 3600}:{int(hit.offset_s) // 60 % 60:02d}"
    themes = f" [{', '.join(hit.themes)}]" if hit.themes else ""
    text = say("quoted", LANGUAGE, text=safe(" ".join(hit.text.split())))
    return f"{hit.rank}. {safe(hit.webinar_id)}{at}{safe(themes)}\n   {text}"
