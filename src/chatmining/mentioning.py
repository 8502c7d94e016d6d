"""Where each theme is mentioned, how, and whose it is: word lists, heads and evidence put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from chatmining.nlp.qualifiers import Read, read_comments
from chatmining.nlp.qualifiers.heads import QUALIFIERS, MentionHeads, Telling, Vectors
from chatmining.nlp.qualifiers.vocabulary import THEMES
from chatmining.records import Mention, Qualifier
from chatmining.themes.classifier import Prediction
from chatmining.themes.evidence import Question, Span, find_evidence

# Probability from which a theme that is no label is still mentioned: as a plain statement, otherwise (the theme model
# is right to give no label to a denied fear), and in a comment that was taken for noise.
_STATED, _OTHERWISE, _IN_NOISE = 0.2, 0.08, 0.8


@dataclass(frozen=True, slots=True)
class MentionFinder:
    """Finds mentions; `thresholds` say under which probability a label falls, `encode` and `predict` read any text.

    A theme that is a label, or that the heads say is spoken of, is mentioned: where the word lists say, or else in the
    words whose removal changes the decision. A phrase of the word lists is no mention where the heads hear none.
    """

    heads: MentionHeads
    thresholds: Mapping[str, float]
    encode: Callable[[Sequence[str]], Vectors]
    predict: Callable[[Sequence[str], Vectors], list[Prediction]]

    def find(
        self, texts: Sequence[str], vectors: Vectors, predictions: Sequence[Prediction]
    ) -> list[tuple[Mention, ...]]:
        """Return the mentions of each text in the order of the text."""
        reads = read_comments(texts)
        tellings = self.heads.tell([read.features for read in reads], vectors)
        spoken = [_spoken_of(*both) for both in zip(tellings, predictions, strict=True)]
        spans = self._evidence(texts, predictions, reads, spoken)
        again = read_comments([texts[i] for i in spans], list(spans.values()))
        for i, read in zip(spans, again, strict=True):
            reads[i] = read
        return [
            tuple(self._settled(mention, telling) for mention in read.mentions if mention.theme in themes)
            for read, telling, themes in zip(reads, tellings, spoken, strict=True)
        ]

    def _settled(self, mention: Mention, telling: Telling) -> Mention:
        if mention.theme not in THEMES:  # the heads never heard of added themes: the word lists alone speak
            return mention
        return replace(
            mention,
            qualifier=self.heads.qualifier(telling, mention.qualifier),
            holder=self.heads.holder(telling, mention.holder),
        )

    def _evidence(
        self,
        texts: Sequence[str],
        predictions: Sequence[Prediction],
        reads: Sequence[Read],
        spoken: Sequence[frozenset[str]],
    ) -> dict[int, dict[str, list[Span]]]:
        """Return, by comment and theme, the words that made a decision which no phrase explains."""
        missing = [
            (i, theme)
            for i, themes in enumerate(spoken)
            for theme in sorted(themes)
            if not any(mention.theme == theme for mention in reads[i].mentions)
        ]
        questions = [self._question(texts[i], theme, predictions[i]) for i, theme in missing]
        evidence: dict[int, dict[str, list[Span]]] = {}
        for (i, theme), spans in zip(missing, find_evidence(questions, self._both), strict=True):
            evidence.setdefault(i, {})[theme] = list(spans)
        return evidence

    def _question(self, text: str, theme: str, prediction: Prediction) -> Question:
        """Ask the theme model about its labels, and the heads about the themes that only they hear."""
        if theme in prediction.labels:
            return Question(text=text, column=list(self.thresholds).index(theme), threshold=self.thresholds[theme])
        return Question(text=text, column=len(self.thresholds) + THEMES.index(theme), threshold=_OTHERWISE)

    def _both(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the probabilities of `thresholds`, then those of the heads, shape (texts, thresholds + themes)."""
        vectors = self.encode(texts)
        found = self.predict(texts, vectors)
        labels = np.array([[prediction.probabilities[label] for label in self.thresholds] for prediction in found])
        features = [read.features for read in read_comments(texts)]
        return np.hstack([labels, self.heads.mentioned(features, vectors)])


def _spoken_of(telling: Telling, prediction: Prediction) -> frozenset[str]:
    noise = prediction.decision == "bruit"
    stated = QUALIFIERS[int(telling.qualifiers.argmax())] is Qualifier.AFFIRMED
    least = _IN_NOISE if noise else _STATED if stated else _OTHERWISE
    spoken = frozenset(theme for theme, p in telling.mentioned.items() if p >= least)
    return spoken if noise else spoken.union(prediction.labels)
