"""`chatmining report` and `chatmining open`: the page an organizer reads."""

from pathlib import Path
from typing import Annotated

import typer

from chatmining.cli.console import LANGUAGE
from chatmining.errors import BadInput
from chatmining.words import say

_EDITIONS = ("interne", "partage")


def _help(name: str) -> str:
    return say(name, LANGUAGE, catalogue_name="help")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("report", help=_help("report"))(report)
    app.command("open", help=_help("open"))(open_report)


def report(
    webinar: Annotated[str | None, typer.Argument(help=_help("webinar_known"), metavar="WEBINAR")] = None,
    edition: Annotated[str, typer.Option(help=_help("edition"), metavar="|".join(_EDITIONS))] = "interne",
    output: Annotated[Path | None, typer.Option("--output", "-o", help=_help("output"), metavar="FILE")] = None,
    series: Annotated[bool, typer.Option("--series", help=_help("series"))] = False,
) -> None:
    """Write the report of a webinar, or of the series, and say where it is."""
    from chatmining.report.build import write_report, write_series
    from chatmining.report.facts import Edition
    from chatmining.settings import Settings

    if edition not in _EDITIONS:
        raise BadInput("edition_unknown", found=edition, expected=", ".join(_EDITIONS))
    if (webinar is None) is not series:
        raise BadInput("webinar_or_series")
    home = Settings().place()
    if webinar is None:
        written = write_series(home, Edition(edition), LANGUAGE, output)
    else:
        written = write_report(home, webinar, Edition(edition), LANGUAGE, output)
    typer.echo(say("report_is", LANGUAGE, file=written))


def open_report(
    webinar: Annotated[str, typer.Argument(help=_help("webinar_known"), metavar="WEBINAR")],
) -> None:
    """Open the internal report of a webinar, written first when it is missing."""
    import webbrowser

    from chatmining.report.build import report_path, write_report
    from chatmining.settings import Settings

    home = Settings().place()
    path = report_path(home, webinar)
    if not path.is_file():
        write_report(home, webinar, language=LANGUAGE)
    if not webbrowser.open(path.as_uri()):
        typer.echo(say("not_opened", LANGUAGE, file=path))
