"""The notebooks run from the first cell to the last on a published database."""

import os
import subprocess
import sys

import pytest
from tests.samples import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
# In a process of its own: the kernel's libraries warn of what is none of ours.
RUN = """
import sys, nbformat
from nbclient import NotebookClient
cells = [nbformat.read(path, 4) for path in sys.argv[1:]]
cells[0].cells += [cell for other in cells[1:] for cell in other.cells]
NotebookClient(cells[0], timeout=120).execute()
shown = [out for cell in cells[0].cells for out in cell.get("outputs", []) if out.output_type == "execute_result"]
print(len(shown))
"""


@pytest.mark.slow
def test_every_notebook_runs_to_its_end_on_a_published_database(snapshot, tmp_path):
    published = tmp_path / "published" / "chatmining.duckdb"
    published.parent.mkdir()
    published.write_bytes(snapshot.read_bytes())
    ran = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, NOTEBOOKS)],
        env={**os.environ, "CHATMINING_HOME": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert len(NOTEBOOKS) == 3 and int(ran.stdout) == 7
