"""`chatmining info`: versions, model, database, counts."""

import platform
from importlib.metadata import version

import typer

from chatmining.cli.console import LANGUAGE, number
from chatmining.words import say

_LIBRARIES = ("duckdb", "spacy", "scikit-learn", "bertopic", "prefect")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=say("info", LANGUAGE, catalogue_name="help"))(info)


def info() -> None:
    """Print what is installed, which model reads, where the data are and how many."""
    from chatmining import __version__
    from chatmining.reader import Reader
    from chatmining.settings import Settings
    from chatmining.store import fetch, open_reader

    home = Settings().place()
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    typer.echo(f"chatmining {__version__} (Python {platform.python_version()}; {libraries})")
    reader = Reader(home)
    typer.echo(say("info_model", LANGUAGE, model=reader.model_id, encoder=reader.encoder_id))
    typer.echo(say("info_home", LANGUAGE, folder=home.folder))
    if not home.snapshot.exists():
        typer.echo(say("info_empty", LANGUAGE))
        return
    with open_reader(home.snapshot) as connection:
        ((webinars, comments, messages, people),) = fetch(connection, "info_counts")
    counts = {"webinars": webinars, "comments": comments, "messages": messages, "people": people}
    typer.echo(say("info_counts", LANGUAGE, **{name: number(value) for name, value in counts.items()}))
