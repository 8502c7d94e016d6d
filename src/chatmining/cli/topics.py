"""`chatmining topics`: the topics of a webinar and of the series, what became of them, and the names people give."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from chatmining.cli.console import LANGUAGE, number, percent, safe
from chatmining.errors import BadInput
from chatmining.words import count, say

_COLON = "\N{NO-BREAK SPACE}:" if LANGUAGE == "fr" else ":"


def _help(name: str) -> str:
    return say(name, LANGUAGE, catalogue_name="help")


Topic = Annotated[str, typer.Argument(help=_help("topic_id"), metavar="TOPIC")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(no_args_is_help=True, help=_help("topics"))
    group.command("list", help=_help("topics_list"))(list_topics)
    group.command("show", help=_help("topics_show"))(show)
    group.command("name", help=_help("topics_name"))(name)
    group.command("history", help=_help("topics_history"))(history)
    app.add_typer(group, name="topics")


def list_topics(webinar: Annotated[str | None, typer.Argument(help=_help("webinar_or_series"))] = None) -> None:
    """Print the topics of a webinar, or those of the whole series."""
    rows = _ask("topics_of_webinar", webinar=webinar) if webinar else _ask("topics_of_series")
    if not rows:
        raise BadInput("topic_none", found=webinar or "")
    for registry_id, called, size, people, grade, event, candidate in rows:
        told = [_counted("unit_of_comments", size), _counted("unit_person", people)]
        told += [say(f"topic_{word}", LANGUAGE) for word in (grade, event, candidate) if word]
        typer.echo(f"{registry_id}  {safe(called)}{_COLON} {', '.join(told)}")


def show(
    topic: Topic, examples: Annotated[Path | None, typer.Option(help=_help("topic_examples"), metavar="FILE")] = None
) -> None:
    """Print what is known of a topic: where, how sure, and comments that show it; write them all for `theme add`."""
    for row in _known(topic, "topic_shown"):
        webinar, called, size, comments, people, grade, back, support, terms, verbatims = row
        typer.echo(f"{safe(called)} ({safe(webinar)})")
        counts = {"n": number(size), "base": number(comments), "people": number(people)}
        typer.echo(say("topic_size", LANGUAGE, share=percent(size, comments), **counts))
        sure = {"grade": say(f"topic_{grade}", LANGUAGE), "share": percent(back or 0, 1), "support": number(support)}
        typer.echo(say("topic_not_measured" if back is None else "topic_back", LANGUAGE, **sure))
        typer.echo(say("topic_terms", LANGUAGE, terms=safe(", ".join(terms))))
        for text in verbatims:
            typer.echo(f"    {say('quoted', LANGUAGE, text=safe(' '.join(text.split())))}")
    if examples:
        _write_examples(topic, called, examples)


def _write_examples(topic: str, called: str, file: Path) -> None:
    """Write the topic's comments as JSON Lines, the most typical first; a file that is there is left alone."""
    from chatmining.themes.added import FEWEST

    texts = [text for (text,) in _ask("topic_examples", registry=topic)]
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    except FileExistsError as error:
        raise BadInput("file_there", file=file) from error
    except OSError as error:
        raise BadInput("file_unwritable", file=file, found=error.strerror) from error
    about = {"comments": _counted("unit_of_comments", len(texts)), "file": safe(str(file))}
    few = len(texts) < FEWEST
    more = {"fewest": number(FEWEST), "name": safe(called)} if few else {}
    typer.echo(say("topic_examples_few" if few else "topic_examples", LANGUAGE, **about, **more))


def name(topic: Topic, new: Annotated[str, typer.Argument(help=_help("topic_name"), metavar="NAME")]) -> None:
    """Pin the name of a topic of the series, and publish."""
    from chatmining.settings import Settings
    from chatmining.store import fetch, open_writer, publish, transaction

    written = " ".join(new.split())
    if not written:
        raise BadInput("topic_name_empty", found=topic)
    home = Settings().place()
    with open_writer(home.database) as connection:
        with transaction(connection):
            if not fetch(connection, "pin_name", registry=topic, given=written):
                raise BadInput("topic_unknown", found=topic)
        publish(connection, home.snapshot)
    typer.echo(say("topic_pinned", LANGUAGE, topic=topic, name=safe(written)))


def history(topic: Topic) -> None:
    """Print what became of a topic, webinar after webinar."""
    for date, title, event, found, size, other in _known(topic, "topic_told"):
        details = [say(f"topic_{event}", LANGUAGE)]
        details += [safe(found)] if found and event != "merged" else []
        details += [safe(other)] if other else []
        details += [_counted("unit_of_comments", size)] if size and event != "merged" else []
        typer.echo(f"{date or '?'}  {safe(title)}{_COLON} {', '.join(details)}")


def _counted(noun: str, n: int) -> str:
    return count(noun, n, LANGUAGE, number(n))


def _known(topic: str, query: str) -> list[tuple[Any, ...]]:
    rows = _ask(query, registry=topic)
    if not rows:
        raise BadInput("topic_unknown", found=topic)
    return rows


def _ask(query: str, **parameters: str) -> list[tuple[Any, ...]]:
    from chatmining.settings import Settings
    from chatmining.store import fetch, open_reader

    with open_reader(Settings().place().snapshot) as connection:
        return fetch(connection, query, **parameters)
