"""`chatmining read`: the raw reading of a file, for checking it. Nothing is stored."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from chatmining.cli.console import LANGUAGE, safe
from chatmining.words import say

_FIELDS = ("n", "time", "date", "clock", "author", "recipient", "private", "kind", "quote", "emoji", "text")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=say("read", LANGUAGE, catalogue_name="help"))(read)


def read(
    file: Annotated[Path, typer.Argument(help=say("file", LANGUAGE, catalogue_name="help"))],
    as_json: Annotated[bool, typer.Option("--json", help=say("json", LANGUAGE, catalogue_name="help"))] = False,
) -> None:
    """Print every record of a chat export, names included."""
    from chatmining.formats import read as records

    for message in records(file):
        if as_json:
            row = asdict(message)
            typer.echo(json.dumps({name: row[name] for name in _FIELDS}, ensure_ascii=False))
        else:
            text = " ".join(message.text.split())
            typer.echo(safe(f"{message.n}\t{message.time or ''}\t{message.kind}\t{message.author or ''}\t{text}"))
