"""WhatsApp: dates in any order, twelve-hour clocks, what the program writes itself."""

import pytest

from chatmining.formats.source import Source
from chatmining.formats.whatsapp import WHATSAPP
from chatmining.preflight import check


def records(tmp_path, *lines):
    path = tmp_path / "chat.txt"
    path.write_text("\n".join(lines), "utf-8")
    return list(WHATSAPP.read(Source.open(path)))


@pytest.mark.parametrize(
    ("header", "date", "time"),
    [
        ("25/03/2024, 14:05 - ", "2024-03-25", "14:05"),
        ("25/03/2024 à 14:05 - ", "2024-03-25", "14:05"),
        ("25/03/24 14:05 - ", "2024-03-25", "14:05"),
        ("25.03.24, 14:05 - ", "2024-03-25", "14:05"),
        ("3/25/24, 2:05\u202fPM - ", "2024-03-25", "14:05"),
        ("3/25/24, 12:05 AM - ", "2024-03-25", "00:05"),
        ("25/3/2024, 2:05 p. m. - ", "2024-03-25", "14:05"),
        ("2024-03-25, 14:05 - ", "2024-03-25", "14:05"),
        ("2024/03/25, 14:05 - ", "2024-03-25", "14:05"),
        ("\u200e[25/03/2024 14:05:12] ", "2024-03-25", "14:05:12"),
        ("[25/03/2024, 14:05:12] ", "2024-03-25", "14:05:12"),
        ("[3/25/24, 2:05:12\u202fPM] ", "2024-03-25", "14:05:12"),
        ("[25.03.24, 14:05:12] ", "2024-03-25", "14:05:12"),
        ("2024. 3. 25. 오후 2:05 - ", "2024-03-25", "14:05"),
    ],
)
def test_a_header_of_any_phone_is_read(tmp_path, header, date, time):
    (record,) = records(tmp_path, header + "Luc Petit: oui : à 10:30")
    assert (record.date, record.time, record.author, record.text) == (date, time, "Luc Petit", "oui : à 10:30")


def test_one_date_tells_the_order_of_all(tmp_path):
    first, second = records(tmp_path, "05/03/2024, 14:05 - A: x", "13/03/2024, 14:05 - B: y")
    assert (first.date, second.date) == ("2024-03-05", "2024-03-13")


def test_an_order_that_nothing_tells_gives_no_date(tmp_path):
    (record,) = records(tmp_path, "05/03/2024, 14:05 - Luc: hello")
    assert (record.date, record.time) == (None, "14:05")


def test_two_orders_in_one_file_give_no_date(tmp_path):
    assert [r.date for r in records(tmp_path, "13/03/2024, 14:05 - A: x", "03/14/2024, 14:05 - B: y")] == [None, None]


def test_a_french_phone_puts_the_day_first(tmp_path):
    read = records(tmp_path, "05/03/2024, 14:05 - Luc: <Médias omis>", "05/03/2024, 14:06 - Luc: vu")
    assert [(r.kind, r.date) for r in read] == [("attachment", "2024-03-05"), ("message", "2024-03-05")]


def test_a_link_or_a_time_is_not_a_name(tmp_path):
    (record,) = records(tmp_path, "25/03/2024, 14:05 - https://exemple.fr est arrivé")
    assert (record.kind, record.author) == ("system", None)


def test_a_log_is_not_a_chat(tmp_path):
    path = tmp_path / "app.log"
    path.write_text("2024/03/25 14:05:12 - INFO: started\n2024/03/25 14:05:13 - ERROR: stopped\n", "utf-8")
    assert WHATSAPP.claim(Source.open(path)) == 0


def test_days_that_never_go_back_tell_the_order(tmp_path):
    read = records(tmp_path, "11/02/2024, 14:05 - A: x", "12/02/2024, 14:05 - B: y", "01/03/2024, 14:05 - C: z")
    assert [r.date for r in read] == ["2024-02-11", "2024-02-12", "2024-03-01"]


def test_a_chat_whose_days_could_be_months_says_so(tmp_path):
    records(tmp_path, "05/03/2024, 14:05 - Luc: hello", "06/03/2024, 14:06 - Eva: hello")
    (seen,) = check(tmp_path / "chat.txt")
    assert "fix_day_or_month" in seen.fixes and "fix_no_date" not in seen.fixes
