"""The weekly look at the store, under Prefect: the same as `chatmining maintain`."""

from flows.offline import quiet_and_offline

quiet_and_offline()

from prefect import flow, task  # noqa: E402 - Prefect reads its settings when imported
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

from chatmining import __version__  # noqa: E402
from chatmining.cli.console import LANGUAGE, number  # noqa: E402
from chatmining.home import Home  # noqa: E402
from chatmining.maintenance import Health, health_lines, maintain  # noqa: E402
from chatmining.settings import Settings  # noqa: E402
from flows.hooks import tell  # noqa: E402


@task(name="maintain", retries=2, retry_delay_seconds=[60, 600], timeout_seconds=3600, cache_policy=NO_CACHE)
def look_after(home: Home) -> Health:
    """Check and compact the store."""
    return maintain(home, lambda step, done, total: None)


@flow(name="maintenance", version=__version__, timeout_seconds=7200, on_failure=[tell], on_crashed=[tell])
def maintenance() -> int:
    """Check the store, write it to its file, watch the disk; return 0 when all is well, 1 otherwise."""
    health = look_after(Settings().place())
    text = "\n".join(f"- {line}" for line in health_lines(health, LANGUAGE, number))
    create_markdown_artifact(markdown=text, key="maintenance-report", description="How the store is")
    return health.exit_code


if __name__ == "__main__":
    maintenance()
