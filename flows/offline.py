"""Settings for a run without a server: quiet, offline, and without what such a run has no use for."""

import os

# Each may be set otherwise in the environment; a real server (PREFECT_API_URL) is left alone.
_DEFAULTS = {
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_CLI_PROMPT": "false",
}


def quiet_and_offline() -> None:
    """Set the defaults, before Prefect is imported."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
