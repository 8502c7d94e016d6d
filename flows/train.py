"""Labelled comments to a promoted theme model: `python -m flows.train`."""

from datetime import date
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from chatmining.learning import train_themes

_train = task(train_themes, name="train", cache_policy=NO_CACHE)


@flow(name="train", log_prints=False)
def train(corpus: Path = Path("data/corpus/train"), models: Path = Path("models"), encoder: str = "usem3") -> str:
    """Train on every labelled file of `corpus` and promote the model; return its id."""
    model_id: str = _train(corpus, models, encoder=encoder, day=date.today())
    return model_id


if __name__ == "__main__":
    train()
