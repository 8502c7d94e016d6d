"""`chatmining inbox`: go through a folder of exports once, for a hand, cron or systemd."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chatmining.cli.console import LANGUAGE, progress, safe, stderr
from chatmining.words import say

if TYPE_CHECKING:
    from chatmining.inbox import Holder


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=say("inbox", LANGUAGE, catalogue_name="help"))(inbox)


def inbox(
    folder: Annotated[Path, typer.Argument(help=say("inbox_folder", LANGUAGE, catalogue_name="help"))],
) -> None:
    """Take in what is new and print the report; exit code 0 all done, 1 something set aside, 2 stopped."""
    from chatmining.inbox import lines, run_inbox
    from chatmining.reader import Reader
    from chatmining.settings import Settings

    home = Settings().place()
    with progress() as show:
        report = run_inbox(folder, home, Reader(home), LANGUAGE, show, _waiting)
    typer.echo("\n".join(safe(line) for line in lines(report, home, LANGUAGE)))
    raise typer.Exit(report.exit_code)


def _waiting(holder: "Holder") -> None:
    said = say("waiting_for", LANGUAGE, catalogue_name="inbox", pid=holder.pid, host=holder.host, since=holder.since)
    stderr().print(said, markup=False, highlight=False, soft_wrap=True)
