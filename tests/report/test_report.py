"""A report says what its database holds, at every size, or is not written."""

import base64
import csv
import re
import shutil
from html import unescape

import pytest

from chatmining import store
from chatmining.errors import BadInput, ReportError
from chatmining.report.build import report_path, write_report, write_series
from chatmining.report.check import ask_again, check, compare
from chatmining.report.facts import Edition
from chatmining.words import catalogue, typeset
from tests.report.invented import HOSTILE, build

MOST_BYTES = 2_000_000


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    build(place, 60, "w2", seed=2)
    return build(place, 50, "w1")


@pytest.fixture(scope="module")
def page(home):
    return write_report(home, "w1").read_text("utf-8")


@pytest.fixture(scope="module")
def answers(home, page):
    with store.open_reader(home.snapshot) as db:
        check(page, db, "fr")
        return ask_again(page, db)


@pytest.mark.parametrize(
    ("n", "edition"),
    [
        *((n, Edition.INTERNAL) for n in (0, 1, 12, 400)),
        *((n, Edition.SHARED) for n in (40,)),
        pytest.param(5000, Edition.INTERNAL, marks=pytest.mark.slow),
    ],
)
def test_a_report_of_any_size_is_written_and_stays_small(tmp_path, n, edition):
    home = build(tmp_path, n)
    path = write_report(home, "w1", edition)
    assert 0 < path.stat().st_size < MOST_BYTES


def test_a_burst_says_what_the_agenda_had_then(tmp_path):
    texts = [f"J'ai peur de ce que deviendront nos {n} dossiers" for n in range(20)]
    agenda = [(0, "La parole à l'éditeur"), (10, "Débat")]
    home = build(tmp_path, 400, texts=texts, agenda=agenda)
    page = unescape(re.sub(r"<[^>]+>", "", write_report(home, "w1").read_text("utf-8")))
    assert "C'était pendant «\N{NO-BREAK SPACE}La parole à l'éditeur\N{NO-BREAK SPACE}»" in page
    assert "pendant «\N{NO-BREAK SPACE}Débat" not in page


def test_the_same_database_gives_the_same_bytes(home, page, tmp_path):
    assert write_report(home, "w1", target=tmp_path / "again.html").read_text("utf-8") == page


def test_an_english_report_is_checked_too_and_says_the_same_numbers(home, page, tmp_path):
    english = write_report(home, "w1", language="en", target=tmp_path / "en.html").read_text("utf-8")
    count = re.compile(r'<span data-at="[^"]*" data-as="count">([^<]*)</span>')
    assert '<html lang="en">' in english
    assert sorted(n.replace(",", " ") for n in count.findall(english)) == sorted(
        n.replace("\u202f", " ") for n in count.findall(page)
    )


