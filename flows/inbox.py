"""The inbox every night, under Prefect: `python -m flows.inbox FOLDER`, the same as `chatmining inbox`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from flows.offline import quiet_and_offline

quiet_and_offline()

from prefect import flow, task  # noqa: E402 - Prefect reads its settings when imported
from prefect.artifacts import (  # noqa: E402
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.states import Completed, Failed  # noqa: E402
from prefect.tasks import exponential_backoff  # noqa: E402

from chatmining import __version__  # noqa: E402
from chatmining.cli.console import LANGUAGE, safe  # noqa: E402
from chatmining.errors import ChatminingError  # noqa: E402
from chatmining.inbox import Holder, Inbox, Report, lines, locked, may_pass  # noqa: E402
from chatmining.reader import Reader  # noqa: E402
from chatmining.settings import Settings  # noqa: E402
from chatmining.words import sentence  # noqa: E402
from flows.hooks import log, tell  # noqa: E402

if TYPE_CHECKING:
    from uuid import UUID

    from prefect.client.schemas.objects import State, TaskRun
    from prefect.tasks import Task

P = ParamSpec("P")
R = TypeVar("R")
_HOUR = 3600
_BACKOFF_S = 10


def _worth_another_try(task: "Task[Any, Any]", run: "TaskRun", state: "State[Any]") -> bool:
    """Tell whether waiting may mend what failed."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, ChatminingError) and may_pass(error)


def _again(function: Callable[P, R], name: str) -> "Task[P, R]":
    """Return a task that tries three times: what a try has stored, the next one recognises."""
    return task(
        name=name,
        retries=2,
        retry_delay_seconds=exponential_backoff(backoff_factor=_BACKOFF_S),
        retry_jitter_factor=0.5,
        retry_condition_fn=_worth_another_try,
        timeout_seconds=_HOUR,
        cache_policy=NO_CACHE,
    )(function)


look = _again(Inbox.news, "look")
take = _again(Inbox.take, "take")
publish = _again(Inbox.finish, "publish")


@flow(
    name="inbox",
    version=__version__,
    timeout_seconds=6 * _HOUR,
    on_failure=[tell],
    on_crashed=[tell],
    validate_parameters=True,
)
def inbox(folder: Path) -> "State[tuple[int, str]]":
    """Store what is new in a folder of chat exports, recognise what is known, explain what cannot be read.

    Args:
        folder: The folder that exports are dropped into; nothing in it is moved or changed.

    """
    home = Settings().place()
    with locked(home, _waiting):
        report = _run(Inbox(folder, home, Reader(home), LANGUAGE, lambda step, done, total: None))
    text = "\n".join(safe(line) for line in lines(report, home, LANGUAGE))
    create_markdown_artifact(markdown=text, key="inbox-report", description="What the run of the inbox did")
    if report.stopped:
        return Failed(message=sentence(report.stopped, LANGUAGE), data=(report.exit_code, text))
    return Completed(message=text.partition("\n")[0].lstrip("# "), data=(report.exit_code, text))


def _run(inbox_run: Inbox) -> Report:
    try:
        drops = look(inbox_run)
        shown = create_progress_artifact(progress=0.0, key="inbox-progress", description="Files taken in")
        for n, drop in enumerate(drops, start=1):
            take(inbox_run, drop)
            update_progress_artifact(cast("UUID", shown), progress=100 * n / len(drops))
    except ChatminingError as error:
        inbox_run.report.stopped = error
    return publish(inbox_run)


def _waiting(holder: Holder) -> None:
    log.info("waiting for the run of process %s on %s, since %s", holder.pid, holder.host, holder.since)


def main(arguments: list[str]) -> int:
    """Run the flow on a folder and print its report."""
    from chatmining.cli.console import stderr

    try:
        state = inbox(Path(arguments[0]), return_state=True)
        exit_code, text = cast("tuple[int, str]", state.result(raise_on_failure=False))
    except ChatminingError as error:
        stderr().print(sentence(error, LANGUAGE), style="red", markup=False, highlight=False, soft_wrap=True)
        return 2
    sys.stdout.write(f"{text}\n")
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
