"""The flow does what the command does, on Prefect's own temporary server."""

import os
import subprocess
import sys

import pytest
from tests.samples import ROOT, WEBINAR

from chatmining import store
from chatmining.home import Home

pytestmark = [pytest.mark.flow, pytest.mark.slow]


def test_the_flow_goes_on_after_a_bad_file_and_leaves_its_summary_as_an_artifact(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    home = Home(tmp_path / "home", ROOT / "models")
    done = subprocess.run(
        [sys.executable, "-m", "flows.process", str(bad), str(WEBINAR)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "CHATMINING_HOME": str(home.folder)},
    )
    assert done.returncode == 1 and "pas du texte" in done.stderr and "Traceback" not in done.stderr
    with store.open_reader(home.snapshot) as db:
        assert db.execute("select count(*) from runs").fetchone() == (1,)
    prefect = b"".join(path.read_bytes() for path in (home.folder / "prefect").glob("prefect.db*"))
    assert b"Besoin de formation" in prefect
