"""`chatmining report` and `open`, as a person types them."""

import pytest
from typer.testing import CliRunner

from chatmining.cli.app import app
from chatmining.errors import BadInput
from tests.report.invented import build


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = build(tmp_path_factory.mktemp("home"), 15)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHATMINING_HOME", str(place.folder))
        patch.setenv("BROWSER", "true")
        yield place


def run(*arguments):
    return CliRunner().invoke(app, arguments)


def test_report_writes_each_edition_and_says_where(home):
    assert str(home.reports / "w1.html") in run("report", "w1").output
    assert str(home.reports / "w1-partage.html") in run("report", "w1", "--edition", "partage").output
    assert (home.reports / "w1.html").is_file() and (home.reports / "w1-partage.html").is_file()


def test_report_writes_the_file_it_is_told(home, tmp_path):
    run("report", "--series", "-o", str(tmp_path / "serie.html"))
    assert (tmp_path / "serie.html").stat().st_size > 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("report", "w1", "--edition", "publique"), "edition_unknown"),
        (("report",), "webinar_or_series"),
        (("report", "w1", "--series"), "webinar_or_series"),
        (("report", "inconnu"), "webinar_unknown"),
    ],
)
def test_a_request_that_means_nothing_is_explained(home, arguments, code):
    error = run(*arguments).exception
    assert isinstance(error, BadInput) and error.code == code


def test_open_writes_the_report_first_when_it_is_missing(home):
    (home.reports / "w1.html").unlink(missing_ok=True)
    assert run("open", "w1").exit_code == 0 and (home.reports / "w1.html").is_file()
