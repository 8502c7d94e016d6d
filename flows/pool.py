"""The work pool: one place, so one writer; and what to do with runs whose worker was killed."""

import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed
from prefect.workers.process import ProcessWorker

_PATIENCE_S = 120.0
_STARTING = timedelta(minutes=5)  # the longest that a run with a place may be without a process
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


@dataclass(slots=True)
class Places:
    """The places of a pool, and the runs that seemed lost at the last look."""

    pool: str
    suspects: set[UUID] = field(default_factory=set)

    def give_back(self, worker_gone: bool) -> list[str]:
        """Mark as crashed the runs under way whose process is gone; return their names.

        A run that outlived its worker goes on by itself and keeps its place, until it ends or dies in its turn. While
        a worker is there, it may be about to start a run or to tell its end: then a run must have been lost at the
        last look too, and had time to start. Raises httpx.HTTPError when the server does not answer.
        """
        with get_client(sync_client=True) as client:
            lost = [run for run in _under_way(client, self.pool) if not _alive(run.infrastructure_pid)]
            sure = [run for run in lost if worker_gone or (run.id in self.suspects and _had_time_to_start(run))]
            for run in sure:
                client.set_flow_run_state(run.id, Crashed(message="Its worker was killed."), force=True)
        self.suspects = {run.id for run in lost}
        return [run.name for run in sure]


def _under_way(client: SyncPrefectClient, pool: str) -> list[FlowRun]:
    wanted = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_UNDER_WAY)))
    in_pool = WorkPoolFilter(name=WorkPoolFilterName(any_=[pool]))
    return client.read_flow_runs(flow_run_filter=wanted, work_pool_filter=in_pool)


def _had_time_to_start(run: FlowRun) -> bool:
    since = run.state.timestamp if run.state else None
    return bool(run.infrastructure_pid) or since is None or datetime.now(UTC) - since > _STARTING


def _alive(pid: str | None) -> bool:
    """Tell whether the process of a run is still there; a number used again belongs to another program."""
    if not pid or not pid.isdigit():
        return False
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"prefect" in command and int(pid) != os.getpid()
