"""The few lines an organizer reads after a run."""

import typer

from chatmining.batch import Outcome
from chatmining.cli.console import LANGUAGE, number, percent, safe, stderr
from chatmining.home import Home
from chatmining.store import fetch, open_reader
from chatmining.themes import taxonomy
from chatmining.words import count, say, sentence


def show_outcome(outcome: Outcome, home: Home) -> None:
    """Print the summaries, then one sentence for each file that could not be read."""
    show_summaries(outcome, home)
    for error in outcome.errors:
        stderr().print(sentence(error, LANGUAGE), style="red", markup=False, highlight=False, soft_wrap=True)


def show_summaries(outcome: Outcome, home: Home) -> None:
    """Print what each processed webinar holds, where the database is, and a line of SQL to try."""
    for webinar_id in dict.fromkeys(processed.webinar_id for processed in outcome.processed):
        typer.echo("\n".join(webinar_lines(webinar_id, home)))
    if outcome.processed:
        if not any(processed.added for processed in outcome.processed):
            typer.echo(say("nothing_new", LANGUAGE))
        typer.echo(say("database_is", LANGUAGE, file=home.snapshot))
        typer.echo(say("try_sql", LANGUAGE))


def webinar_lines(webinar_id: str, home: Home) -> list[str]:
    """Return the summary of a webinar, from the published snapshot alone."""
    with open_reader(home.snapshot) as db:
        ((title, date),) = fetch(db, "summary_webinar", webinar=webinar_id)
        ((records, comments),) = fetch(db, "summary_counts", webinar=webinar_id)
        ((people,),) = fetch(db, "summary_people", webinar=webinar_id)
        reasons = fetch(db, "summary_reasons", webinar=webinar_id)
        decisions = dict(fetch(db, "summary_decisions", webinar=webinar_id))
        themes = fetch(db, "summary_themes", webinar=webinar_id)
        quotes = {
            theme: fetch(db, "summary_verbatims", webinar=webinar_id, theme=theme, limit=2) for theme, *_ in themes
        }
        topics = fetch(db, "summary_topics", webinar=webinar_id)
    day = f" ({_day(date)})" if date else ""
    counted = {
        "records": _counted("unit_message", records),
        "comments": _counted("unit_comment", comments),
        "people": _counted("unit_person", people),
    }
    lines = ["", f"{safe(title)}{day}", say("counts", LANGUAGE, **counted)]
    if reasons:
        aside = ", ".join(_counted(f"reason_{reason}", n) for reason, n in reasons)
        lines.append(say("set_aside", LANGUAGE, n=number(records - comments), reasons=aside))
    content = comments - decisions.get("bruit", 0)
    noise = {"noise": number(decisions.get("bruit", 0)), "content": number(content)}
    lines += [say("content", LANGUAGE, **noise), ""]
    names = {theme.id: theme.name[LANGUAGE] for theme in taxonomy.load().themes}
    for theme, n, base, people_n, people_base in themes:
        lines.append(
            say(
                "theme_line",
                LANGUAGE,
                name=names.get(theme, theme),
                n=_counted("unit_of_comments", n),
                base=number(base),
                share=percent(n, base),
                people=_counted("unit_person", people_n),
                people_base=number(people_base),
            )
        )
        lines += [f"    « {_one_line(text)} »" for (text,) in quotes[theme]]
    lines += [
        "",
        say(
            "undecided",
            LANGUAGE,
            none=number(decisions.get("aucun", 0)),
            doubt=number(decisions.get("incertain", 0)),
        ),
    ]
    if topics:
        lines += [
            "",
            say("topics", LANGUAGE),
            *(f"    {safe(name)} ({number(size)})" for name, size in topics),
        ]
    return [*lines, ""]


def _counted(noun: str, n: int) -> str:
    return count(noun, n, LANGUAGE, number(n))


def _one_line(text: str, width: int = 160) -> str:
    flat = safe(" ".join(text.split()))
    return flat if len(flat) <= width else flat[: width - 1].rsplit(" ", 1)[0] + "…"


def _day(date: object) -> str:
    year, month, day = str(date).split("-")
    names = say("months", LANGUAGE).split()
    return f"{int(day)} {names[int(month) - 1]} {year}"
