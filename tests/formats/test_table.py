"""Tables of messages are read whatever their columns are called."""

import datetime as dt
import json

import pytest
import xlsxwriter

from chatmining.errors import BadInput, UnreadableFile
from chatmining.formats import Source
from chatmining.formats.table import TABLE, Mapping, guess_mapping, load, mapping_of, read_table, save, saved
from chatmining.records import Clock, Kind, Role


@pytest.fixture
def read(written):
    return lambda content: list(TABLE.read(written(content)))


@pytest.fixture
def sheet(tmp_path):
    """Return a function that writes sheets of rows, times and dates included, and opens the workbook."""

    def write(**sheets):
        path = tmp_path / "classeur.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy hh:mm"}) as book:
            for title, rows in sheets.items():
                page = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    page.write_row(number, 0, row)
        return Source.open(path)

    return write


def test_the_header_is_found_under_a_preamble(read):
    (record,) = read("Export du chat;;\nWebinaire;Le numérique;\n\nHeure;Nom;Message\n14h05;Luc;Bonjour\n")
    assert (record.time, record.author, record.text, record.line) == ("14:05:00", "Luc", "Bonjour", 5)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_makes_known_columns(read, separator):
    (record,) = read(
        separator.join(("Heure", "Nom", "Message")) + "\n" + separator.join(("14:05", "Luc", "Oui")) + "\n"
    )
    assert (record.author, record.text) == ("Luc", "Oui")


def test_a_text_may_hold_separators_line_ends_and_quotation_marks(read):
    first, second = read('Heure;Nom;Message\n14:05;Luc;"Oui; ""non""\net, après"\n14:06;Anne;Bien\n')
    assert first.text == 'Oui; "non"\net, après' and (second.text, second.line) == ("Bien", 4)


def test_a_separator_that_nobody_quoted_stays_in_the_last_text(read):
    (record,) = read("Heure,Nom,Message\n14:05,Luc,Bonjour, ça va, vous ?\n")
    assert record.text == "Bonjour,ça va,vous ?"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_encoding_is_read(read, encoding):
    records = read(("Heure;Prénom;Message\n" + "14:05;Élodie;Où êtes-vous à présent ?\n" * 20).encode(encoding))
    assert {(r.author, r.text) for r in records} == {("Élodie", "Où êtes-vous à présent ?")} and len(records) == 20


def test_lines_of_an_old_mac_and_a_bare_carriage_return_inside_a_text(read):
    assert [r.text for r in read("Heure;Nom;Message\r14:05;Luc;Oui\r14:06;Luc;Non\r")] == ["Oui", "Non"]
    assert [r.text for r in read("Heure;Nom;Message\r\n14:05;Luc;Oui\rnon\r\n")] == ["Oui\nnon"]


def test_of_two_columns_of_one_name_the_fuller_is_read(read, written):
    (record,) = read("Heure;Nom;Message;Message\n14:05;Luc;;Bonjour à tous\n")
    assert record.text == "Bonjour à tous"
    mapping = mapping_of(written("Heure;Nom;Message;Message\n14:05;Luc;;Bonjour à tous\n"))
    assert mapping is not None and mapping.shown() == [("time", "Heure"), ("author", "Nom"), ("text", "Message (2)")]


def test_first_and_last_names_are_joined_and_an_address_stands_in_for_them(read):
    records = read("Prénom;Nom;E-mail;Question\nLuc;Petit;l@exemple.fr;Où ?\n;;n@exemple.fr;Qui ?\nAnonyme;;;Quand ?\n")
    assert [record.author for record in records] == ["Luc Petit", "n@exemple.fr", None]


def test_questions_come_with_their_answers(read):
    asked, told = read("Participant;Question;Réponse\nLuc;Où ?;Ici\nAnne;Quand ?;\n")
    assert (asked.kind, asked.text, asked.answer) == (Kind.QUESTION, "Où ?", "Ici")
    assert (told.kind, told.answer) == (Kind.QUESTION, None)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("message", Kind.MESSAGE), ("Question", Kind.QUESTION), ("Réponse", Kind.REPLY), ("Réaction", Kind.REACTION),
        ("système", Kind.SYSTEM), ("Fichier joint", Kind.ATTACHMENT), ("deleted", Kind.REMOVAL), ("?", Kind.MESSAGE),
    ],
)  # fmt: skip
def test_the_type_says_what_a_record_is(read, word, kind):
    (record,) = read(f"Heure;Nom;Type;Message\n14:05;Luc;{word};👍\n")
    assert record.kind is kind
    assert (record.text, record.emoji) == (("", "👍") if kind is Kind.REACTION else ("👍", None))


@pytest.mark.parametrize(
    ("columns", "cells", "private"),
    [
        ("Privé", "oui", True), ("Privé", "non", False), ("Private", "Yes", True), ("Visibilité", "public", False),
        ("Type", "message privé", True), ("Destinataire", "Tout le monde", False), ("Destinataire", "Anne", True),
        ("Destinataire", "Hôtes et intervenants", False), ("To", "", False), ("To;Private", "Anne;no", False),
    ],
)  # fmt: skip
def test_private_messages_are_told_apart(read, columns, cells, private):
    (record,) = read(f"Heure;Nom;{columns};Message\n14:05;Luc;{cells};Bonjour\n")
    assert record.private is private


def test_the_role_of_a_person_is_read(read):
    roles = [r.role for r in read("Nom;Rôle;Message\nA;Animatrice;Oui\nB;Panelist;Oui\nC;Admin;Oui\nD;;Oui\n")]
    assert roles == [Role.MODERATOR, Role.SPEAKER, Role.HOST, None]


