"""The Zoom chat, French client first: headers, names, private messages, replies, reactions, pasted extracts."""

from pathlib import Path

import pytest
from tests.samples import WEBINAR

from chatmining.formats import Source, claims, detect
from chatmining.formats.zoom import ZOOM_CHAT
from chatmining.records import Clock, Kind, Reaction

DERIVED = Path(__file__).parents[2].parent / "shared" / "chatlogs" / "derived"


@pytest.fixture
def read(written):
    return lambda text: list(ZOOM_CHAT.read(written(text)))


def one(read, header, body="bonjour"):
    (message,) = read(f"{header}\r\n\t{body}\r\n")
    return message


# --- the sample ------------------------------------------------------------------------------------------


def test_sample_webinar_holds_what_its_page_says():
    messages = list(detect(Source.open(WEBINAR)).read(Source.open(WEBINAR)))
    kinds = [message.kind for message in messages]
    assert 110 <= len(messages) <= 145
    assert kinds.count(Kind.REPLY) >= 15
    assert kinds.count(Kind.REACTION) >= 20
    assert sum(message.private for message in messages) == 4
    assert len({message.author for message in messages}) == 35
    resolved = [m.reply_to for m in messages if m.kind in (Kind.REPLY, Kind.REACTION)]
    assert all(resolved)


@pytest.mark.parametrize(
    "comment",
    [
        "Vous évoquez les difficultés à s'adapter à cette transition numérique chez les usagers, mais qu'en est-il des"
        " freins éventuels chez les travailleurs sociaux eux-mêmes ?",
        "L'expérience ne pourra être positive que si le travailleur social est lui-même à l'aise avec le numérique. Le"
        " numérique doit faire partie de la formation des travailleurs sociaux, c'est aujourd'hui indispensable",
        "Nombre de travailleurs sociaux sont également en difficulté et/ou récalcitrants",
    ],
)
def test_the_comments_that_the_press_quoted_are_one_record_each(comment):
    assert [m.text for m in ZOOM_CHAT.read(Source.open(WEBINAR))].count(comment) == 1


# --- headers ---------------------------------------------------------------------------------------------

HEADERS = [
    # header, form, author, recipient, private
    ("17:52:15 De  Élodie Martin  à  Tout le monde:", "B", "Élodie Martin", "Tout le monde", False),
    ("17:52:15 De Élodie Martin à Tout le monde:", "B", "Élodie Martin", "Tout le monde", False),
    ("17:52:15 De  Chloé à Lyon  à  Tout le monde:", "B", "Chloé à Lyon", "Tout le monde", False),
    ("17:52:15 De Chloé à Lyon à Tout le monde:", "B", "Chloé à Lyon", "Tout le monde", False),
    ("17:52:15 De  Luc Petit  à  Élodie Martin(Message direct):", "B", "Luc Petit", "Élodie Martin", True),
    ("17:52:15 De Luc Petit à Élodie Martin (message direct):", "B", "Luc Petit", "Élodie Martin", True),
    ("17:52:15 De  Luc  à  Eva (PMI)(Message direct) :", "B", "Luc", "Eva (PMI)", True),
    ("17:52:15 De  Luc  à  Tous les intervenants:", "B", "Luc", "Tous les intervenants", False),
    ("17:52:15 De  Luc  à  Hôtes et intervenants:", "B", "Luc", "Hôtes et intervenants", False),
    ("2026-03-16 17:18:46 De Nora à Tout le monde:", "B-dated", "Nora", "Tout le monde", False),
    ("2026-03-16 17:18:46 From Nora to Everyone:", "B-dated", "Nora", "Everyone", False),
    ("09:00:00 From  Ann  to  All panelists:", "B", "Ann", "All panelists", False),
    ("09:00:00 From Ann To Bob(Direct Message):", "B", "Ann", "Bob", True),
    ("09:00:00 From Ann to Everyone(in Waiting Room):", "B", "Ann", "Everyone(in Waiting Room)", False),
    ("09:00:00 De  José  a  Todos:", "B", "José", "Todos", False),
    ("09:00:00 Von  Uwe  an  Alle:", "B", "Uwe", "Alle", False),
    ("09:00:00 От Иван кому Все:", "B", "Иван", "Все", False),
    ("09:00:00 開始 花子 に 全員:", "B", "花子", "全員", False),
    ("09:00:00 開始 花子 に 太郎（ダイレクトメッセージ）:", "B", "花子", "太郎", True),
    ("09:00:00 발신자 민수 수신자 모두에게:", "B", "민수", "모두에게", False),
    ("09:00:00  王伟 对 所有人:", "B", "王伟", "所有人", False),
    ("09:00:00  王偉 對 所有人:", "B", "王偉", "所有人", False),
    ("09:00:00 Da Eva a Tutti:", "B", "Eva", "Tutti", False),
    ("09:00:00 Van Jan aan Iedereen:", "B", "Jan", "Iedereen", False),
    ("09:00:00 De Ana para Todos:", "B", "Ana", "Todos", False),
]


