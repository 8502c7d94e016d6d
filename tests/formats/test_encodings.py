# ruff: noqa: E501
"""The same chat in every encoding, spacing and line end that programs and people save it with."""

import unicodedata

import pytest

from chatmining.formats import detect

ZOOM = "17:52:15 De  Élodie Martin  à  Tout le monde:\r\n\toù est l'été ?\r\n17:52:20 De  Léa  à  Tout le monde:\r\n\tdéjà là\r\n"
CHATS = {
    "zoom": ZOOM,
    "bbb": "[17:52] Élodie Martin : où est l'été ?\n[17:53] Léa : déjà là\n",
    "whatsapp": "25/03/2024, 17:52 - Élodie Martin: où est l'été ?\n25/03/2024, 17:53 - Léa: déjà là\n",
    "signal": "[2024-03-25, 17:52] Élodie Martin: où est l'été ?\n[2024-03-25, 17:53] Léa: déjà là\n",
    "table": "Heure;Nom;Message\n17:52;Élodie Martin;où est l'été ?\n17:53;Léa;déjà là\n",
    "table as JSON": '[{"heure": "17:52", "nom": "Élodie Martin", "message": "où est l\'été ?"},\n{"heure": "17:53", "nom": "Léa", "message": "déjà là"}]',
}  # fmt: skip
WAYS = {
    "UTF-8 with mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without mark": lambda text: text.encode("utf-16-le"),
    "cp1252": lambda text: text.encode("cp1252"),
    "accents apart": lambda text: unicodedata.normalize("NFD", text).encode(),
    "UTF-8 read as cp1252": lambda text: text.encode().decode("cp1252", errors="ignore").encode(),
    "UTF-8 read as latin-1": lambda text: text.encode().decode("latin-1").encode(),
    "NUL bytes": lambda text: text.replace("é", "\x00é").encode(),
    "bare CR for line ends": lambda text: text.replace("\r\n", "\n").replace("\n", "\r").encode(),
}
EXPECTED = [("Élodie Martin", "où est l'été ?"), ("Léa", "déjà là")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("chat", CHATS)
def test_the_same_records_are_read_whatever_the_bytes(written, chat, way):
    source = written(WAYS[way](CHATS[chat]))
    found = detect(source)
    assert found.id == chat.split(" ")[0]
    assert [(record.author, record.text) for record in found.read(source)] == EXPECTED


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
@pytest.mark.parametrize(
    "text",
    [
        "17:52:15 De_ Élodie Martin_ à_ Tout_le_monde:\n\tvoilà_!\n17:52:16 De_Luc_à_Tout_le_monde:\n\toui\n",
        "17:52:15\t De_ Élodie Martin : voilà_!\n17:52:16\t De  Luc_: oui\n",
        "[17:52] Élodie_Martin_: voilà_!\n[17:53] Luc_: oui\n",
        "25/03/2024_à_17:52_-_Élodie_Martin: voilà_!\n25/03/2024 à 17:53 - Luc: oui\n",
        "from Élodie Martin to Everyone:____9:21_AM\nvoilà_!\nfrom Luc to Everyone:    9:22  AM\noui\n",
    ],
    ids=["zoom", "zoom on one line", "bbb", "whatsapp", "webex"],
)
def test_a_header_may_hold_unbreakable_spaces_and_a_text_keeps_its_own(written, text, space):
    source = written(text.replace("_", space))
    read = list(detect(source).read(source))
    assert [(record.author, record.text) for record in read] == [("Élodie Martin", f"voilà{space}!"), ("Luc", "oui")]


@pytest.mark.parametrize(
    "text",
    [
        "17:52:15 De    à  Tout le monde:\r\n\toui\r\n17:52:16 De  Luc  à  Tout le monde:\r\n\tnon\r\n",
        "17:52:14\t De  Luc : non\r\n17:52:15\t De   : oui\r\n",
        "00:00:14\tLuc:\tnon\r\n00:00:15\t:\toui\r\n",
    ],
    ids=["two lines", "one line", "cloud"],
)
def test_a_record_without_a_name_is_a_record(written, text):
    source = written(text)
    said = {record.text: record.author for record in detect(source).read(source)}
    assert said == {"oui": None, "non": "Luc"}


@pytest.mark.parametrize("sign", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_a_line_inside_a_text_ends_no_record(written, sign):
    for text in (f"00:00:14\tLuc:\tun{sign}deux\r\n00:00:15\tÉva:\toui\r\n", f"[10:00] Luc : un{sign}deux\n[10:01] Éva : oui\n"):  # fmt: skip
        source = written(text)
        assert [record.text for record in detect(source).read(source)] == ["un\ndeux", "oui"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_an_old_mac_s_characters_are_told_from_windows_ones(written, end):
    text = f"17:52:15 De  Élodie  à  Tout le monde:{end}\tJ’ai été très déçue du numérique à l’école{end}"
    for encoding in ("mac_roman", "cp1252"):
        source = written(text.encode(encoding))
        (record,) = detect(source).read(source)
        assert (source.encoding, record.author, record.text) == (encoding, "Élodie", text.split("\t")[1].strip())
