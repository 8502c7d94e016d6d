"""No engine here: what the image copies exists, what it starts is known, and its own check passes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.samples import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
START = ROOT / "deploy" / "start"
COMMANDS = re.findall(r"^(\w+)\)$", START.read_text("utf-8"), re.MULTILINE)


def test_every_path_that_the_image_copies_is_in_the_checkout_and_not_ignored():
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    copied = [part for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE) for part in line.split()]
    assert copied and all((ROOT / part).exists() for part in copied)
    assert not set(copied) & set(ignored)


def test_the_image_follows_the_rules_of_the_house_and_of_linters():
    instructions = re.findall(r"^([A-Z]+) (.+)$", DOCKERFILE, re.MULTILINE)
    by_name = {name: [value for other, value in instructions if other == name] for name, _ in instructions}
    assert re.fullmatch(r"\S+:\d+\.\d+\.\d+-\S+", by_name["FROM"][0])
    assert by_name["USER"] == ["10001"] and by_name["WORKDIR"] == ["/app"]
    assert by_name["ENTRYPOINT"] == ['["deploy/start"]'] and by_name["CMD"] == ['["inbox"]']
    assert all("--no-cache-dir" in value for value in by_name["RUN"]) and "ADD" not in by_name


def test_compose_asks_only_for_what_the_start_script_knows():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    assert {tuple(service["command"]) for service in services.values()} <= {(name,) for name in COMMANDS}
    assert COMMANDS == ["inbox", "server", "worker", "check"]


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Path:
    """Return a folder with just what the image copies, as its instructions say."""
    app = tmp_path_factory.mktemp("app")
    for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE):
        *sources, target = line.split()
        for source in sources:
            place = app / target / source if target.endswith("/") else app / target
            place.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, place, copy_function=os.link)
            else:
                shutil.copy(ROOT / source, place)
    return app


@pytest.mark.slow
def test_the_image_checks_itself_takes_an_inbox_in_and_refuses_what_it_does_not_know(image, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "vide.txt").touch()
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{image / 'src'}{os.pathsep}{image}",
        "CHATMINING_HOME": str(tmp_path / "home"),
        "CHATMINING_INBOX": str(tmp_path / "inbox"),
        "CHATMINING_MODELS": str(image / "models"),
        "PREFECT_HOME": str(tmp_path / "home" / "prefect"),
    }

    def start(*command: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [image / "deploy" / "start", *command], env=environment, cwd="/", capture_output=True, text=True
        )

    checked, taken = start("check"), start("inbox")
    assert checked.returncode == 0, checked.stderr
    assert taken.returncode == 1 and "le fichier est vide" in taken.stdout, taken.stderr
    assert start("dance").returncode == 2
