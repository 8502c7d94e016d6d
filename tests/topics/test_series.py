"""Topics keep their id from one webinar to the next; what became of each is told in the order of dates."""

from pathlib import Path

import numpy as np
import pytest

from chatmining import series, store

AXES = np.eye(8)


class Ones:
    """Places every text at the same point."""

    dimensions = 4

    def __init__(self, encoder_id: str) -> None:
        self.encoder_id = encoder_id

    def encode(self, texts):
        return np.ones((len(texts), self.dimensions), np.float32)


@pytest.fixture
def database(tmp_path: Path):
    with store.open_writer(tmp_path / "series.duckdb") as connection:
        yield connection


def topic(webinar: str, rank: int, name: str, centre: np.ndarray) -> dict:
    return {
        "topic_id": f"{webinar}/{rank:02d}", "webinar_id": webinar, "rank": rank, "name": name, "terms": [name],
        "support": 3, "size": 5, "grade": "solide", "share_back": 1.0, "regime": "petit",
        "centre": (centre / np.linalg.norm(centre)).tolist(), "encoder_id": "e", "model_id": "m",
    }  # fmt: skip


def webinar(connection, day: int, *found: tuple[str, np.ndarray]) -> None:
    """Store the topics of the webinar of the `day`th of January, as `find_topics` does."""
    name = f"w{day:02d}"
    row = {"webinar_id": name, "title": name, "date": f"2026-01-{day:02d}", "clock": "wall", "format": "zoom"}
    store.write_rows(connection, {"webinars": [row]})
    topics = [topic(name, rank, *each) for rank, each in enumerate(found, start=1)]
    run = {"webinar_id": name, "regime": "petit", "comments": 50, "outliers": 3, "model_id": "m"}
    known = series.known_topics(connection, Ones("e"))
    store.replace_topics(connection, name, {"topics": topics, "topic_runs": [run]})
    series.link(connection, name, topics, known)


def told(connection, name: str) -> list[tuple]:
    return connection.execute(
        "select webinar_id, event from v_topic_history where name = $name order by date", {"name": name}
    ).fetchall()


def test_a_topic_is_born_then_persists_under_the_same_id(database):
    webinar(database, 1, ("mot de passe", AXES[0]), ("cantine", AXES[1]))
    webinar(database, 2, ("cantine", AXES[1] + 0.2 * AXES[2]))
    assert told(database, "cantine") == [("w01", "born"), ("w02", "persists")]
    assert told(database, "mot de passe") == [("w01", "born")]


def test_another_found_name_is_a_renaming_and_a_pinned_name_stays(database):
    webinar(database, 1, ("cantine", AXES[1]))
    webinar(database, 2, ("repas froids", AXES[1]))
    assert told(database, "repas froids") == [("w01", "born"), ("w02", "renamed")]
    database.execute("update topic_registry set name = 'Les repas', pinned = true")
    webinar(database, 3, ("plateaux", AXES[1]))
    assert told(database, "Les repas") == [("w01", "born"), ("w02", "persists"), ("w03", "persists")]


def test_a_topic_near_one_that_another_continues_came_out_of_it(database):
    webinar(database, 1, ("voitures", AXES[0]))
    webinar(database, 2, ("voitures", AXES[0] + 0.1 * AXES[1]), ("essence", AXES[0] + 0.5 * AXES[2]))
    assert told(database, "essence") == [("w02", "split")]
    assert told(database, "voitures") == [("w01", "born"), ("w02", "persists")]


def test_a_topic_that_another_takes_in_is_merged(database):
    webinar(database, 1, ("voitures", AXES[0] + 0.6 * AXES[1]), ("essence", AXES[0] - 0.6 * AXES[1]))
    webinar(database, 2, ("voitures", AXES[0] + 0.1 * AXES[1]))
    assert told(database, "essence") == [("w01", "born"), ("w02", "merged")]
    assert database.execute("select status from topic_registry where name = 'essence'").fetchone() == ("merged",)


def test_three_webinars_without_a_topic_make_it_dormant_until_it_is_back(database):
    webinar(database, 1, ("jardin", AXES[3]))
    for day in (2, 3, 4):
        webinar(database, day, ("cantine", AXES[1]))
    assert told(database, "jardin") == [("w01", "born"), ("w04", "dormant")]
    webinar(database, 5, ("jardin", AXES[3]))
    assert told(database, "jardin")[-1] == ("w05", "persists")
    assert database.execute("select status from topic_registry where name = 'jardin'").fetchone() == ("active",)


def test_an_older_webinar_that_comes_in_late_becomes_the_birthplace_and_the_id_stays(database):
    webinar(database, 5, ("jardin", AXES[3]))
    before = database.execute("select registry_id from topic_registry").fetchone()
    webinar(database, 2, ("jardin", AXES[3]))
    assert told(database, "jardin") == [("w02", "born"), ("w05", "persists")]
    assert database.execute("select registry_id from topic_registry").fetchall() == [before]


def test_a_webinar_processed_again_keeps_the_ids_of_its_topics(database):
    webinar(database, 1, ("jardin", AXES[3]), ("cantine", AXES[1]))
    before = database.execute("select registry_id, name from topic_registry order by name").fetchall()
    webinar(database, 1, ("cantine", AXES[1] + 0.3 * AXES[5]), ("jardin", AXES[3]))
    assert database.execute("select registry_id, name from topic_registry order by name").fetchall() == before


def test_the_saturation_curve_counts_what_each_webinar_brought(database):
    webinar(database, 1, ("jardin", AXES[3]), ("cantine", AXES[1]))
    webinar(database, 2, ("cantine", AXES[1]), ("essence", AXES[0]))
    webinar(database, 3, ("cantine", AXES[1]))
    curve = database.execute("select place, fresh, persisting, vanished, known from v_topic_saturation order by place")
    assert curve.fetchall() == [(1, 2, 0, 0, 2), (2, 1, 1, 1, 3), (3, 0, 1, 1, 3)]


def test_topics_of_another_encoder_are_placed_again_from_their_comments(database):
    webinar(database, 1, ("jardin", AXES[3]))
    comment = {"comment_id": "c", "webinar_id": "w01", "kind": "message", "language": "fr", "text": "le jardin",
               "words": 2, "content_hash": "h"}  # fmt: skip
    assigned = {"comment_id": "c", "topic_id": "w01/01", "similarity": 1.0, "representative": True}
    store.write_rows(database, {"comments": [comment], "topic_assignments": [assigned]})
    known = series.known_topics(database, Ones("other"))
    assert np.allclose(known.centres, 0.5)
