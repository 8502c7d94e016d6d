"""A webinar's id, title and date come from names, and from a sheet beside the export."""

import datetime as dt
from pathlib import Path

import pytest

from chatmining.errors import BadInput
from chatmining.formats.sidecar import describe

WIDE = "2020-11-17 14.00.00 Le numérique dans la relation 12345678901/meeting_saved_chat.txt"


@pytest.mark.parametrize(
    ("path", "id_", "title", "date", "start"),
    [
        (WIDE, "2020-11-17-le-numerique-dans-la-relation", "Le numérique dans la relation", "2020-11-17", "14:00:00"),
        ("x/GMT20220704-174433_Recording.txt", "2022-07-04-x", "x", "2022-07-04", "17:44:33"),
        ("x/bbb-Visio[public-chat]_2022-2-23_17-52.txt", "2022-02-23-visio", "Visio", "2022-02-23", None),
        ("x/2021-03-04_outils numériques.csv", "2021-03-04-outils-numeriques", "outils numériques", "2021-03-04", None),
        ("Mon webinaire/chat.txt", "mon-webinaire", "Mon webinaire", None, None),
        ("x/webinaire-mars.txt", "webinaire-mars", "webinaire-mars", None, None),
        ("x/2021-13-45 rien.txt", "2021-13-45-rien", "2021-13-45 rien", None, None),
    ],
)  # fmt: skip
def test_names_tell_the_webinar(path, id_, title, date, start):
    info = describe(Path(path))
    assert (info.id, info.title, info.date and str(info.date), info.start) == (id_, title, date, start)


def test_the_sheet_beside_the_export_wins(tmp_path):
    (tmp_path / "webinar.toml").write_text(
        'title = "Outils"\ndate = 2021-05-06\nstart = "09:30"\ntimezone = "Europe/Brussels"\nspeakers = ["Ada B."]\n'
        '[[agenda]]\ntime = "09:40"\ntitle = "Débat"\n'
    )
    info = describe(tmp_path / "2020-01-01 autre.txt")
    assert (info.id, info.date, info.start) == ("2021-05-06-outils", dt.date(2021, 5, 6), "09:30:00")
    assert info.speakers == ("Ada B.",) and info.agenda[0].title == "Débat"


@pytest.mark.parametrize(
    "sheet",
    [
        *("title = 3", "date = 'hier'", "speakers = 'Ada'", "inconnu = 'x'", "=", "start = '25:99'"),
        "agenda = [{time = 'midi', title = 'Débat'}]",
    ],
)
def test_a_malformed_sheet_is_an_error(tmp_path, sheet):
    (tmp_path / "webinar.toml").write_text(sheet)
    with pytest.raises(BadInput, match="sidecar_malformed"):
        describe(tmp_path / "chat.txt")
