"""Macros equal independent computations."""

import math
from fractions import Fraction

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom, norm
from tests import synthetic

from chatmining import store
from chatmining.store.queries import script


@pytest.fixture(scope="module")
def macros():
    """Return macros on an empty database."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("create schema published")
        connection.execute(
            "create table published.words (axis varchar, part varchar, webinar_id varchar, form_id int, n int);"
            "create table published.forms (form_id int, form varchar, term varchar)"
        )
        connection.execute(script("words") + script("specificites"))
        yield connection


def signed(f, total, drawn, size):
    """Return the specificity by exact integers."""
    over = f * size >= total * drawn
    tail = range(f, min(total, drawn) + 1) if over else range(max(0, drawn + total - size), f + 1)
    # Seen from the smaller side, so that the integers stay short: the law is the same with the roles exchanged.
    ways = sum(math.comb(drawn, k) * math.comb(size - drawn, total - k) for k in tail)
    probability = Fraction(ways, math.comb(size, total))
    log = math.log10(probability.numerator) - math.log10(probability.denominator)
    return -log if over else log


def specificities(macros, counts):
    """Return the specificity of each form, of which `counts` gives the occurrences in the part and out of it."""
    macros.execute("delete from published.words; delete from published.forms")
    numbered = list(enumerate(counts))
    macros.execute("insert into published.forms select unnest($forms), unnest($forms)::varchar, null",
                   {"forms": [form for form, _ in numbered]})  # fmt: skip
    for part, place in (("a", 0), ("b", 1)):
        macros.execute(
            "insert into published.words select 'webinar_id', $part, $part, unnest($forms), unnest($counts)",
            {"part": part, "forms": [form for form, _ in numbered], "counts": [n[place] for _, n in numbered]},
        )
    found = macros.execute("select form::int, specificity from specificites('webinar_id', 'a', fewest := 1)").fetchall()
    return dict(found)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 400)).filter(any), min_size=3, max_size=12))
def test_specificity_equals_exact_integers_to_nine_decimals(macros, counts):
    drawn, size = sum(a for a, _ in counts), sum(a + b for a, b in counts)
    for form, specificity in specificities(macros, counts).items():
        a, b = counts[form]
        assert specificity == pytest.approx(signed(a, a + b, drawn, size), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("f", "total", "drawn", "size"), [(60, 400, 50_000, 1_000_000), (2, 90, 300_000, 10_000_000)])
def test_specificity_of_large_corpora_equals_exact_integers_and_scipy(macros, f, total, drawn, size):
    found = specificities(macros, [(f, total - f), (drawn - f, size - drawn - total + f)])[0]
    law = hypergeom(size, total, drawn)
    by_scipy = -law.logsf(f - 1) if f * size >= total * drawn else law.logcdf(f)
    assert found == pytest.approx(by_scipy / math.log(10), rel=1e-7)
    assert found == pytest.approx(signed(f, total, drawn, size), rel=1e-9)


def wilson(n, m):
    z = norm.ppf(0.975)
    middle, spread = (n + z * z / 2) / (m + z * z), z * math.sqrt(n * (m - n) / m + z * z / 4) / (m + z * z)
    return middle - spread, middle + spread


def test_prevalence_has_every_webinar_both_units_and_wilson_intervals(published):
    rows = published.execute("select unit, n, denominator, share, low, high from prevalence('crainte')").fetchall()
    assert len(rows) == 12 and {unit for unit, *_ in rows} == {"comment", "person"}
    for _, n, m, share, low, high in rows:
        assert share == pytest.approx(n / m) and (low, high) == pytest.approx(wilson(n, m))


def test_a_theme_nobody_spoke_of_is_zero_of_its_denominator_not_missing(published):
    rows = published.execute("select n, low, denominator from prevalence('nothing')").fetchall()
    assert len(rows) == 12 and all(n == 0 and low == pytest.approx(0, abs=1e-12) and m > 0 for n, low, m in rows)


def test_compare_gives_newcombe_intervals_and_what_could_have_been_seen(published):
    rows = published.execute(
        "select n_a, denominator_a, n_b, denominator_b, difference, low, high, detectable "
        "from compare('w00001', 'w00004')"
    ).fetchall()
    assert rows
    for a, m, b, n, difference, low, high, detectable in rows:
        (la, ha), (lb, hb), p, q = wilson(a, m), wilson(b, n), a / m, b / n
        assert difference == pytest.approx(p - q)
        assert low == pytest.approx(p - q - math.hypot(p - la, hb - q))
        assert high == pytest.approx(p - q + math.hypot(ha - p, q - lb))
        pooled = (a + b + 2) / (m + n + 4)
        spread = math.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
        assert detectable == pytest.approx((norm.ppf(0.975) + norm.ppf(0.8)) * spread)


def test_concordance_of_few_lines_is_the_beginning_of_the_whole_one(published):
    every = published.execute("from concordance('formation', most := 100_000)").fetchall()
    for most in (1, 2, 7, len(every) - 1, len(every)):  # few lines are read from the first comments, many from all
        assert published.execute(f"from concordance('formation', most := {most})").fetchall() == every[:most]


def test_concordance_shows_the_word_where_it_stands_whatever_its_accents(published):
    rows = published.execute(
        "select k.before, k.word, k.after, c.text "
        "from concordance('numerique', width := 12) k join comments c using (comment_id)"
    ).fetchall()
    assert rows and {word.lower() for _, word, _, _ in rows} <= {"numérique", "numerique"}
    for before, word, after, text in rows:
        assert len(before) <= 12 and len(after) <= 12 and f"{before}{word}{after}" in " ".join(text.split("\n"))


def test_every_macro_has_its_comment(published):
    bare = published.execute(
        "select function_name from duckdb_functions() where not internal and comment is null"
    ).fetchall()
    assert bare == []


SAID = (
    "Un mot de passe, deux mots de passe, un autre mot de passe",
    "L’outil est là ; l'outil aussi, et l'outillage non",
    "peut-être que ce n'est pas un mot de\npasse",
    "passe le mot",
    "Je ne sais pas. JE NE veux pas (.*)",
)


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    folder = tmp_path_factory.mktemp("said")
    rows = {table: made.to_pylist() for table, made in synthetic.webinar(0, synthetic.Size(len(SAID), 3)).items()}
    for row, text in zip(rows["comments"], SAID, strict=True):
        row |= {"text": text, "content_hash": text}
    with store.open_writer(folder / "work.duckdb") as connection:
        store.write_rows(connection, rows)
        store.publish(connection, folder / "snap.duckdb")
    with store.open_reader(folder / "snap.duckdb") as connection:
        yield connection


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("mot de passe", [("Un ", "mot de passe", ", deux"), ("autre ", "mot de passe", ""),
                          ("pas un ", "mot de\npasse", "")]),
        ("L'OUTIL", [("", "L’outil", " est l"), (" ; ", "l'outil", " aussi")]),
        ("l’outil", [("", "L’outil", " est l"), (" ; ", "l'outil", " aussi")]),
        (" peut-etre ", [("", "peut-être", " que c")]),
        ("je ne", [("", "Je ne", " sais "), ("s pas. ", "JE NE", " veux ")]),
        ("passe mot", []),
        (".*", []),
        ("", []),
        ("de de", []),
    ],
)  # fmt: skip
def test_concordance_finds_phrases_with_any_apostrophe(said, asked, found):
    rows = said.execute("select before, word, after from concordance($1, width := 6)", [asked]).fetchall()
    assert len(rows) == len(found)
    for (before, word, after), (left, middle, right) in zip(rows, found, strict=True):
        assert word == middle and after == right and before.endswith(left[-6:])


LETTERS = st.text("aàâcçeéèioôœæunñyřžtrms'’ -.\n\u0301\u0327KÅ\u212a\u212bÉŒ", max_size=12)


@given(LETTERS, LETTERS, LETTERS)
@settings(deadline=None, max_examples=300)
def test_the_first_look_at_a_text_never_passes_over_a_word_that_it_holds(said, before, word, after):
    asked = "select holds($1, $2), regexp_matches(folded($1), pattern_of($2))"
    plain = said.execute("select folded($1)", [word]).fetchone()[0]
    for text, sought in ((f"{before} {word} {after}", word), (f"{before} {word} {after}", plain), (after, word)):
        quick, whole = said.execute(asked, [text, sought]).fetchone()
        assert quick == whole
