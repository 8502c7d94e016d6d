"""The phrases of a topic weigh what BERTopic says they weigh."""

import warnings

import numpy as np
import pytest

from chatmining.topics.terms import weigh

KEYS = [
    ["mot de passe", "wifi"],
    ["mot de passe"],
    ["wifi", "lenteur", "jardin"],
    ["jardin", "potager"],
    ["potager"],
    [],
]
LABELS = np.array([0, 0, 0, 2, 2, 2])


def test_phrases_of_different_comments_are_never_joined_and_those_of_no_topic_weigh_nothing():
    weights = weigh([*KEYS, ["astreinte"]], np.array([*LABELS, -1]))
    assert {topic: {key for key, _ in found} for topic, found in weights.items()} == {
        0: {"mot de passe", "wifi", "lenteur", "jardin"},
        2: {"jardin", "potager"},
    }
    assert weigh([[], []], np.array([0, 1])) == {} == weigh([["a"]], np.array([-1]))


@pytest.mark.slow
def test_weights_are_those_that_bertopic_gives_to_topics_it_is_told():
    from bertopic import BERTopic
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    model = BERTopic(
        language="multilingual",
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(tokenizer=lambda text: text.split(), token_pattern=None, lowercase=False),
        ctfidf_model=ClassTfidfTransformer(bm25_weighting=True, reduce_frequent_words=True),
    )
    documents = [" ".join(key.replace(" ", "_") for key in keys) for keys in KEYS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs, _ = model.fit_transform(documents, embeddings=np.zeros((len(KEYS), 1)), y=LABELS.tolist())
    for label, number in zip(LABELS.tolist(), theirs, strict=True):
        told = {word.replace("_", " "): weight for word, weight in model.get_topic(number) if weight > 1e-4}
        assert dict(weigh(KEYS, LABELS)[label]) == pytest.approx(told)
