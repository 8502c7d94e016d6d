"""A zip or a folder of exports: each in turn, safely."""

import zipfile

import pytest
from tests.formats.golden import SAMPLES, samples

from chatmining.errors import UnreadableFile
from chatmining.formats import claims, detect
from chatmining.formats.archive import open_all
from chatmining.formats.signal import SIGNAL as SIGNAL_FORMAT
from chatmining.formats.telegram import TELEGRAM as TELEGRAM_FORMAT

SIGNAL, TELEGRAM = samples(SIGNAL_FORMAT)[0], samples(TELEGRAM_FORMAT)[0]
SLACK_ZIP = SAMPLES / "slack" / "Collectif export.zip"


def written(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def found(path):
    return {name: [format_.id for _, format_ in claims(source)] for name, source in open_all(path)}


def test_a_zip_of_several_exports_is_several(tmp_path):
    members = {
        "lundi/signal.txt": SIGNAL.read_bytes(),
        "mardi/result.json": TELEGRAM.read_bytes(),
        "photo.png": b"\x89PNG",
    }
    path = written(tmp_path / "exports.zip", members | {"__MACOSX/lundi/._signal.txt": b"\x00\x05", "vide.txt": b""})
    assert found(path) == {"lundi/signal.txt": ["signal"], "mardi/result.json": ["telegram"]}


def test_a_folder_of_several_exports_is_several(tmp_path):
    (tmp_path / "lundi").mkdir()
    (tmp_path / "lundi" / "signal.txt").write_bytes(SIGNAL.read_bytes())
    (tmp_path / "result.json").write_bytes(TELEGRAM.read_bytes())
    assert found(tmp_path) == {"lundi/signal.txt": ["signal"], "result.json": ["telegram"]}


def test_a_plain_file_is_itself():
    assert found(SIGNAL) == {SIGNAL.name: ["signal"]}


def test_a_slack_export_is_one_chat_as_a_zip_as_a_folder_and_inside_a_folder_of_the_zip(tmp_path):
    folder = tmp_path / "export"
    with zipfile.ZipFile(SLACK_ZIP) as archive:
        archive.extractall(folder)
        nested = written(tmp_path / "n.zip", {f"Mon équipe/{name}": archive.read(name) for name in archive.namelist()})
    texts = []
    for path in (SLACK_ZIP, folder, nested):
        ((_, source),) = open_all(path)
        texts.append([(m.author, m.text, m.private) for m in detect(source).read(source)])
    assert texts[0] == texts[1] == texts[2]
    assert len(texts[0]) == 12


def test_a_name_that_climbs_out_of_the_zip_is_left_out(tmp_path):
    path = written(tmp_path / "e.zip", {"../../evil.txt": SIGNAL.read_bytes(), "/tmp/abs.txt": SIGNAL.read_bytes()})
    assert found(path) == {"/tmp/abs.txt": ["signal"]}
    assert not (tmp_path.parent.parent / "evil.txt").exists()


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_bytes(SIGNAL.read_bytes())
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert found(tmp_path / "in") == {}


def test_a_zip_that_swells_is_refused(tmp_path):
    path = written(tmp_path / "bomb.zip", {"a.txt": b"0" * (40 << 20)})
    with pytest.raises(UnreadableFile, match="file_broken"):
        list(open_all(path))


def test_a_cut_zip_is_broken(tmp_path):
    path = tmp_path / "cut.zip"
    path.write_bytes(SLACK_ZIP.read_bytes()[:-200])
    with pytest.raises(UnreadableFile, match="file_broken"):
        list(open_all(path))


def test_a_spreadsheet_is_one_file(tmp_path):
    path = written(tmp_path / "t.xlsx", {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"})
    assert [name for name, _ in open_all(path)] == ["t.xlsx"]


def test_a_path_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(UnreadableFile, match="file_missing"):
        list(open_all(tmp_path / "rien.zip"))


def test_a_member_without_a_name_is_passed_over(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("chat.txt", "17:52:15 De  Luc  à  Tout le monde:\n\toui\n")
        archive.writestr(zipfile.ZipInfo(""), "x")
    assert [name for name, _ in open_all(path)] == ["chat.txt"]
