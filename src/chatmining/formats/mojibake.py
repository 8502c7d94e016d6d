"""Undo UTF-8 that was read as cp1252 and saved again (`Ã©` for `é`)."""

import re
from typing import Final

# The 32 characters that cp1252 puts at 0x80-0x9F; its five holes stay control characters.
_HIGH: Final = "".join(bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xA0))
_TAIL: Final = _HIGH + "".join(map(chr, range(0x80, 0xC0)))  # latin-1 leaves 0x80-0x9F as they are
_BROKEN: Final = re.compile(f"[\u00c2-\u00f4][{re.escape(_TAIL)}]{{1,3}}")
_BYTES: Final = {ord(char): chr(0x80 + place) for place, char in enumerate(_HIGH)}
_LOST_SPACE: Final = "Ã "  # `à` whose second half, a non-breaking space, became a plain one

_USUAL: Final = frozenset("éèêëàâäçùûüôöîïœæÉÈÊÀÂÇÔÎŒ«»’‘“”…–—€°ñáíóúãõß")
_FEWEST: Final = 2  # different characters: one alone may be the two that somebody wrote
MOST = 0.8  # share of the non-ASCII characters that must be broken pairs before a text is held to be broken


def _mended(match: re.Match[str]) -> str:
    raw = match[0].translate(_BYTES).encode("latin-1")
    for end in range(len(raw), 1, -1):
        try:
            return raw[:end].decode("utf-8") + match[0][end:]
        except UnicodeDecodeError:
            continue
    return match[0]


def is_broken(text: str) -> bool:
    """Tell whether most of the non-ASCII characters of `text` are halves of UTF-8 characters."""
    if text.isascii():
        return False
    odd = sum(not char.isascii() for char in text)
    pairs = [match for match in _BROKEN.finditer(text) if _mended(match) != match[0]]
    told = {_mended(match) for match in pairs} & _USUAL
    lost = text.count(_LOST_SPACE)
    halves = sum(len(match[0]) for match in pairs) + lost
    return (len(told) + bool(lost) >= _FEWEST or " Ã  " in text) and halves >= MOST * odd


def repair(text: str) -> str:
    """Return `text` with its broken pairs put together; the rest is left alone."""
    return text if text.isascii() else _BROKEN.sub(_mended, text).replace(_LOST_SPACE, "à")