@pytest.mark.parametrize(
    ("header", "form", "author", "recipient", "private"), HEADERS, ids=lambda value: str(value)[:45]
)
def test_header_above_the_words(read, header, form, author, recipient, private):
    message = one(read, header)
    found = (message.form, message.author, message.recipient, message.private, message.text, message.clock)
    assert found == (form, author, recipient, private, "bonjour", Clock.WALL)


ONE_LINE = [
    ("17:52:15\t De  Élodie Martin : bonjour : oui", "A1", "Élodie Martin", None, False, "bonjour : oui"),
    ("17:52:15\t De  Ken :: Formateur : bonjour", "A1", "Ken :: Formateur", None, False, "bonjour"),
    ("17:52:15\t De  Luc  à  Eva(Message direct) : a : b", "A2", "Luc", "Eva", True, "a : b"),
    ("17:52:15 De Luc à Tout le monde : on va à Lyon : oui", "A2", "Luc", "Tout le monde", False, "on va à Lyon : oui"),
    ("17:52:15\t De  Chloé à Lyon : bonjour à tous : oui", "A1", "Chloé à Lyon", None, False, "bonjour à tous : oui"),
    ("09:00:00\t From Ann (she/her) to Bob (Privately) : hi", "A2", "Ann (she/her)", "Bob", True, "hi"),
    ("09:00:00\t From  Ann : go to room 2: now", "A1", "Ann", None, False, "go to room 2: now"),
    ("00:05:28\tLuc Petit:\tbonjour : oui", "C", "Luc Petit", None, False, "bonjour : oui"),
    ("00:05:28\tDe Villiers | CCAS:\tbonjour : oui", "C", "De Villiers | CCAS", None, False, "bonjour : oui"),
    ("9:05:28\t De  Luc : bonjour", "A1", "Luc", None, False, "bonjour"),
]


@pytest.mark.parametrize(("line", "form", "author", "recipient", "private", "text"), ONE_LINE)
def test_header_and_words_on_one_line(read, line, form, author, recipient, private, text):
    (message,) = read(f"{line}\r\n")
    found = (message.form, message.author, message.recipient, message.private, message.text)
    assert found == (form, author, recipient, private, text)


def test_cloud_chat_counts_from_the_start_of_the_recording_even_with_its_tabs_lost(read):
    tabs = read("00:05:28\tLuc:\toui\r\n")
    spaces = read("00:05:28    Luc:   oui\n00:05:30    Eva Roy:   non\n00:05:40    Luc:   bon\n")
    morning = read("08:02:35 Luc:\toui\n08:03:12 Eva:\tnon\n08:03:40 Luc:\tbon\n")
    assert [m.clock for m in (*tabs, *spaces, *morning)] == [Clock.OFFSET] * 4 + [Clock.WALL] * 3
    assert [(m.form, m.author, m.text) for m in spaces][1] == ("C~", "Eva Roy", "non")


def test_recipient_who_wrote_in_the_chat_is_a_person_even_without_a_tag(read):
    messages = read("09:00:00 De  Eva  à  Tout le monde:\n\toui\n09:01:00 De  Luc  à  Eva:\n\tnon\n")
    assert [m.private for m in messages] == [False, True]


# --- words -----------------------------------------------------------------------------------------------


def test_line_ends_inside_a_message_become_line_feeds(read):
    for inside in ("\r\t", "\r\n\t", "\n\t", "\u2028", "\r"):
        assert one(read, "17:52:15 De  Luc  à  Tout le monde:", f"un{inside}deux").text == "un\ndeux"
    (windows,) = read("17:52:15\t De  Luc : un\rdeux\r\n")
    (mac,) = read("17:52:15\t De  Luc : un\ndeux\n\ntrois\n")
    assert (windows.text, mac.text) == ("un\ndeux", "un\ndeux\n\ntrois")


def test_header_that_ends_with_two_carriage_returns(read):
    assert one(read, "17:06:15 From Ann to Everyone:\r", "hi").text == "hi"


