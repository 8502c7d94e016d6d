"""Find the topics of one webinar: BERTopic on precomputed vectors, reduced by PCA, grouped by k-means."""

import tomllib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

TOPICS_MODEL = "bertopic-pca-kmeans-1"
FEWEST = 30  # below, no topic: a list of comments is read faster than groups of three are understood
_SEED = 0
_TERMS = 8
_REPRESENTATIVES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTopic:
    """A topic: its name, its terms, and the comments that belong to it (positions in what was given)."""

    name: str
    terms: tuple[str, ...]
    members: tuple[int, ...]
    similarities: tuple[float, ...]
    representatives: frozenset[int]


def discover(texts: Sequence[str], vectors: NDArray[np.float32]) -> list[FoundTopic]:
    """Return the topics of `texts`, largest first; none below 30 different comments.

    The caller gives the comments in a canonical order, so that the same comments give the same topics.
    """
    if len(set(texts)) < FEWEST:
        return []
    labels, terms = _fit(texts, vectors)
    topics = [_describe(label, labels, terms[label], vectors) for label in sorted(set(labels.tolist()))]
    named = [topic for topic in topics if topic.terms]
    return sorted(named, key=lambda topic: (-len(topic.members), topic.name))


def _fit(texts: Sequence[str], vectors: NDArray[np.float32]) -> tuple[NDArray[np.intp], dict[int, tuple[str, ...]]]:
    from bertopic import BERTopic
    from sklearn.cluster import KMeans
    from sklearn.decomposition import PCA
    from sklearn.feature_extraction.text import CountVectorizer

    groups = max(3, min(12, round(len(texts) / 20)))
    model = BERTopic(
        language="multilingual",  # « english » would strip every accent
        umap_model=PCA(n_components=min(20, len(texts) - 1), random_state=_SEED, svd_solver="full"),
        hdbscan_model=KMeans(groups, random_state=_SEED, n_init=10),
        vectorizer_model=CountVectorizer(
            stop_words=list(_stop_words()), ngram_range=(1, 2), token_pattern=r"(?u)\b[^\W\d_]{2,}\b"
        ),
        top_n_words=_TERMS,
        calculate_probabilities=False,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn's remarks on stop words are not for organizers
        labels, _ = model.fit_transform(list(texts), embeddings=vectors)
    found = np.asarray(labels, np.intp)
    terms = {
        label: tuple(str(word) for word, score in model.get_topic(label) if word and score > 0) for label in set(labels)
    }
    return found, terms


def _describe(label: int, labels: NDArray[np.intp], terms: tuple[str, ...], vectors: NDArray[np.float32]) -> FoundTopic:
    members = np.flatnonzero(labels == label)
    centre = vectors[members].mean(axis=0)
    centre /= max(float(np.linalg.norm(centre)), 1e-12)
    similarities = vectors[members] @ centre
    best = members[np.argsort(-similarities, kind="stable")[:_REPRESENTATIVES]]
    return FoundTopic(
        name=", ".join(_distinct(terms)[:3]),
        terms=terms,
        members=tuple(int(m) for m in members),
        similarities=tuple(round(float(s), 6) for s in similarities),
        representatives=frozenset(int(m) for m in best),
    )


def _distinct(terms: Sequence[str]) -> list[str]:
    """Drop a term whose words are all in a term kept, or the reverse: « pc » beside « pc portable »."""
    kept: list[str] = []
    for term in terms:
        words = set(term.split())
        if not any(words <= set(other.split()) or set(other.split()) <= words for other in kept):
            kept.append(term)
    return kept


@cache
def _stop_words() -> tuple[str, ...]:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return tuple(sorted({*table["grammar"], *table["chat"]}))
