"""How the command line speaks: language, terminal or plain, safe text, progress."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chatmining import words
from chatmining.words import LANGUAGES, say

if TYPE_CHECKING:
    from rich.console import Console

    from chatmining.pipeline import Progress

# Read here, before any settings are loaded: the help texts need it. Anything else than « en » is French.
LANGUAGE = os.environ.get("CHATMINING_LANGUAGE", "fr")
if LANGUAGE not in LANGUAGES:
    LANGUAGE = "fr"

# C0, DEL and C1 controls and the bidirectional marks: a chat must not drive the reader's terminal.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def stderr() -> "Console":
    """Return a console on the error stream."""
    from rich.console import Console

    return Console(file=sys.stderr)


def stdout() -> "Console":
    """Return a console on the output stream."""
    from rich.console import Console

    return Console()


def safe(text: object) -> str:
    """Return `text` without what could drive a terminal."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", str(text))


def number(value: float, decimals: int = 0) -> str:
    """Return a number as the language writes it: 1 234,5 in French, 1,234.5 in English."""
    return words.number(value, LANGUAGE, decimals)


def percent(part: float, whole: float, decimals: int = 1) -> str:
    """Return a share: « 12,5 % »."""
    return words.percent(part / whole if whole else 0.0, LANGUAGE, decimals)


@contextmanager
def progress() -> Iterator["Progress"]:
    """Lend a sign of progress: bars on a terminal, nothing elsewhere."""
    console = stderr()
    if not console.is_terminal:
        yield lambda step, done, total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, object] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(say(f"step_{step}", LANGUAGE), total=total)
            bars.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        yield show
