"""`chatmining models` and `chatmining evaluate`: which model reads, and how well."""

import json
from pathlib import Path
from typing import Annotated

import typer

from chatmining.cli.console import LANGUAGE
from chatmining.words import say

KIND = "themes"


def _help(name: str) -> str:
    return say(name, LANGUAGE, catalogue_name="help")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command(help=_help("evaluate"))(evaluate)
    group = typer.Typer(no_args_is_help=True, help=_help("models"))
    group.command("list", help=_help("models_list"))(list_models)
    group.command(help=_help("models_show"))(show)
    group.command(help=_help("models_promote"))(promote)
    group.command(help=_help("models_rollback"))(rollback)
    app.add_typer(group, name="models")


def evaluate(
    data: Annotated[list[Path], typer.Option(help=_help("data"), metavar="FILE.jsonl")],
    as_json: Annotated[bool, typer.Option("--json", help=_help("json"))] = False,
) -> None:
    """Score the promoted model on labelled comments it never saw, beside its baselines."""
    from chatmining.evaluation import evaluate_files, lines
    from chatmining.settings import Settings

    report = evaluate_files(data, Settings().place())
    typer.echo(json.dumps(report, ensure_ascii=False) if as_json else "\n".join(lines(report, LANGUAGE)))


def list_models() -> None:
    """Print every theme model, the current one marked."""
    from chatmining import artefacts
    from chatmining.settings import Settings

    models = Settings().place().models
    current = artefacts.current(models, KIND).name
    for model_id in artefacts.identifiers(models, KIND):
        card = artefacts.metadata(artefacts.folder(models, KIND, model_id))
        mark = "*" if model_id == current else " "
        typer.echo(f"{mark} {model_id}\t{card['encoder_id']}\t{card['corpus_size']}")


def show(model_id: Annotated[str, typer.Argument(help=_help("model_id"))] = "") -> None:
    """Print a model's card."""
    from chatmining import artefacts
    from chatmining.settings import Settings

    models = Settings().place().models
    folder = artefacts.folder(models, KIND, model_id) if model_id else artefacts.current(models, KIND)
    typer.echo((folder / "README.md").read_text("utf-8"))


def promote(model_id: Annotated[str, typer.Argument(help=_help("model_id"))]) -> None:
    """Make a model the one that reads."""
    from chatmining import artefacts
    from chatmining.settings import Settings

    artefacts.promote(Settings().place().models, KIND, model_id)
    typer.echo(say("model_promoted", LANGUAGE, model=model_id))


def rollback() -> None:
    """Go back to the model that read before."""
    from chatmining import artefacts
    from chatmining.settings import Settings

    typer.echo(say("model_promoted", LANGUAGE, model=artefacts.rollback(Settings().place().models, KIND)))
