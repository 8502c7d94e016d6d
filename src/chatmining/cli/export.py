"""`chatmining export`: comments as a file for another program."""

import re
from pathlib import Path
from typing import Annotated

import typer

from chatmining.cli.console import LANGUAGE, number, stderr
from chatmining.words import count, say

_ENDINGS = {"iramuteq": "txt"}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=say("export", LANGUAGE, catalogue_name="help"))(export)


def _help(code: str) -> str:
    return say(code, LANGUAGE, catalogue_name="help")


def export(
    form: Annotated[
        str, typer.Option("--format", help=_help("export_format"), metavar="parquet|csv|xlsx|jsonl|iramuteq")
    ],
    webinar: Annotated[str | None, typer.Option(help=_help("only_webinar"))] = None,
    to: Annotated[Path | None, typer.Option(help=_help("export_to"), metavar="FICHIER")] = None,
) -> None:
    """Write the comments; exit code 1 when some were cut or left out."""
    from chatmining.exports import export as write
    from chatmining.settings import Settings
    from chatmining.store import open_reader

    name = re.sub(r"[^\w-]+", "_", webinar or "commentaires").strip("_") or "commentaires"
    target = to or Path(f"{name}.{_ENDINGS.get(form, form)}")
    with open_reader(Settings().place().snapshot) as connection:
        written = write(connection, form, target, webinar)
    kept = count("unit_of_comments", written.comments, LANGUAGE, number(written.comments))
    typer.echo(say("exported", LANGUAGE, file=target, comments=kept))
    for code, n in (("export_cut", written.cut), ("export_left_out", written.left_out)):
        if n:
            stderr().print(say(code, LANGUAGE, n=number(n)), markup=False, highlight=False, soft_wrap=True)
    if written.cut or written.left_out:
        raise typer.Exit(1)