def section(page, name):
    """Return what a reader sees of a section before folding anything out."""
    body = page[page.index(f'<section id="{name}"') :]
    unfolded = re.sub(r"<details.*?</details>", "", body[: body.index("</section>")], flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", unfolded)).split())


def test_a_newcomer_s_five_questions_each_have_their_place(page):
    leads, asked, sure = section(page, "essentiel"), section(page, "questions"), section(page, "themes")
    assert "On y parle d'abord" in leads and "L'écart avec" in leads  # which theme leads, and by how much
    assert asked.index("Aucune réponse trouvée") < asked.index("Réponse possible")  # asked and not answered, first
    assert "Nouveau dans la série." in section(page, "sujets")  # what is new
    assert "Puis-je citer ?" in section(page, "methode")  # can I quote this
    assert re.search(r"de \d+,\d à \d+,\d", sure) and "Comment lire ce chiffre" in page  # how sure


def test_a_theme_s_course_is_drawn_and_a_bar_changed_is_caught(home, tmp_path):
    page = write_report(build(tmp_path, 400), "w1").read_text("utf-8")
    (found, *_) = re.finditer(r'data-chart="spark".*?height="(\d)', page, re.S)
    assert "le plus souvent vers" in section(page, "themes")
    mutant = page[: found.start(1)] + str((int(found.group(1)) + 1) % 10) + page[found.end(1) :]
    with store.open_reader(tmp_path / "published" / "chatmining.duckdb") as db, pytest.raises(ReportError):
        check(mutant, db, "fr")


def test_the_follow_up_table_says_when_a_question_was_answered_and_what_it_speaks_of(page):
    (held,) = re.findall(r'href="data:text/csv[^,]*,([^"]*)"', page)
    rows = list(csv.DictReader(base64.b64decode(held).decode("utf-8-sig").splitlines(), delimiter=";"))
    answered = [row for row in rows if row["Texte de la réponse"]]
    assert answered and len(answered) < len(rows)
    assert all(bool(row["Moment de la réponse"]) == bool(row["Texte de la réponse"]) for row in rows)
    shown = section(page, "questions")
    assert all(" ".join(row["Moment de la réponse"].split()) in shown for row in rows)
    assert all(theme.lower() in shown.lower() for row in rows for theme in row["Thèmes"].split(", "))
    assert any(row["Thèmes"] for row in rows)


def test_numbers_are_written_the_french_way(page):
    assert re.search(r"\d+,\d\N{NO-BREAK SPACE}%", page) and "14 mars 2024" in page
    assert "d’équipement" in page or "de besoin" in page or "de crainte" in page


def test_one_person_and_one_comment_are_said_in_the_singular(tmp_path):
    page = write_report(build(tmp_path, 1, people=1), "w1").read_text("utf-8")
    text = re.sub(r"<[^>]+>", "", page)
    assert "1 personne a écrit 1 commentaire" in text and "1 commentaires" not in text


def test_hostile_comments_are_shown_as_text(tmp_path):
    page = write_report(build(tmp_path, 30, texts=HOSTILE), "w1").read_text("utf-8")
    assert page.count("<script") == 2 and page.count("<style") == 1
    assert "onerror" in page and not re.search(r"<img|<[^>]+\sonerror", page)
    assert "\u202e" not in page and "\x1b" not in page and "{{ 7 * 7 }}" in page


def test_the_page_asks_the_network_for_nothing(page):
    assert "default-src 'none'" in page.replace("&#39;", "'")
    assert not re.search(
        r"(?:src|href|url)\s*[=(]\s*[\"']?(?!#|data:)[\w/.]", re.sub(r"<script.*?</script>", "", page, flags=re.S)
    )


def test_the_shared_edition_holds_no_raw_comment_and_no_group_under_five(tmp_path):
    home = build(tmp_path, 60, people=7)
    shared = write_report(home, "w1", Edition.SHARED).read_text("utf-8")
    with store.open_reader(home.snapshot) as db:
        texts = [text for (text,) in db.execute("select text from comments").fetchall()]
    assert [text for text in texts if text in shared] == []
    proof = re.search(r'id="proof">(.*?)</script>', shared, re.S).group(1)
    assert not re.search(r"p_[a-z2-7]{12}", proof)
    assert "restent sans réponse trouvée dans le chat viennent de moins de 5 personnes." in shared


def test_a_webinar_of_fewer_than_five_people_has_no_edition_to_share(tmp_path):
    with pytest.raises(BadInput) as refused:
        write_report(build(tmp_path, 30, people=4), "w1", Edition.SHARED)
    assert refused.value.code == "too_few_to_share" and not list(tmp_path.rglob("*.html"))


def test_an_unknown_webinar_is_refused_with_those_known(home):
    with pytest.raises(BadInput) as refused:
        write_report(home, "w9")
    assert refused.value.code == "webinar_unknown" and "w1" in str(refused.value.details["expected"])


def test_an_id_that_looks_like_a_path_stays_in_the_folder_of_reports(home):
    assert report_path(home, "../../etc/passwd").parent == home.reports
    assert report_path(home, "a/b") != report_path(home, "a_b")


def mutants(text, places):
    """Yield the page with one character changed: another digit for a digit, another letter for a letter."""
    for place in places:
        old = text[place]
        new = str((int(old) + 1) % 10) if old.isdigit() else ("x" if old != "x" else "y")
        yield place, text[:place] + new + text[place + 1 :]


def shown_digits(page):
    """Return the places of every digit that a reader sees, charts included."""
    body = page.index("<body>")
    hidden = [found.span() for found in re.finditer(r"<script.*?</script>|<[^>]*>", page, re.S)]
    covered = {i for start, end in hidden for i in range(start, end)}
    return [i for i in range(body, len(page)) if page[i].isdigit() and i not in covered]


def test_every_digit_changed_in_the_page_is_caught(page, answers):
    places = shown_digits(page)
    assert len(places) > 300
    for place, mutant in mutants(page, places[:: max(1, len(places) // 100)]):
        with pytest.raises(ReportError):
            compare(mutant, answers, "fr")
            pytest.fail(page[place - 60 : place + 20])


def test_every_character_changed_in_a_quote_is_caught(page, answers):
    quotes = [found.span(1) for found in re.finditer(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.S)]
    places = [i for start, end in quotes for i in range(start, end) if page[i].isalpha() and page[i - 1] not in "</&#"]
    assert len(quotes) > 5
    for _, mutant in mutants(page, places[:: max(1, len(places) // 100)]):
        with pytest.raises(ReportError):
            compare(mutant, answers, "fr")


FIRST = "(select min(comment_id) from mentions join comments using (comment_id) where webinar_id = 'w1')"


@pytest.mark.parametrize(
    "change",
    [
        f"update theme_scores set label = not label where comment_id = {FIRST}",
        "delete from messages where n = 17",
        "update comments set text = replace(text, 'tablettes', 'Tablettes')",
        f"update decisions set decision = 'aucun' where comment_id = {FIRST}",
        "update mentions set end_char = end_char + 1 where true",
        "delete from topic_assignments where topic_id = 'w1/01' and representative",
        "update webinars set title = title || '.'",
        "update comments set offset_s = offset_s + 3000, said_at = said_at + interval 3000 second where offset_s < 60",
        "update people set role = 'speaker'",
    ],
)
def test_a_row_changed_behind_a_number_is_caught(home, page, tmp_path, change):
    copy = tmp_path / "home"
    shutil.copytree(home.folder, copy)
    with store.open_writer(copy / "warehouse" / "chatmining.duckdb") as db:
        db.execute(change)
        store.publish(db, copy / "published" / "chatmining.duckdb")
    with store.open_reader(copy / "published" / "chatmining.duckdb") as db, pytest.raises(ReportError):
        ask_again(page, db)


def test_a_script_or_a_style_slipped_in_is_caught(page, answers):
    for mutant in (
        page.replace("const PAGE = 50", "const PAGE = 51"),
        page.replace("--paper:#fcfbf8", "--paper:#fcfbf9"),
    ):
        assert mutant != page
        with pytest.raises(ReportError):
            compare(mutant, answers, "fr")


def test_a_report_that_fails_its_check_leaves_no_file(home, tmp_path, monkeypatch):
    monkeypatch.setattr("chatmining.report.build.render", lambda *_: "<html></html>")
    with pytest.raises(ReportError):
        write_report(home, "w1", target=tmp_path / "never.html")
    assert list(tmp_path.iterdir()) == []


def test_the_two_languages_have_the_same_sentences_with_the_same_numbers():
    french, english = catalogue("report", "fr"), catalogue("report", "en")
    assert french.keys() == english.keys()
    number = re.compile(r"\{(\w+):(?!\?)")
    for code in french:
        assert sorted(set(number.findall(french[code]))) == sorted(set(number.findall(english[code]))), code
        assert french[code] == typeset(french[code]), code


def test_the_shared_edition_quotes_what_the_organizer_approved_and_nothing_else(tmp_path):
    home = build(tmp_path, 60)
    internal = write_report(home, "w1")
    decisions = internal.with_suffix(".citations.txt")
    first, *others = decisions.read_text("utf-8").splitlines()
    assert first.startswith("non\t") and "<blockquote" not in write_report(home, "w1", Edition.SHARED).read_text(
        "utf-8"
    )
    decisions.write_text("\n".join(["oui" + first[3:], *others]), "utf-8")
    write_report(home, "w1")  # proposing again keeps what was decided
    quoted = re.findall(
        r"<blockquote[^>]*>(.*?)</blockquote>", write_report(home, "w1", Edition.SHARED).read_text("utf-8")
    )
    assert {unescape(re.sub("<[^>]*>", "", text)) for text in quoted} == {first.split("\t")[2]}


@pytest.mark.parametrize("edition", Edition)
def test_the_series_says_ahead_only_when_the_interval_excludes_zero(home, edition):
    page = write_series(home, edition).read_text("utf-8")
    with store.open_reader(home.snapshot) as db:
        gaps = store.fetch(db, "report_series_gaps", fewest=edition.fewest, language="fr")
    assert all(low > 0 for *_, low, _ in gaps)
    assert page.count("devant «") >= len(gaps) and "Le numérique, séance w2" in page
