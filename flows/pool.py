"""The work pool: one place, so one writer; and what to do with runs whose worker was killed."""

import os
import time
import urllib.error
import urllib.request
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed
from prefect.workers.process import ProcessWorker

_PATIENCE_S = 120.0
_UNDER_WAY = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]


def answers(url: str) -> bool:
    """Wait for the server at `url`; tell whether it answers within two minutes."""
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    return False


def set_up(pool: str) -> None:
    """Make the pool with its one place, or put that right."""
    with get_client(sync_client=True) as client:
        try:
            client.read_work_pool(pool)
            client.update_work_pool(pool, WorkPoolUpdate(concurrency_limit=1))
        except ObjectNotFound:
            template = ProcessWorker.get_default_base_job_template()
            client.create_work_pool(
                WorkPoolCreate(name=pool, type="process", concurrency_limit=1, base_job_template=template)
            )


def give_back(pool: str) -> list[str]:
    """Mark as crashed the runs under way whose process is gone; return their names.

    A run that outlived its worker goes on by itself and keeps its place.
    """
    wanted = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_UNDER_WAY)))
    names = []
    with get_client(sync_client=True) as client:
        in_pool = WorkPoolFilter(name=WorkPoolFilterName(any_=[pool]))
        for run in client.read_flow_runs(flow_run_filter=wanted, work_pool_filter=in_pool):
            if not _alive(run.infrastructure_pid):
                client.set_flow_run_state(run.id, Crashed(message="Its worker was killed."), force=True)
                names.append(run.name)
    return names


def _alive(pid: str | None) -> bool:
    """Tell whether the process of a run is still there; a number used again belongs to another program."""
    if not pid or not pid.isdigit():
        return False
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"prefect" in command and int(pid) != os.getpid()
