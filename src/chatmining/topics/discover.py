"""Find the topics of one webinar: BERTopic on precomputed vectors, reduced by PCA, grouped by k-means."""

import warnings
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chatmining.topics.found import Discovery, FoundTopic

Phrase = tuple[str, str]

TOPICS_MODEL = "bertopic-pca-kmeans-2"
FEWEST = 30  # below, no topic: a list of comments is read faster than groups of three are understood
_SEED = 0
_TERMS = 30  # c-TF-IDF terms looked at; those that enough comments hold name the topic
_NAMES = 2
_FEWEST_SUPPORT = 2
_BETWEEN = " ¦ "
_REPRESENTATIVES = 3


def discover(texts: Sequence[str], vectors: NDArray[np.float32], phrases: Sequence[Sequence[Phrase]]) -> Discovery:
    """Return the topics of `texts`, largest first; none below 30 different comments.

    `phrases` holds, for each text, its (key, form as written) phrases: topics are named by them. The caller gives the
    comments in a canonical order, so that the same comments give the same topics.
    """
    if len(set(texts)) < FEWEST:
        return Discovery("lecture")
    labels, terms = _fit([[key for key, _ in of_text] for of_text in phrases], vectors)
    topics = [_describe(label, labels, terms[label], phrases, vectors) for label in sorted(set(labels.tolist()))]
    named = [topic for topic in topics if topic.terms]
    return Discovery("moyen", tuple(sorted(named, key=lambda topic: (-len(topic.members), topic.name))))


def _fit(
    keys: Sequence[Sequence[str]], vectors: NDArray[np.float32]
) -> tuple[NDArray[np.intp], dict[int, tuple[str, ...]]]:
    from bertopic import BERTopic
    from sklearn.cluster import KMeans
    from sklearn.decomposition import PCA
    from sklearn.feature_extraction.text import CountVectorizer

    groups = max(3, min(12, round(len(keys) / 20)))
    model = BERTopic(
        language="multilingual",  # « english » would strip every accent
        umap_model=PCA(n_components=min(20, len(keys) - 1), random_state=_SEED, svd_solver="full"),
        hdbscan_model=KMeans(groups, random_state=_SEED, n_init=10),
        vectorizer_model=CountVectorizer(tokenizer=_split, token_pattern=None, lowercase=False),
        top_n_words=_TERMS,
        calculate_probabilities=False,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn's remarks on its own options are not for organizers
        labels, _ = model.fit_transform([_BETWEEN.join(of_text) for of_text in keys], embeddings=vectors)
    terms = {
        label: tuple(str(word) for word, score in model.get_topic(label) if word and score > 0) for label in set(labels)
    }
    return np.asarray(labels, np.intp), terms


def _split(document: str) -> list[str]:
    """Return the phrases of a document; those of one text are joined by a mark, texts by BERTopic with a space."""
    return [part.strip() for part in document.split(_BETWEEN) if part.strip()]


def _describe(
    label: int,
    labels: NDArray[np.intp],
    terms: tuple[str, ...],
    phrases: Sequence[Sequence[Phrase]],
    vectors: NDArray[np.float32],
) -> FoundTopic:
    members = np.flatnonzero(labels == label)
    centre = vectors[members].mean(axis=0)
    centre /= max(float(np.linalg.norm(centre)), 1e-12)
    similarities = vectors[members] @ centre
    best = members[np.argsort(-similarities, kind="stable")[:_REPRESENTATIVES]]
    support, forms = _support([phrases[int(member)] for member in members])
    supported = _distinct([term for term in terms if support[term] >= _FEWEST_SUPPORT])
    return FoundTopic(
        name=", ".join(forms[term].most_common(1)[0][0] for term in supported[:_NAMES]),
        terms=tuple(forms[term].most_common(1)[0][0] for term in supported),
        members=tuple(int(m) for m in members),
        similarities=tuple(round(float(s), 6) for s in similarities),
        representatives=frozenset(int(m) for m in best),
        support=support[supported[0]] if supported else 0,
        grade="fragile",
        share_back=None,
        centre=centre.astype(np.float64),
    )


def _support(phrases: Sequence[Sequence[Phrase]]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Return in how many comments each phrase stands, and how often it is written in which way."""
    support: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for of_text in phrases:
        support.update({key for key, _ in of_text})
        for key, form in of_text:
            forms.setdefault(key, Counter())[form] += 1
    return support, forms


def _distinct(terms: Sequence[str]) -> list[str]:
    """Drop a term whose words are all in a term kept, or the reverse: « pc » beside « pc portable »."""
    kept: list[str] = []
    for term in terms:
        words = set(term.split())
        if not any(words <= set(other.split()) or set(other.split()) <= words for other in kept):
            kept.append(term)
    return kept
