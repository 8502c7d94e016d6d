"""A real local server with its worker, for the tests and the bench."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.samples import ROOT

PATIENCE_S = 240


@dataclass
class Served:
    """`flows.serve` under way: its process, its address, and what it was told."""

    process: subprocess.Popen
    environment: dict[str, str]
    log: Path

    def prefect(self, *arguments: str) -> str:
        """Run Prefect's own command against the server."""
        command = [sys.executable, "-m", "prefect", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, cwd=ROOT, check=True)
        return done.stdout

    def children(self, word: str) -> list[int]:
        """Return the pids of the processes of this home, orphans too, whose command holds `word`."""
        ours, found = f"CHATMINING_HOME={self.environment['CHATMINING_HOME']}".encode(), []
        for process in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
            try:
                environment = (process / "environ").read_bytes().split(b"\0")
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if ours in environment and word in command:
                found.append(int(process.name))
        return found

    def kill(self, word: str) -> None:
        """SIGKILL the first process whose command holds `word`."""
        for pid in self.children(word)[:1]:
            os.kill(pid, signal.SIGKILL)


@contextmanager
def served(home: Path, inbox: Path) -> Iterator[Served]:
    """Start server, worker and schedules on a free port; end them all afterwards."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {
        **os.environ,
        "CHATMINING_HOME": str(home),
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
    }
    log = home.parent / "serve.log"
    with log.open("w") as stream:
        command = [sys.executable, "-m", "flows.serve", str(inbox)]
        process = subprocess.Popen(command, env=environment, stdout=stream, stderr=subprocess.STDOUT, cwd=ROOT)
        try:
            until(lambda: f"127.0.0.1:{port}" in log.read_text("utf-8", errors="replace"))
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health").close()
            yield Served(process, environment, log)
        finally:
            process.terminate()
            process.wait(60)


def until(holds, patience: float = PATIENCE_S) -> None:
    """Wait until `holds()`; an AssertionError tells that it never did."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.3)
