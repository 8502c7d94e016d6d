"""`chatmining topics`: what a person sees of the topics, and the name that stays."""

import os
import subprocess
import sys

import pytest

from chatmining import series, store
from chatmining.teaching import Examples, read_examples
from tests.topics.test_series import AXES, Ones, topic

HOSTILE = "<b>jardin</b> \x1b[31m"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with store.open_writer(home / "warehouse" / "chatmining.duckdb") as connection:
        for day, found in ((1, "jardin"), (2, HOSTILE)):
            name = f"w{day:02d}"
            webinar = {"webinar_id": name, "title": f"Webinaire {day}", "date": f"2026-01-{day:02d}", "clock": "wall",
                       "format": "zoom"}  # fmt: skip
            comment = {"comment_id": f"c{day}", "webinar_id": name, "person_id": "p", "kind": "message",
                       "language": "fr", "text": "le jardin soigne", "words": 3, "content_hash": f"h{day}"}  # fmt: skip
            row = topic(name, 1, found, AXES[3])
            told = {"comment_id": f"c{day}", "topic_id": row["topic_id"], "similarity": 1.0, "representative": True}
            run = {"webinar_id": name, "regime": "petit", "comments": 50, "outliers": 3, "model_id": "m"}
            message = {"message_id": f"c{day}", "webinar_id": name, "n": 1, "kind": "message", "private": False}
            store.write_rows(connection, {"webinars": [webinar], "messages": [message], "comments": [comment]})
            known = series.known_topics(connection, Ones("e"))
            tables = {"topics": [row], "topic_assignments": [told], "topic_runs": [run]}
            store.replace_topics(connection, name, tables)
            series.link(connection, name, [row], known)
        store.publish(connection, home / "published" / "chatmining.duckdb")
    return home


def run(place, *words: str, language: str = "fr") -> subprocess.CompletedProcess:
    environment = {**os.environ, "CHATMINING_HOME": str(place), "CHATMINING_LANGUAGE": language}
    command = [sys.executable, "-m", "chatmining", "topics", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment)


def test_topics_are_listed_shown_named_and_told_without_driving_the_terminal(place):
    listed = run(place, "list")
    assert listed.returncode == 0, listed.stderr
    (line,) = listed.stdout.splitlines()
    registry_id = line.split()[0]
    assert registry_id.startswith("s_") and "10 commentaires" in line and "actif" in line
    shown = run(place, "show", registry_id).stdout
    assert "« le jardin soigne »".replace(" ", "\xa0") in shown.replace(" ", "\xa0") and "solide" in shown
    told = run(place, "history", registry_id).stdout
    assert "nouveau" in told and "sous un autre nom" in told and "\x1b" not in listed.stdout + shown + told
    assert run(place, "name", registry_id, "Le jardin").returncode == 0
    assert "Le jardin" in run(place, "list", "w01").stdout
    assert "seen before" in run(place, "history", registry_id, language="en").stdout


def test_comments_of_a_topic_that_no_theme_covers_become_examples_that_theme_add_reads(place, tmp_path):
    listed = run(place, "list", "w01").stdout
    assert "qu'aucun thème ne couvre" in listed and "covered by no theme" in run(place, "list", language="en").stdout
    file = tmp_path / "exemples.jsonl"
    written = run(place, "show", listed.split()[0], "--examples", str(file))
    assert written.returncode == 0 and "trop peu pour" in written.stdout and "search" in written.stdout
    assert read_examples(file, "jardin") == Examples(["le jardin soigne"], [])
    again = run(place, "show", listed.split()[0], "--examples", str(file))
    assert again.returncode == 2 and "existe déjà" in again.stderr
    nowhere = run(place, "show", listed.split()[0], "--examples", str(tmp_path / "absent" / "exemples.jsonl"))
    assert nowhere.returncode == 2 and "écriture impossible" in nowhere.stderr.replace("\n", " ")


def test_an_unknown_topic_is_one_sentence_and_exit_code_two(place):
    for words in (("show", "s_nothing"), ("history", "'; drop table topics"), ("name", "s_nothing", "x")):
        done = run(place, *words)
        assert done.returncode == 2 and "aucun sujet sous cet identifiant" in done.stderr.replace("\n", " ")
