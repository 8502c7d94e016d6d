"""The application and its commands; an error of ours becomes one sentence and exit code 2."""

import os
import sys

import typer

from chatmining.cli import (
    check,
    classify,
    export,
    inbox,
    info,
    maintain,
    models,
    process,
    query,
    report,
    search,
    theme,
    topics,
)
from chatmining.cli.console import LANGUAGE, stderr
from chatmining.errors import ChatminingError
from chatmining.words import say, sentence

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=say("app", LANGUAGE, catalogue_name="help"),
)
for module in (process, inbox, report, check, classify, query, search, info, models, theme, topics, maintain, export):
    module.register(app)


def main() -> None:
    """Run the command line; exit codes: 0 done, 1 something set aside or warned about, 2 nothing done."""
    try:
        app()
    except ChatminingError as error:
        stderr().print(sentence(error, LANGUAGE), style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(2)
    except BrokenPipeError:  # `chatmining sql … | head`: the reader has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        stderr().print(say("interrupted", LANGUAGE))
        sys.exit(130)
