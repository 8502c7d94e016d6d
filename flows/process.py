"""One or more exports to the published database: `python -m flows.process FILE…`, the same as `chatmining process`.

`--refresh` instead of files reads again what a new model made stale.
"""

import sys
from pathlib import Path

from flows.offline import quiet_and_offline

quiet_and_offline()

from prefect import flow, task  # noqa: E402 - Prefect reads its settings when imported
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

from chatmining import __version__  # noqa: E402
from chatmining.batch import Options, Outcome, process_files, write_reports  # noqa: E402
from chatmining.cli.console import LANGUAGE  # noqa: E402
from chatmining.cli.summary import webinar_lines  # noqa: E402
from chatmining.home import Home  # noqa: E402
from chatmining.reader import Reader  # noqa: E402
from chatmining.refresh import refresh  # noqa: E402
from chatmining.settings import Settings  # noqa: E402
from flows.hooks import tell  # noqa: E402


@task(name="process", retries=2, retry_delay_seconds=5, cache_policy=NO_CACHE)
def process_all(files: list[Path], options: Options, home: Home) -> Outcome:
    """Process the files; the store makes a retry harmless."""
    outcome = process_files(files, options, home, lambda step, done, total: None)
    write_reports(outcome, home, LANGUAGE)
    return outcome


@task(name="summarise", cache_policy=NO_CACHE)
def summarise(webinar_ids: list[str], home: Home) -> str:
    """Write the summary of the webinars as an artifact of the run; return it."""
    text = "\n".join(line for webinar_id in webinar_ids for line in webinar_lines(webinar_id, home))
    create_markdown_artifact(markdown=text, key="webinars", description="What the webinars hold")
    return text


@task(name="refresh", retries=2, retry_delay_seconds=60, cache_policy=NO_CACHE)
def refresh_all(home: Home) -> list[str]:
    """Read again what the promoted models have not read; a retry goes on with what is left."""
    return refresh(home, Reader(home), lambda step, done, total: None)


@flow(name="process", version=__version__, validate_parameters=True, on_failure=[tell], on_crashed=[tell])
def process(
    files: list[Path],
    webinar: str | None = None,
    title: str | None = None,
    start: str | None = None,
    timezone: str | None = None,
) -> Outcome:
    """Read chat exports, sort their comments by theme, find topics, store and publish.

    Args:
        files: The exports: files, zips or folders.
        webinar: The webinar's id; guessed when left out.
        title: The webinar's title; guessed when left out.
        start: When the webinar began, 2020-11-17T14:00.
        timezone: Where the clock was, Europe/Paris.

    """
    home = Settings().place()
    outcome = process_all(files, Options(webinar=webinar, title=title, start=start, timezone=timezone), home)
    if outcome.processed:
        summarise(list(dict.fromkeys(done.webinar_id for done in outcome.processed)), home)
    return outcome


@flow(name="refresh", version=__version__, on_failure=[tell], on_crashed=[tell])
def refresh_stale() -> list[str]:
    """Read again the webinars that a new model, taxonomy or method of topics made stale; return their ids."""
    home = Settings().place()
    webinars = refresh_all(home)
    if webinars:
        summarise(webinars, home)
    return webinars


def main(arguments: list[str]) -> int:
    """Run the flow on files and print what `chatmining process` prints; with --refresh, print what was read again."""
    from chatmining.cli.summary import show_outcome

    if arguments == ["--refresh"]:
        sys.stdout.writelines(f"{webinar}\n" for webinar in refresh_stale())
        return 0
    outcome = process([Path(argument) for argument in arguments])
    show_outcome(outcome, Settings().place())
    return outcome.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
