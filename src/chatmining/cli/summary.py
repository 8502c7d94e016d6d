"""The few lines an organizer reads after a run."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from chatmining.batch import Outcome
from chatmining.cli.console import LANGUAGE, number, percent, safe, stderr
from chatmining.home import Home
from chatmining.store import fetch, open_reader
from chatmining.words import count, day, say, sentence

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def show_outcome(outcome: Outcome, home: Home) -> None:
    """Print the summaries, then one sentence for each file that could not be read."""
    show_summaries(outcome, home)
    for error in outcome.errors:
        stderr().print(sentence(error, LANGUAGE), style="red", markup=False, highlight=False, soft_wrap=True)


def show_summaries(outcome: Outcome, home: Home) -> None:
    """Print what each processed webinar holds, where the database is, and a line of SQL to try."""
    for webinar_id in dict.fromkeys(processed.webinar_id for processed in outcome.processed):
        typer.echo("\n".join(webinar_lines(webinar_id, home)))
    for unread in (processed.unread for processed in outcome.processed if processed.unread):
        typer.echo(say("fix_unread", LANGUAGE, unread=_counted("unit_line", len(unread)), line=unread[0]))
    if outcome.processed:
        if not any(processed.added for processed in outcome.processed):
            typer.echo(say("nothing_new", LANGUAGE))
        for report in outcome.reports:
            typer.echo(say("report_is", LANGUAGE, file=report))
        typer.echo(say("database_is", LANGUAGE, file=home.snapshot))
        typer.echo(say("try_sql", LANGUAGE, command=_command()))


def webinar_lines(webinar_id: str, home: Home) -> list[str]:
    """Return the summary of a webinar, from the published snapshot alone."""
    with open_reader(home.snapshot) as db:
        decisions = dict(fetch(db, "summary_decisions", webinar=webinar_id))
        none, doubt = number(decisions.get("aucun", 0)), number(decisions.get("incertain", 0))
        return [
            *_head(db, webinar_id, decisions.get("bruit", 0)),
            "",
            *_themes(db, webinar_id),
            "",
            say("undecided", LANGUAGE, none=none, doubt=doubt),
            *_topics(db, webinar_id),
            *_polls(db, webinar_id),
            "",
        ]


def _head(db: "DuckDBPyConnection", webinar_id: str, noise: int) -> Iterator[str]:
    ((title, date),) = fetch(db, "summary_webinar", webinar=webinar_id)
    ((records, comments),) = fetch(db, "summary_counts", webinar=webinar_id)
    ((people,),) = fetch(db, "summary_people", webinar=webinar_id)
    reasons = fetch(db, "summary_reasons", webinar=webinar_id)
    yield ""
    yield f"{safe(title)} ({day(date, LANGUAGE)})" if date else safe(title)
    units = {"unit_message": records, "unit_comment": comments, "unit_person": people}
    yield ", ".join(_counted(unit, n) for unit, n in units.items()) + "."
    if reasons:
        aside = ", ".join(_counted(f"reason_{reason}", n) for reason, n in reasons)
        yield say("set_aside", LANGUAGE, n=number(records - comments), reasons=aside)
    yield say("content", LANGUAGE, noise=number(noise), content=number(comments - noise))


def _themes(db: "DuckDBPyConnection", webinar_id: str) -> Iterator[str]:
    for theme, name, n, base, people, people_base in fetch(db, "summary_themes", webinar=webinar_id, language=LANGUAGE):
        yield say(
            "theme_line",
            LANGUAGE,
            name=safe(name),
            n=_counted("unit_of_comments", n),
            base=number(base),
            share=percent(n, base),
            people=_counted("unit_person", people),
            people_base=number(people_base),
        )
        for (text,) in fetch(db, "summary_verbatims", webinar=webinar_id, theme=theme, limit=2):
            yield f"    {say('quoted', LANGUAGE, text=_one_line(text))}"


def _topics(db: "DuckDBPyConnection", webinar_id: str) -> list[str]:
    topics = fetch(db, "summary_topics", webinar=webinar_id)
    listed = [f"    {safe(name)} ({number(size)})" for name, size in topics]
    return ["", say("topics", LANGUAGE), *listed] if listed else []


def _polls(db: "DuckDBPyConnection", webinar_id: str) -> list[str]:
    ((questions, answers),) = fetch(db, "summary_polls", webinar=webinar_id)
    units = {"questions": _counted("unit_poll", questions), "answers": _counted("unit_answer", answers)}
    return ["", say("polls_are", LANGUAGE, **units)] if questions else []


def _command() -> str:
    """Return how this user calls the command: by its name, or by its path in the virtual environment."""
    if shutil.which("chatmining"):
        return "chatmining"
    beside = Path(sys.executable).with_name("chatmining")
    return os.path.relpath(beside) if beside.exists() else "python -m chatmining"


def _counted(noun: str, n: int) -> str:
    return count(noun, n, LANGUAGE, number(n))


def _one_line(text: str, width: int = 160) -> str:
    flat = safe(" ".join(text.split()))
    return flat if len(flat) <= width else flat[: width - 1].rsplit(" ", 1)[0] + "…"
