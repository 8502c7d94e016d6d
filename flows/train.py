"""Labelled comments and contrast cases to promoted models: `python -m flows.train [OUT_OF_FOLD.npz]`."""

import sys
from datetime import date
from pathlib import Path

from flows.offline import quiet_and_offline

quiet_and_offline()

from prefect import flow, task  # noqa: E402 - Prefect reads its settings when imported
from prefect.cache_policies import NO_CACHE  # noqa: E402

from chatmining import __version__  # noqa: E402
from chatmining.learning import train_themes  # noqa: E402
from chatmining.mention_learning import train_mentions  # noqa: E402
from chatmining.question_learning import train_questions  # noqa: E402
from chatmining.themes.corpus import UNSEEN  # noqa: E402
from flows.hooks import tell  # noqa: E402


@task(name="train", cache_policy=NO_CACHE)
def train_once(corpus: Path, models: Path, encoder: str, spaces: Path | None) -> str:
    """Train, save and promote; return the model's id."""
    return train_themes(corpus, models, encoder=encoder, day=date.today(), spaces=spaces)


@task(name="train mentions", cache_policy=NO_CACHE)
def train_mentions_once(corpus: Path, blind: list[Path], models: Path, encoder: str) -> str:
    """Train, save and promote the mention heads; return their id."""
    return train_mentions(corpus.parent, blind, models, encoder=encoder, day=date.today())


@task(name="train questions", cache_policy=NO_CACHE)
def train_questions_once(corpus: Path, models: Path, encoder: str) -> str:
    """Train, save and promote the question heads; return their id."""
    return train_questions(corpus, models, unseen=UNSEEN, encoder=encoder, day=date.today())


@flow(name="train", version=__version__, on_failure=[tell], on_crashed=[tell])
def train(
    corpus: Path = Path("data/corpus/train"),
    models: Path = Path("models"),
    encoder: str = "onnx",
    spaces: Path | None = None,
    cases: list[Path] = [Path("tests/data/qualifiers/tune.jsonl")],  # noqa: B006 - a flow's parameters are read once
) -> str:
    """Train on every labelled file of `corpus`, contrast `cases` and chats; promote the models; return the themes' id.

    Args:
        corpus: The folder of labelled comments, JSON Lines.
        models: The folder that the new model goes to.
        encoder: The encoder to train on.
        spaces: Out-of-fold vectors of a fine-tuned encoder, if there are any.
        cases: Contrast cases of how a theme is mentioned.

    """
    train_mentions_once(corpus, cases, models, encoder)
    train_questions_once(corpus.parent, models, encoder)
    return train_once(corpus, models, encoder, spaces)


if __name__ == "__main__":
    train(spaces=Path(sys.argv[1]) if len(sys.argv) > 1 else None)
