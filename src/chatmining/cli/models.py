"""`chatmining evaluate`: how good the model is on a labelled file."""

import json
from pathlib import Path
from typing import Annotated

import typer

from chatmining.cli.console import LANGUAGE
from chatmining.words import say


def _help(name: str) -> str:
    return say(name, LANGUAGE, catalogue_name="help")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=_help("evaluate"))(evaluate)


def evaluate(
    data: Annotated[Path, typer.Option(help=_help("data"), metavar="FILE.jsonl")],
    as_json: Annotated[bool, typer.Option("--json", help=_help("json"))] = False,
) -> None:
    """Score the promoted model on labelled comments it never saw, beside its baselines."""
    from chatmining.evaluation import evaluate_file, lines
    from chatmining.settings import Settings

    report = evaluate_file(data, Settings().place())
    typer.echo(json.dumps(report, ensure_ascii=False) if as_json else "\n".join(lines(report, LANGUAGE)))
