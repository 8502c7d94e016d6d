"""`chatmining maintain`: check the store and the room it has."""

import typer

from chatmining.cli.console import LANGUAGE, number, progress
from chatmining.words import say


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=say("maintain", LANGUAGE, catalogue_name="help"))(maintain)


def maintain() -> None:
    """Check, compact, and say what was found; exit code 0 all well, 1 something to look at."""
    from chatmining.maintenance import Health, health_lines
    from chatmining.maintenance import maintain as look_after
    from chatmining.settings import Settings

    with progress() as show:
        health: Health = look_after(Settings().place(), show)
    typer.echo("\n".join(health_lines(health, LANGUAGE, number)))
    raise typer.Exit(health.exit_code)
