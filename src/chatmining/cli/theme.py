"""`chatmining theme`: add a theme of one's own, list the themes."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from chatmining.cli.console import LANGUAGE, number, percent
from chatmining.words import say


def _help(name: str) -> str:
    return say(name, LANGUAGE, catalogue_name="help")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(no_args_is_help=True, help=_help("theme"))
    group.command("add", help=_help("theme_add"))(add)
    group.command("list", help=_help("theme_list"))(list_themes)
    app.add_typer(group, name="theme")


def add(
    theme: Annotated[str, typer.Argument(help=_help("theme_id"))],
    examples: Annotated[Path, typer.Option(help=_help("examples"), metavar="FILE")],
    name: Annotated[str | None, typer.Option(help=_help("theme_name"))] = None,
) -> None:
    """Learn a theme from examples, say how far to trust it, keep it."""
    from chatmining.reader import Reader
    from chatmining.settings import Settings
    from chatmining.teaching import teach, trust

    home = Settings().place()
    reader = Reader(home)
    encoders = (reader.encoder, reader.general)
    learnt = teach(theme, name or theme.capitalize(), examples, encoders, home.models, home.themes, date.today())
    scores = {"f1": number(learnt.f1, 2), "low": number(learnt.low, 2), "high": number(learnt.high, 2)}
    base = percent(learnt.examples, learnt.examples + learnt.others)
    typer.echo(say("theme_learnt", LANGUAGE, theme=theme, n=learnt.examples, others=learnt.others, base=base, **scores))
    typer.echo(say(f"trust_{trust(learnt)}", LANGUAGE))


def list_themes() -> None:
    """Print each theme with what is known of it."""
    from chatmining.reader import Reader
    from chatmining.settings import Settings
    from chatmining.themes import taxonomy

    for theme in taxonomy.load().themes:
        typer.echo(f"{theme.id}\t{theme.name[LANGUAGE]}")
    for name, added in Reader(Settings().place()).added.items():
        scores = {"f1": number(added.f1, 2), "low": number(added.low, 2), "high": number(added.high, 2)}
        typer.echo(f"{name}\t" + say("theme_added", LANGUAGE, n=added.examples, **scores))