REPLIES = [
    ('Répondre à "Bonjour à tous"\n\noui', "Bonjour à tous", "oui"),
    ('Répondre à "Bonjour à tous"\n\noui\n\net "non"', "Bonjour à tous", 'oui\n\net "non"'),
    ('Répondre à "un\ndeux..."\n\noui', "un\ndeux...", "oui"),
    ('Répondre à "il dit "non" et..."\n\noui', 'il dit "non" et...', "oui"),
    ('Répondre à "Bonjour" Salut', "Bonjour", "Salut"),
    ('Replying to "Bonjour":\nSalut "toi"', "Bonjour", 'Salut "toi"'),
    ('Antwoord verzenden naar "Bonjour…"\n\noui', "Bonjour…", "oui"),
    ('Respondiendo a "Bonjour"\n\noui', "Bonjour", "oui"),
    ('正在回复 "Bonjour"\n\noui', "Bonjour", "oui"),
    ("Répondre à “Bonjour”\n\noui", "Bonjour", "oui"),
]


@pytest.mark.parametrize(("body", "quote", "text"), REPLIES)
def test_reply_keeps_the_words_of_the_replier_alone(read, body, quote, text):
    message = one(read, "17:52:15 De  Luc  à  Tout le monde:", body.replace("\n", "\n\t"))
    assert (message.kind, message.quote, message.text) == (Kind.REPLY, quote, text)


REACTIONS = [
    ('A réagi à "Peut-on avoir le su..." avec 👍', "Peut-on avoir le su...", "👍", Kind.REACTION),
    ('A réagi à "venir avec nous" avec 👍🏽', "venir avec nous", "👍🏽", Kind.REACTION),
    ('A réagi à "un\ndeux..." avec ❤️', "un\ndeux...", "❤️", Kind.REACTION),
    ('Reacted to "he said "hi"" with 👩‍👧', 'he said "hi"', "👩‍👧", Kind.REACTION),
    ('Reacted to LFG May 7th with "🔥"', "LFG May 7th", "🔥", Kind.REACTION),
    ("Reacted to LFG May 7th with “🔥”", "LFG May 7th", "🔥", Kind.REACTION),
    ('Hat auf "Guten Tag" mit 🚀 reagiert', "Guten Tag", "🚀", Kind.REACTION),
    ('Se ha reaccionado a "Hola" con 🇫🇷', "Hola", "🇫🇷", Kind.REACTION),
    ('Heeft gereageerd op "Dag" met 1️⃣', "Dag", "1️⃣", Kind.REACTION),
    ('已使用👍回应"你好"', "你好", "👍", Kind.REACTION),
    ('Removed a 👍 reaction from "Hello"', "Hello", "👍", Kind.REMOVAL),
    ('A supprimé une réaction 👍 de "Bonjour"', "Bonjour", "👍", Kind.REMOVAL),
    ('A retiré sa réaction 👍 au message "Bonjour"', "Bonjour", "👍", Kind.REMOVAL),
]


@pytest.mark.parametrize(("body", "quote", "emoji", "kind"), REACTIONS)
def test_reactions_and_removals_are_not_messages(read, body, quote, emoji, kind):
    message = one(read, "17:52:15 De  Luc  à  Tout le monde:", body.replace("\n", "\n\t"))
    assert (message.kind, message.quote, message.emoji, message.text) == (kind, quote, emoji, "")


@pytest.mark.parametrize(
    "text",
    [
        "A réagi à la proposition avec enthousiasme",
        "Répondre à tout le monde prend du temps",
        "A retiré la réaction de son collègue du compte rendu",
        "Reacted to the news with anger",
        "add me to the list",
        "rapport.pdf est dans le dossier",
        "voir https://ex.example/a.pdf",
        "merci :👍",
    ],
)
def test_messages_that_look_like_something_else_stay_messages(read, text):
    message = one(read, "17:52:15 De  Luc  à  Tout le monde:", text)
    assert (message.kind, message.text) == (Kind.MESSAGE, text)


def test_old_clients_add_and_remove_speak_of_the_message_before(read):
    head = "17:52:15 From Ann to Everyone:\n\t"
    messages = read(f"{head}hello\n{head}add 👍\n{head}remove 👍\n")
    assert [(m.kind, m.emoji, m.reply_to) for m in messages[1:]] == [(Kind.REACTION, "👍", 1), (Kind.REMOVAL, "👍", 1)]


def test_dated_form_puts_reactions_inside_the_record(read):
    (message,) = read(
        "2026-03-16 17:18:46 De Nora à Tout le monde:\n\tHehe : )\n\tLuc Petit, Élodie Martin:👍\n\tAnne:❤️\n\t\n"
    )
    assert message.text == "Hehe : )"
    assert message.reactions == (
        Reaction(emoji="👍", by=("Luc Petit", "Élodie Martin"), count=2),
        Reaction(emoji="❤️", by=("Anne",), count=1),
    )


def test_body_that_is_only_a_file_name_is_an_attachment(read):
    message = one(read, "17:52:15 De  Luc  à  Tout le monde:", "Screenshot2026_02_24_193317.jpg")
    assert (message.kind, message.attachments) == (Kind.ATTACHMENT, ("Screenshot2026_02_24_193317.jpg",))


