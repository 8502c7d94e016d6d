"""Settings for a run without a server: quiet, offline, and without what such a run has no use for."""

import logging
import os
import tempfile
from pathlib import Path

from chatmining.settings import Settings

# Each may be set otherwise in the environment. What a run of one flow has no use for is switched off: the temporary
# server's pages, schedules, late runs, triggers and clean-ups, the registration of blocks (half of a first start).
_ALONE = {
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED": "false",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
}
_ALWAYS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "chatmining",
}


def quiet_and_offline() -> None:
    """Set the defaults, before Prefect is imported; with a real server (PREFECT_API_URL) only the harmless ones."""
    alone = {} if os.environ.get("PREFECT_API_URL") else _ALONE
    for name, value in {**_ALWAYS, **alone}.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("PREFECT_HOME", str(_prefect_home()))
    logging.getLogger("chatmining").setLevel(logging.INFO if os.environ.get("PREFECT_API_URL") else logging.ERROR)


def _prefect_home() -> Path:
    """Return a folder for Prefect's own database, made here since Prefect does not make its parents.

    Where the home cannot be written, processing will say so in one sentence; Prefect must not fail before.
    """
    folder = Settings().place().folder / "prefect"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="chatmining-"))
    return folder
