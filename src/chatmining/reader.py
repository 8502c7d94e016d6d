"""What reads comments: language, encoder, theme heads and mentions, loaded once, each when first needed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatmining import artefacts
from chatmining.embed import Encoder, load_encoder
from chatmining.embed.usem3 import UniversalEncoder
from chatmining.errors import ModelError
from chatmining.home import Home
from chatmining.mentioning import MentionFinder
from chatmining.questions import head_store
from chatmining.questions.head_store import Heads
from chatmining.records import Mention
from chatmining.themes.classifier import Prediction, ThemeClassifier

Vectors = NDArray[np.float32]
_LONG = 255  # characters; shorter texts have no more word pieces than an encoder reads


class Reader:
    """The promoted models, and the themes added by hand (shipped ones, then the user's own)."""

    def __init__(self, home: Home) -> None:
        self._models = home.models
        self._folder = artefacts.current(home.models, "themes")
        self._heads_folder = artefacts.current(home.models, "mentions")
        self._card = artefacts.metadata(self._folder)
        self._questions_folder = artefacts.current(home.models, "questions")
        self._added_folders = (home.models / "added", home.themes)

    @cached_property
    def model_id(self) -> str:
        """Return what read the comments: the theme model, a digest of the other heads and of added themes."""
        base = str(self._card["model_id"])
        cards = [folder / "metadata.json" for folder in (self._heads_folder, self._questions_folder)]
        cards += [card for folder in self._added_folders for card in sorted(folder.glob("*/metadata.json"))]
        digest = hashlib.sha256(b"".join(card.parent.name.encode() + card.read_bytes() for card in cards))
        return f"{base}+{digest.hexdigest()[:8]}"

    @property
    def encoder_id(self) -> str:
        """Return the id of the encoder that the theme model was trained on."""
        return str(self._card["encoder_id"])

    @cached_property
    def classifier(self) -> ThemeClassifier:
        """Return the theme heads."""
        from chatmining.themes import store_model, taxonomy

        return store_model.load(self._folder, taxonomy.load())

    @cached_property
    def added(self) -> dict[str, Any]:
        """Return the added themes by id."""
        return {name: theme for name, (theme, _) in self._added.items()}

    @cached_property
    def _added(self) -> dict[str, tuple[Any, dict[str, Any]]]:
        from chatmining.themes.added_store import load_all
        from chatmining.themes.spaces import identifiers

        return load_all(self._added_folders, identifiers(self.encoder_id, UniversalEncoder.encoder_id))

    @cached_property
    def encoder(self) -> Encoder:
        """Return the sentence encoder; raise ModelError when the heads were trained on the vectors of another."""
        encoder = load_encoder(str(self._card["encoder"]), self._models)
        if encoder.encoder_id != self.encoder_id:
            raise ModelError(
                "model_other_encoder", file=self._folder, found=self.encoder_id, expected=encoder.encoder_id
            )
        return encoder

    @cached_property
    def general(self) -> UniversalEncoder:
        """Return the encoder of general language: topics are found in its space, and some added themes read it."""
        return UniversalEncoder()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return sentence vectors, shape (len(texts), dimensions)."""
        from chatmining.nlp.french import anonymous

        return self.encoder.encode([anonymous(text) for text in texts])

    def predict(self, texts: Sequence[str], vectors: Vectors) -> list[Prediction]:
        """Return the themes of texts whose vectors are known, the added themes among them."""
        from chatmining.nlp.french import normalise

        owners, texts, vectors = self._parts(texts, vectors)
        rows = self.classifier.probabilities(normalise(texts), vectors) if texts else np.zeros((0, 1))
        predictions = [self.classifier.decide(row) for row in self.classifier.strongest(rows, owners)]
        spaces = self._spaces(texts, vectors)
        for name, theme in self.added.items():
            values = np.zeros(len(predictions))
            np.maximum.at(values, owners, theme.probabilities(spaces[theme.space]))
            predictions = [_with(p, name, float(v), theme.threshold) for p, v in zip(predictions, values, strict=True)]
        return predictions

    def _parts(self, texts: Sequence[str], vectors: Vectors) -> tuple[list[int], list[str], Vectors]:
        """Return the texts, then the parts of long ones that their vectors leave out, each with its text's number."""
        from chatmining.nlp.french import READ, anonymous

        long = [i for i, text in enumerate(texts) if len(text) >= _LONG]
        further = [(i, part) for i in long for part in self.encoder.beyond(anonymous(texts[i][:READ]))]
        owners, parts = [*range(len(texts)), *(i for i, _ in further)], [part for _, part in further]
        return owners, [*texts, *parts], np.vstack([vectors, self.encode(parts)]) if parts else vectors

    def _spaces(self, texts: Sequence[str], vectors: Vectors) -> dict[str, Vectors]:
        """Return the vectors by space; the general encoder works only where an added theme reads it."""
        from chatmining.nlp.french import anonymous
        from chatmining.themes.spaces import OWN, spaces

        if all(theme.space == OWN for theme in self.added.values()):
            return {OWN: vectors}
        return spaces(vectors, self.general.encode([anonymous(text) for text in texts]))

    @cached_property
    def questions(self) -> Heads:
        """Return what tells questions from the rest, and what tells their answers."""
        return head_store.load(self._questions_folder, self.encoder_id, UniversalEncoder.encoder_id)

    @cached_property
    def _finder(self) -> MentionFinder:
        from chatmining.nlp.qualifiers import heads_store

        own = zip(self.classifier.labels, map(float, self.classifier.heads.threshold), strict=True)
        thresholds = dict(own) | {name: theme.threshold for name, theme in self.added.items()}
        return MentionFinder(
            heads_store.load(self._heads_folder, self.encoder_id), thresholds, self.encode, self.predict
        )

    def mentions(
        self, texts: Sequence[str], vectors: Vectors, predictions: Sequence[Prediction]
    ) -> list[tuple[Mention, ...]]:
        """Return where each theme is mentioned, how, and whose it is; a theme of the core also when it is no label."""
        from chatmining.nlp.french import READ

        return self._finder.find([text[:READ] for text in texts], vectors, predictions)

    def language_of(self, text: str) -> str:
        """Return the language of a comment."""
        from chatmining.nlp.language import language_of

        return language_of(text)

    def theme_rows(self) -> list[dict[str, Any]]:
        """Return the rows of the `themes` table."""
        from chatmining.themes import taxonomy

        core = [(t.id, t.name["fr"], t.name["en"], False) for t in taxonomy.load().themes]
        added = [(name, self._added[name][1]["name"], self._added[name][1]["name"], True) for name in self.added]
        return [dict(zip(("theme", "name_fr", "name_en", "added"), row, strict=True)) for row in (*core, *added)]

    def cards(self) -> list[dict[str, Any]]:
        """Return the rows of the `models` table."""
        return [{"model_id": self.model_id, "kind": "themes", "card": json.dumps(self._card, sort_keys=True)}]


def _with(prediction: Prediction, theme: str, probability: float, threshold: float) -> Prediction:
    """Add one theme to a prediction; noise stays noise unless the theme is the likelier, as among the core themes."""
    probabilities = prediction.probabilities | {theme: probability}
    noise = prediction.decision == "bruit"
    if probability < threshold or (noise and probability <= probabilities["bruit"]):
        return replace(prediction, probabilities=probabilities)
    return Prediction(probabilities, (theme,) if noise else (*prediction.labels, theme), "themes")
