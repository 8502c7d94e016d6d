"""The agenda of a webinar.toml is stored: on the clock when the day is known, from the start otherwise."""

import datetime as dt
from pathlib import Path

import pytest

from chatmining import store
from chatmining.formats import Source
from chatmining.identity import Options, identify
from chatmining.prepare import prepare
from chatmining.privacy import Pseudonymiser

START = dt.datetime(2024, 1, 9, 10, tzinfo=dt.UTC)
ITEMS = '[[agenda]]\ntime = "14:00"\ntitle = "Ouverture"\n[[agenda]]\ntime = 14:40:00\ntitle = "Débat avec Ada Byron"\n'


def rows(folder: Path, sheet: str) -> list[dict]:
    chat = folder / "chat.txt"
    chat.write_text("14:00:00\tAda Byron:\tBonjour\n", "utf-8")
    (folder / "webinar.toml").write_text(sheet, "utf-8")
    webinar = identify(chat, Options(webinar="w"), Source(chat))
    return prepare([], webinar, "zoom", Pseudonymiser(b"k" * 32), lambda text: "fr").agenda


def test_with_a_day_its_times_are_on_the_clock_of_the_place(tmp_path):
    first, second = rows(tmp_path, 'date = 2024-01-09\ntimezone = "Indian/Reunion"\n' + ITEMS)
    assert first["starts_at"].isoformat() == "2024-01-09T14:00:00+04:00" and first["offset_s"] is None
    assert (second["place"], second["starts_at"].hour) == (2, 14)


def test_without_a_day_its_times_are_counted_from_the_start(tmp_path):
    first, _ = rows(tmp_path, ITEMS)
    assert first["starts_at"] is None and first["offset_s"] == 14 * 3600


def test_people_known_by_name_are_masked_in_its_titles(tmp_path):
    _, second = rows(tmp_path, 'moderators = ["Ada Byron"]\n' + ITEMS)
    assert "Byron" not in second["title"] and second["title"].startswith("Débat avec")


@pytest.mark.parametrize("after", [["Ouverture", "Débat", "Clôture"], ["Tout"]])
def test_a_sheet_written_again_takes_the_place_of_the_first(tmp_path, after):
    with store.open_writer(tmp_path / "w.duckdb") as db:
        for titles in (["Ouverture", "Questions"], after):
            webinar = {
                "webinar_id": "w",
                "title": "w",
                "date": START.date(),
                "start_at": START,
                "timezone": "Europe/Paris",
            }
            webinar |= {"clock": "wall", "format": "zoom", "told": True}
            items = [
                {"webinar_id": "w", "place": n, "title": title, "starts_at": START, "offset_s": None}
                for n, title in enumerate(titles, start=1)
            ]
            with store.transaction(db):
                store.write_webinar(db, store.Batch(webinars=[webinar], agenda=items))
        assert [title for (title,) in db.execute("select title from agenda order by place").fetchall()] == after
