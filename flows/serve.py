"""A local Prefect server, one worker and the schedules: `python -m flows.serve [INBOX]`, `make serve`.

`python -m flows.serve --worker` starts the worker alone, for a server that runs elsewhere (PREFECT_API_URL).
"""

import itertools
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from flows.offline import quiet_and_offline

if TYPE_CHECKING:
    from flows.pool import Places

log = logging.getLogger("chatmining.flows")
ROOT = Path(__file__).resolve().parents[1]
POOL = "chatmining"
_LOOK_S = 2.0
_PLACES_EVERY = 15  # looks
_GRACE_S = 15.0


def main(arguments: list[str]) -> int:
    """Keep server and worker running until a signal; return 0, or 1 when the server does not answer."""
    from chatmining.cli.console import LANGUAGE
    from chatmining.words import say
    from flows.pool import Places, answers, set_up

    signal.signal(signal.SIGTERM, _stop)
    worker_only = arguments[:1] == ["--worker"]
    _environment(None if worker_only else next(iter(arguments), None))
    url = os.environ["PREFECT_API_URL"]
    running: dict[str, subprocess.Popen[bytes]] = {}
    places = Places(POOL)
    try:
        if not worker_only:
            running["server"] = _prefect("server", "start", "--host", _host(url), "--port", _port(url))
        if not answers(url):
            return 1
        set_up(POOL)
        subprocess.run([*_COMMAND, "--no-prompt", "deploy", "--all"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        running["worker"] = _worker(places)
        sys.stdout.write(
            say("serving", LANGUAGE, catalogue_name="inbox", url=url.removesuffix("/api"), folder=_inbox()) + "\n"
        )
        sys.stdout.flush()
        _watch(running, url, places)
    except KeyboardInterrupt:
        pass
    finally:
        _end(running)
    return 0


_COMMAND = (sys.executable, "-m", "prefect")


def _environment(inbox: str | None) -> None:
    """Say where things are to the server, the worker and the runs, all of them children of this process."""
    os.environ.setdefault("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    quiet_and_offline()
    os.environ["CHATMINING_CHECKOUT"] = str(ROOT)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    folder = inbox or os.environ.get("CHATMINING_INBOX") or Path(os.environ["PREFECT_HOME"]).parent / "inbox"
    os.environ["CHATMINING_INBOX"] = str(Path(folder).absolute())


def _inbox() -> str:
    return os.environ["CHATMINING_INBOX"]


def _host(url: str) -> str:
    return url.split("//")[1].split(":")[0]


def _port(url: str) -> str:
    return url.rsplit(":", 1)[1].removesuffix("/api")


def _prefect(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*_COMMAND, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)


def _worker(places: "Places") -> subprocess.Popen[bytes]:
    """Start the worker; runs that an earlier one left behind would hold the pool's only place for ever."""
    places.give_back(worker_gone=True)
    return _prefect("worker", "start", "--pool", POOL, "--type", "process", "--limit", "1", "--name", "chatmining")


def _watch(running: dict[str, subprocess.Popen[bytes]], url: str, places: "Places") -> None:
    """Start again what dies, and give back the places of runs that died; what the server cannot answer waits."""
    import httpx

    from flows.pool import answers

    for look in itertools.count():
        time.sleep(_LOOK_S)
        server, worker = running.get("server"), running["worker"]
        if server and server.poll() is not None:
            running["server"] = _prefect("server", "start", "--host", _host(url), "--port", _port(url))
        try:
            if worker.poll() is not None and answers(url):
                running["worker"] = _worker(places)
            elif look % _PLACES_EVERY == 0:
                places.give_back(worker_gone=False)
        except httpx.HTTPError as error:
            log.warning("the server does not answer: %s", error)


def _end(running: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask the worker, then the server, to end; end them after a while."""
    for process in reversed(running.values()):
        process.terminate()
        try:
            process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
