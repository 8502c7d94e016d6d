"""Keep the sentence pieces French chat needs, and build a tokenizer of them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
PAD_ID = 1
LATIN = re.compile(r"▁?[a-zA-ZàâäáãçéèêëíìîïñóòôöõúùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ'’\-]+|▁?[0-9.,:/%€$°]+")
CONTROL = "[\u0000-\u0008\u000e-\u001f\u007f\u200b-\u200f\ufeff]"  # SentencePiece drops these, NFKC does not


def build_tokenizer(pieces: Sequence[str], scores: Sequence[float], max_tokens: int) -> Tokenizer:
    """XLM-R's pipeline: NFKC, single spaces, metaspace, Unigram, ``<s> … </s>``."""
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=3))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(CONTROL), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def choose_pieces(
    pieces: Sequence[str], scores: Sequence[float], texts: Iterable[str], words: Iterable[str], size: int
) -> list[int]:
    """Ids to keep, in base order: specials, single characters, pieces in use, then the likeliest Latin ones.

    :param texts: chat comments; every piece they use is kept.
    :param words: a French word list, most frequent forms; used in lower, title, capital and unaccented form.
    """
    full = build_tokenizer(pieces, scores, 256)
    used = _used(full, texts)
    keep = set(range(len(SPECIAL))) | set(used) | {i for i, piece in enumerate(pieces) if _is_basic(piece)}
    for word_id, _ in _used(full, _variants(words)).most_common():
        if len(keep) >= size:
            break
        keep.add(word_id)
    likely = (i for i in sorted(range(4, len(pieces)), key=lambda i: -scores[i]) if LATIN.fullmatch(pieces[i]))
    for i in likely:
        if len(keep) >= size:
            break
        keep.add(i)
    return sorted(keep)


def word_list(strings_json: str) -> list[str]:
    """French words of a spaCy vocabulary's ``strings.json``."""
    return [word for word in json.loads(strings_json) if re.fullmatch(r"[^\W\d_][\w'’\-]*", word)]


def _used(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    batch = [encoding.ids for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
    return Counter(piece for ids in batch for piece in ids)


def _variants(words: Iterable[str]) -> list[str]:
    forms: list[str] = []
    for word in words:
        forms += (word, word, word, word.capitalize(), _unaccented(word))
    return forms


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _is_basic(piece: str) -> bool:
    """Single characters that European text or an emoji keyboard may hold, bare or after a space."""
    body = piece.removeprefix("▁") or "▁"
    if len(body) != 1:
        return False
    code = ord(body)
    return code < 0x590 or 0x1E00 <= code < 0x2C00 or code in (0xFE0F, 0x2581) or code >= 0x1F000