# --- which message a quote speaks of ---------------------------------------------------------------------


def test_quote_is_of_the_latest_earlier_message_that_begins_with_it(read):
    head = "00:01:00\tLuc:\t"
    texts = ["je suis d'accord avec vous tous", "je suis d'accord avec vous deux", "oui", "oui mais non"]
    quotes = ['"je suis d\'accord ave..."', '"oui"', '"oui m"', '"rien de tel"', '"à venir"']
    lines = [*texts, *(f"A réagi à {quote} avec 👍" for quote in quotes), "à venir"]
    messages = read("".join(f"{head}{line}\r\n" for line in lines))
    assert [m.reply_to for m in messages[4:]] == [2, 3, 4, None, None, None]


# --- sessions, extracts, encodings -----------------------------------------------------------------------


def test_appended_sessions_and_midnight_keep_every_record(read):
    times = ["16:00:00", "17:45:00", "15:05:00", "15:06:00", "17:46:00", "23:59:59", "00:00:10"]
    messages = read("".join(f"{time} De  Luc  à  Tout le monde:\n\tn° {n}\n" for n, time in enumerate(times)))
    assert [m.time for m in messages] == times


def test_file_saved_twice_keeps_both_sessions(read):
    once = "".join(f"10:00:{n:02}\t De  Luc : n° {n}\n" for n in range(5))
    assert len(read(once + once + "10:00:30\t De  Luc : suite\n")) == 11


def test_extract_pasted_into_a_message_is_its_text(read):
    crlf = read("00:01:00\tLuc:\tun\r\n00:02:00\tEva:\tdeux\r\n00:03:00\tLuc:\til disait :\n00:01:30\tAnne:\tnon\r\n"
                "00:04:00\tEva:\tquatre\r\n")  # fmt: skip
    lf = read("10:01:00\t De  Luc : un\n10:02:00\t De  Eva : deux\n10:03:00\t De  Luc : tu as écrit :\n"
              "10:02:00\t De  Eva : deux\n10:04:00\t De  Eva : quatre\n")  # fmt: skip
    assert [m.text for m in crlf] == ["un", "deux", "il disait :\n00:01:30\tAnne:\tnon", "quatre"]
    assert [m.text for m in lf] == ["un", "deux", "tu as écrit :\n10:02:00\t De  Eva : deux", "quatre"]


@pytest.mark.parametrize("lost", [False, True])
def test_utf8_read_as_cp1252_and_saved_again_is_repaired(read, lost):
    text = "17:52:15 De  Élodie Àn  à  Tout le monde:\r\n\tL’été, ça chauffe… 👍\r\n"
    broken = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    (message,) = read(broken.replace("\xa0", " ") if lost else broken)
    assert (message.author, message.recipient, message.text) == ("Élodie Àn", "Tout le monde", "L’été, ça chauffe… 👍")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(written, encoding):
    text = "17:52:15 De  Élodie  à  Tout le monde:\r\n\tL'été, ça chauffe\r\n" * 3
    source = written(text.encode(encoding))
    assert [(m.author, m.text) for m in detect(source).read(source)] == [("Élodie", "L'été, ça chauffe")] * 3


def test_copied_from_the_window(read):
    messages = read(
        "De Eva Roy à tout le monde:  09:24 AM\nbonjour\ntous\n\nLuc  à  Tout le monde 16:37\nà 14:30 ?\n"
        "Luc  à  Moi(Message direct) 16:38\nchut\n"
    )
    assert [(m.author, m.recipient, m.time, m.text, m.private) for m in messages] == [
        ("Eva Roy", "tout le monde", "09:24 AM", "bonjour\ntous", False),
        ("Luc", "Tout le monde", "16:37", "à 14:30 ?", False),
        ("Luc", "Moi", "16:38", "chut", True),
    ]


# --- hand-written stand-ins ------------------------------------------------------------------------------


@pytest.mark.skipif(not DERIVED.exists(), reason="no ../shared/chatlogs")
def test_derived_chats():
    def rows(name):
        source = Source.open(DERIVED / name)
        assert [format_.id for _, format_ in claims(source)] == ["zoom"]
        return [(m.author, m.recipient, m.private, m.text) for m in detect(source).read(source)]

    assert rows("zoom_fr_client_old.txt") == [
        ("Élodie Martin", None, False, "bonjour"),
        ("Luc Petit", "Élodie Martin", True, "merci : oui"),
    ]
    assert rows("zoom_fr_client_5.6_multiline.txt") == [
        ("Élodie Martin", "Tout le monde", False, "re-bonjour"),
        ("Luc Petit", "Élodie Martin", True, "merci"),
        ("Chloé à Lyon", "Tout le monde", False, "ligne un\nligne deux"),
    ]
