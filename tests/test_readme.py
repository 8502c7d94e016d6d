"""The README's commands run, and print what it says (rewritten on purpose by UPDATE_GOLDEN=1)."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from chatmining import store
from chatmining.cli.check import matrix
from chatmining.home import Home
from tests.samples import ROOT, WEBINAR

README = ROOT / "README.md"
QUERY = "SELECT theme, n, comments, people_n, people FROM v_theme_by_webinar ORDER BY n DESC, theme"


def block(name: str) -> re.Pattern[str]:
    return re.compile(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", re.DOTALL)


def same_everywhere(output: str) -> str:
    """Leave out what differs from one machine to the next: pseudonyms, made under a key of its own, and the folder."""
    output = re.sub(r"\bp_[a-z2-7]{12}\b", "p_…", output)
    output = re.sub(r"\S*/((?:published|reports)/\S+)", r"data/\1", output)
    return re.sub(r"(?:\S*bin/)?chatmining sql", ".venv/bin/chatmining sql", output).strip()


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    return {**os.environ, "CHATMINING_HOME": str(tmp_path_factory.mktemp("home")), "PYTHONPATH": f"{ROOT}/src:{ROOT}"}


def printed(name: str, shown: str) -> None:
    text = README.read_text("utf-8")
    if os.environ.get("UPDATE_GOLDEN"):
        replaced = block(name).sub(lambda _: f"<!-- {name} -->\n{shown}\n<!-- /{name} -->", text)
        README.write_text(replaced, "utf-8")
    found = block(name).search(README.read_text("utf-8"))
    assert found and found.group(1) == shown


@pytest.mark.flow
@pytest.mark.slow
def test_the_demo_prints_what_the_readme_shows(environment):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert str(WEBINAR.relative_to(ROOT)) in makefile and "-m flows.process" in makefile
    command = [sys.executable, "-m", "flows.process", str(WEBINAR)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    printed("demo", f"```text\n{same_everywhere(done.stdout)}\n```")


@pytest.mark.flow
@pytest.mark.slow
def test_the_demo_again_goes_on_after_a_bad_file_stores_nothing_twice_and_leaves_its_summary_with_prefect(
    environment, tmp_path
):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    command = [sys.executable, "-m", "flows.process", str(bad), str(WEBINAR)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)
    assert done.returncode == 1 and "pas du texte" in done.stderr and "Traceback" not in done.stderr
    home = Home(Path(environment["CHATMINING_HOME"]), ROOT / "models")
    with store.open_reader(home.snapshot) as db:
        assert db.execute("select count(*) from runs").fetchone() == (1,)
    prefect = b"".join(path.read_bytes() for path in (home.folder / "prefect").glob("prefect.db*"))
    assert b"Besoin de formation" in prefect


@pytest.mark.slow
def test_the_query_prints_what_the_readme_shows(environment):
    command = [sys.executable, "-m", "chatmining", "sql", QUERY]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)
    printed("query", f'```console\n$ .venv/bin/chatmining sql "{QUERY}"\n{same_everywhere(done.stdout)}\n```')


def test_every_command_the_readme_names_exists():
    named = set(re.findall(r"`chatmining ([a-z]+)", README.read_text("utf-8")))
    helped = subprocess.run(
        [sys.executable, "-c", "from chatmining.cli import main; main()", "--help"], capture_output=True, text=True
    ).stdout
    assert named and all(re.search(rf"\b{name}\b", helped) for name in named)


def test_the_table_of_formats_is_the_one_the_code_gives():
    printed("formats", "\n".join(matrix("en")))
