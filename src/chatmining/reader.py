"""What reads comments: language, encoder and theme heads, loaded once, each when first needed."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatmining import artefacts
from chatmining.embed import Encoder, load_encoder
from chatmining.themes.classifier import Prediction, ThemeClassifier


class Reader:
    """The promoted models of a `models/` folder."""

    def __init__(self, models: Path) -> None:
        self._models = models
        self._folder = artefacts.current(models, "themes")
        self._card = artefacts.metadata(self._folder)

    @property
    def model_id(self) -> str:
        """Return the id of the theme model."""
        return str(self._card["model_id"])

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
    def encoder(self) -> Encoder:
        """Return the sentence encoder."""
        return load_encoder(str(self._card["encoder"]), self._models)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return sentence vectors, shape (len(texts), dimensions)."""
        from chatmining.nlp.french import anonymous

        return self.encoder.encode([anonymous(text) for text in texts])

    def predict(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> list[Prediction]:
        """Return the themes of texts whose vectors are known."""
        from chatmining.nlp.french import normalise

        return self.classifier.predict(normalise(texts), vectors)

    def language_of(self, text: str) -> str:
        """Return the language of a comment."""
        from chatmining.nlp.language import language_of

        return language_of(text)

    def cards(self) -> list[dict[str, Any]]:
        """Return the rows of the `models` table."""
        import json

        return [{"model_id": self.model_id, "kind": "themes", "card": json.dumps(self._card, sort_keys=True)}]
