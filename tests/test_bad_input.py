"""Bad input gets its sentence; nothing stored is lost."""

import os
import resource
import shlex
import subprocess
import sys

import pytest

from tests.samples import ROOT, WEBINAR

CHATMINING = [sys.executable, "-c", "from chatmining.cli import main; main()"]


def chatmining(home, *arguments, **options):
    environment = {**os.environ, "CHATMINING_HOME": str(home), "COLUMNS": "500"}
    return subprocess.run(
        [*CHATMINING, *map(str, arguments)], capture_output=True, text=True, env=environment, **options
    )


def write(path, data: bytes):
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "vide"),
        (b"\n\n  \n", "vide"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 30, "pas du texte"),
        (bytes(range(256)) * 40, "pas du texte"),
        (b"Bonjour, ceci est une lettre.\nElle n'a rien d'un chat.\n", "non reconnu"),
    ],
)
def test_a_file_that_is_no_chat_is_refused_in_one_french_sentence(tmp_path, data, said):
    path = write(tmp_path / "chat.txt", data)
    result = chatmining(tmp_path / "home", "process", path)
    assert result.returncode == 2 and result.stdout == ""
    assert said in result.stderr and str(path) in result.stderr and result.stderr.count("\n") == 1


def test_a_folder_and_a_missing_file_say_so(tmp_path):
    assert "dossier" in chatmining(tmp_path / "home", "process", tmp_path).stderr
    assert "introuvable" in chatmining(tmp_path / "home", "process", tmp_path / "absent.txt").stderr


def test_a_utf16_file_and_a_file_cut_in_a_character_are_read(tmp_path):
    text = WEBINAR.read_text("utf-8")
    wide = write(tmp_path / "utf16.txt", text.encode("utf-16"))
    cut = write(tmp_path / "cut.txt", text[: text.rindex("é") + 1].encode()[:-1])
    for path in (wide, cut):
        result = chatmining(tmp_path / "home", "read", path, "--json")
        assert result.returncode == 0 and result.stdout.count("\n") > 60


def test_english_is_a_setting(tmp_path):
    environment = {**os.environ, "CHATMINING_HOME": str(tmp_path), "CHATMINING_LANGUAGE": "en"}
    command = [*CHATMINING, "process", str(tmp_path / "absent.txt")]
    result = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert result.returncode == 2 and "no such file" in result.stderr


def test_a_full_disk_is_said_and_the_next_run_succeeds(tmp_path):
    home = tmp_path / "home"
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))  # noqa: E731
    full = chatmining(home, "process", WEBINAR, preexec_fn=limit)
    assert full.returncode == 2 and "disque est plein" in full.stderr, full.stderr
    assert chatmining(home, "process", WEBINAR).returncode == 0


def test_a_home_that_cannot_be_written_is_said(tmp_path):
    blocked = write(tmp_path / "file", b"x")
    result = chatmining(blocked / "home", "process", WEBINAR)
    assert result.returncode == 2 and "criture impossible" in result.stderr


def test_help_names_every_command_and_a_hostile_text_drives_no_terminal(tmp_path):
    assert all(name in chatmining(tmp_path, "--help").stdout for name in ("process", "read", "classify", "sql", "info"))
    path = write(
        tmp_path / "chat.txt", "14:00:00 De  A B  à  Tout le monde:\r\n\tcoucou \x1b[31mrouge\u202e\r\n".encode()
    )
    assert "\x1b" not in chatmining(tmp_path, "read", path).stdout


def test_a_pipe_closed_early_is_no_error(tmp_path):
    line = f"{shlex.join([*CHATMINING, 'read', str(WEBINAR), '--json'])} | head -1"
    result = subprocess.run(line, shell=True, capture_output=True, text=True, cwd=ROOT)
    assert result.stderr == "" and result.stdout.startswith("{")
