"""`chatmining process`: the main job."""

from pathlib import Path
from typing import Annotated

import typer

from chatmining.cli.console import LANGUAGE, progress
from chatmining.words import say


def _help(name: str) -> str:
    return say(name, LANGUAGE, catalogue_name="help")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=_help("process"))(process)


def process(
    files: Annotated[list[Path], typer.Argument(help=_help("files"), metavar="FILE…")],
    webinar: Annotated[str | None, typer.Option(help=_help("webinar"))] = None,
    title: Annotated[str | None, typer.Option(help=_help("title"))] = None,
    start: Annotated[str | None, typer.Option(help=_help("start"), metavar="ISO")] = None,
    timezone: Annotated[str | None, typer.Option(help=_help("timezone"), metavar="TZ")] = None,
    chat_format: Annotated[str | None, typer.Option("--format", help=_help("chat_format"), metavar="ID")] = None,
    mapping: Annotated[str | None, typer.Option(help=_help("mapping"), metavar="NAME|FILE.toml")] = None,
) -> None:
    """Read exports, sort their comments, store them, publish, and say what was found."""
    from chatmining.batch import Options, process_files, write_reports
    from chatmining.cli.summary import show_outcome
    from chatmining.formats.table import told
    from chatmining.settings import Settings

    home = Settings().place()
    columns = told(mapping, home.mappings) if mapping else None
    options = Options(
        webinar=webinar, title=title, start=start, timezone=timezone, chat_format=chat_format, mapping=columns
    )
    with progress() as show:
        outcome = process_files(files, options, home, show)
        write_reports(outcome, home, LANGUAGE)
    show_outcome(outcome, home)
    raise typer.Exit(outcome.exit_code)
