"""The columns of a table are shown, saved under a name, corrected, and told again."""

import json

import pytest
from typer.testing import CliRunner

from chatmining.cli.app import app
from chatmining.errors import BadInput
from chatmining.formats import read
from chatmining.formats.table import Mapping, load

TABLE = "Quand;Qui;Avis\n10:02;Luc;Bonjour à tous les gens\n10:03;Éva;Où est le support de la séance ?\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("CHATMINING_HOME", str(tmp_path / "home"))
    (tmp_path / "avis.csv").write_text(TABLE, "utf-8")
    return lambda command, *options: CliRunner().invoke(app, [command, str(tmp_path / "avis.csv"), *options])


@pytest.fixture
def corrected(tmp_path):
    path = tmp_path / "avis.toml"
    path.write_text('[columns]\ntime = "Quand"\nauthor = "Qui"\ntext = "Avis"\n', "utf-8")
    return str(path)


def test_a_file_of_columns_is_used_by_check_and_read(run, corrected):
    assert run("check").exit_code == 2
    seen = json.loads(run("check", "--mapping", corrected, "--json").stdout)
    assert (seen["format"], seen["records"], seen["people"]) == ("table", 2, 2)
    assert seen["mapping"] == {"time": "Quand", "author": "Qui", "text": "Avis"}
    first = json.loads(run("read", "--mapping", corrected, "--json").stdout.splitlines()[0])
    assert (first["time"], first["author"], first["text"]) == ("10:02:00", "Luc", "Bonjour à tous les gens")


def test_columns_are_saved_under_a_name_and_told_by_it(run, corrected, tmp_path):
    assert run("check", "--mapping", corrected, "--save-mapping", "avis").exit_code == 1
    saved = load("avis", tmp_path / "home" / "mappings")
    assert saved.columns == (("time", "Quand"), ("author", "Qui"), ("text", "Avis"))
    assert run("read", "--mapping", "avis").stdout.startswith("1\t10:02:00\tmessage\tLuc\t")


@pytest.mark.parametrize("options", [("--mapping", "absent"), ("--mapping", "absent.toml"), ("--save-mapping", "x")])
def test_columns_that_are_not_there_are_one_sentence(run, options):
    assert isinstance(run("check", *options).exception, BadInput)


def test_columns_that_the_table_lacks_are_named(tmp_path):
    (tmp_path / "avis.csv").write_text(TABLE, "utf-8")
    with pytest.raises(BadInput) as caught:
        list(read(tmp_path / "avis.csv", mapping=Mapping(columns=(("text", "Message"),))))
    assert caught.value.details["found"] == "Message"


def test_process_reads_a_table_by_the_columns_told(run, tmp_path):
    other = tmp_path / "autre.toml"
    other.write_text('[columns]\ntext = "Propos"\n', "utf-8")
    told, untold = run("process", "--mapping", str(other)), run("process")
    assert (told.exit_code, untold.exit_code) == (2, 2)
    assert "Propos" in told.output and "Propos" not in untold.output
