"""The phrases that set topics apart: BERTopic's c-TF-IDF on topics already found."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from chatmining.topics.clusters import Labels

_TERMS = 60
_BETWEEN = " ¦ "

Weights = dict[int, list[tuple[str, float]]]  # by topic, (phrase, weight), best first


def weigh(keys: Sequence[Sequence[str]], labels: Labels) -> Weights:
    """Return the phrases of each topic with their weight, best first.

    `keys` holds the phrases of each comment. BERTopic is given the topics (its « manual topic modeling »), so that
    neither its reduction nor its clustering runs: frequent phrases weigh less by BM25 and by their square root.
    """
    inside = np.flatnonzero(labels >= 0).tolist()
    documents = [_BETWEEN.join(keys[i]) for i in inside]
    if not any(documents):
        return {}
    model, given = _bertopic(), labels[inside].tolist()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn's remarks on its own options are not for organizers
        found, _ = model.fit_transform(documents, embeddings=np.zeros((len(documents), 1)), y=given)
    ours = dict(zip(found, given, strict=True))
    return {
        topic: [(str(word), float(weight)) for word, weight in model.get_topic(theirs) if word and weight > 0]
        for theirs, topic in ours.items()
    }


def _bertopic() -> Any:
    from bertopic import BERTopic
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    return BERTopic(
        language="multilingual",  # « english » would strip every accent
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(tokenizer=_split, token_pattern=None, lowercase=False),
        ctfidf_model=ClassTfidfTransformer(bm25_weighting=True, reduce_frequent_words=True),
        top_n_words=_TERMS,
        calculate_probabilities=False,
    )


def _split(document: str) -> list[str]:
    """Return the phrases of a document; those of one text are joined by a mark, texts by BERTopic with a space."""
    return [part.strip() for part in document.split(_BETWEEN) if part.strip()]
