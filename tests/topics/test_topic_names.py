"""A topic is named by what its comments say and others do not, in one phrase when a second would blur it."""

import numpy as np

from chatmining.topics.names import name_topics

NEAR = {"chien": 0.8, "chat": 0.7, "foyer": 0.1, "portail": 0.05, "visio": 0.0}


def named(phrases: list[list[str]]) -> dict[int, str]:
    """Return the names of one topic that holds all comments, phrases being as near to it as `NEAR` says."""
    labels = np.zeros(len(phrases), np.intp)
    keys = sorted({key for of_text in phrases for key in of_text})
    found = name_topics(
        [[(key, key) for key in of_text] for of_text in phrases],
        labels,
        {0: [(key, 1.0) for key in keys]},
        lambda pairs: [NEAR[form] for _, form in pairs],
        lambda key: False,
    )
    return {topic: name.name for topic, name in found.items()}


def test_two_phrases_that_are_worth_about_as_much_name_a_topic_together():
    assert named([["chien"], ["chien"], ["chat"], ["chat"]]) == {0: "chien, chat"}


def test_a_second_phrase_far_from_the_topic_is_left_out():
    assert named([["chien", "foyer"], ["chien"], ["chien", "foyer"]]) == {0: "chien"}


def test_where_no_phrase_is_near_the_most_said_names_the_topic():
    assert named([["portail"], ["portail"], ["visio"], ["visio"], ["visio"], ["visio"]])[0].startswith("visio")