def test_the_order_of_day_and_month_is_told_by_a_later_row(read):
    rows = "".join(f"0{i % 9 + 1}/04/2020 14:05;Luc;Oui\n" for i in range(400))
    french, american = read(f"Date;Nom;Message\n{rows}"), read(f"Date;Nom;Message\n{rows}04/17/2020 14:05;Luc;Oui\n")
    assert (french[0].date, american[0].date, american[-1].date) == ("2020-04-01", "2020-01-04", "2020-04-17")


def test_a_date_and_an_hour_with_its_zone_may_change_the_day(read):
    (record,) = read("Date;Heure;Nom;Message\n17/11/2020;00:30 +02:00;Luc;Bonjour\n")
    assert (record.date, record.time, record.clock) == ("2020-11-16", "22:30:00", Clock.UTC)


def test_a_time_of_another_clock_than_the_file_s_is_left_out(read):
    wall = read("Heure;Nom;Message\n14:05;A;Oui\n14:06;B;Oui\n14:07Z;C;Oui\n")
    assert [(r.time, r.clock) for r in wall] == [("14:05:00", "wall"), ("14:06:00", "wall"), (None, "wall")]


def test_blank_rows_a_repeated_header_and_a_table_below_are_no_records(read):
    records = read(
        "Heure;Nom;Message\n14:05;Luc;Oui\n;;\nHeure;Nom;Message\n14:06;Anne;Non\n\nQuestion;Nom;Message\na;b;c\n"
    )
    assert [record.text for record in records] == ["Oui", "Non"]


def test_objects_in_objects_and_lists_are_read(read):
    (record,) = read(
        json.dumps({"n": 1, "items": [{"author": {"name": "Luc", "tags": [1]}, "message": "Oui", "time": "14:05"}]})
    )
    assert (record.author, record.text, record.form) == ("Luc", "Oui", "json")


def test_the_first_sheet_with_messages_is_read_wherever_they_stand(sheet):
    source = sheet(
        Accueil=[["Webinaire", "Le numérique"]],
        Chat=[
            [],
            ["Export"],
            ["", "Date", "Auteur", "Commentaire"],
            [],
            ["", dt.datetime(2020, 11, 17, 14, 5), "Luc", "Oui"],
        ],
    )
    (record,) = TABLE.read(source)
    assert (record.date, record.time, record.author, record.text) == ("2020-11-17", "14:05:00", "Luc", "Oui")
    assert record.line == 5


def test_formulas_give_their_values_and_errors_give_nothing(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Heure", "Nom", "Message"])
        page.write_row(1, 0, ["14:05", "Luc"])
        page.write_formula(1, 2, '="Bon"&"jour"', None, "Bonjour")
        page.write_row(2, 0, ["14:06", "Luc"])
        page.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    assert [record.text for record in TABLE.read(Source.open(tmp_path / "a.xlsx"))] == ["Bonjour", ""]


def test_a_mapping_is_guessed_shown_saved_and_used_again(written, tmp_path):
    source = written("Heure;Nom;Message;Remarque\n14:05;Luc;Oui;Elle parle très bien du sujet\n")
    mapping = mapping_of(source)
    assert mapping is not None and mapping.clock is Clock.WALL and mapping.confidence == 0.7
    file = save(mapping, "Outil maison", tmp_path / "mappings")
    assert file.name == "Outil maison.toml" and saved(tmp_path / "mappings") == ["Outil maison"]
    assert load("Outil maison", tmp_path / "mappings") == mapping
    told = Mapping(columns=(("author", "Nom"), ("text", "Remarque")))
    (record,) = read_table(source, told)
    assert (record.author, record.time, record.text) == ("Luc", None, "Elle parle très bien du sujet")


def test_a_mapping_may_name_columns_that_no_word_knows(written):
    told = Mapping(columns=(("offset", "T+"), ("text", "Blabla")), clock=Clock.OFFSET)
    (record,) = read_table(written("Rapport\nQ1;T+;Blabla\n1;05:28;Bonjour\n"), told)
    assert (record.time, record.text) == ("00:05:28", "Bonjour")


def test_a_told_column_that_is_not_there_is_named(written):
    with pytest.raises(BadInput, match=r"column_missing.*Avis"):
        list(read_table(written("Heure;Nom;Message\n14:05;Luc;Oui\n"), Mapping(columns=(("text", "Avis"),))))


@pytest.mark.parametrize(
    "content",
    ["[columns]\nauteur = 'x'\ntext = 'y'", "[columns]\ntime = 'x'", "=", "clock = 'x'\n[columns]\ntext = 'y'"],
)
def test_a_malformed_mapping_is_an_error(tmp_path, content):
    (tmp_path / "a.toml").write_text(content)
    with pytest.raises(BadInput, match="mapping_invalid"):
        load("a", tmp_path)


def test_an_unknown_mapping_is_an_error_and_a_name_leads_nowhere_else(tmp_path):
    with pytest.raises(BadInput, match="mapping_missing"):
        load("a", tmp_path)
    with pytest.raises(BadInput, match="mapping_invalid"):
        load("../a", tmp_path)


def test_without_a_column_of_texts_there_is_no_mapping(written):
    assert guess_mapping(("Heure", "Nom"), [("14:05", "Luc")]) is None
    with pytest.raises(UnreadableFile, match="format_unknown"):
        list(TABLE.read(written("Heure;Nom\n14:05;Luc\n")))
