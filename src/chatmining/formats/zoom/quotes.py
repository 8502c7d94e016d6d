"""Find the message that a quote was cut from, at a bounded cost."""

from dataclasses import dataclass, field
from typing import Final

_KEPT: Final = 20_000  # messages a generation: at most two are kept, so memory is constant
_LENGTHS: Final = (16, 8, 3)  # of the prefixes that are indexed
_COMPARED: Final = 160  # characters of a message that a quote is compared with
_LONGEST_LIST: Final = 64  # messages with the same beginning that are looked at, latest first
_CUT_MARKS: Final = ("...", "…")


def folded(text: str) -> str:
    """Return the beginning of `text` with every white space as one space."""
    return " ".join(text[: 2 * _COMPARED].split())[:_COMPARED]


@dataclass(slots=True)
class _Generation:
    whole: dict[str, int] = field(default_factory=dict)
    beginning: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    size: int = 0

    def add(self, n: int, text: str) -> None:
        self.whole[text] = n
        for length in _LENGTHS:
            if len(text) >= length:
                same = self.beginning.setdefault(text[:length], [])
                same.append((n, text))
                if len(same) > 2 * _LONGEST_LIST:
                    del same[:_LONGEST_LIST]
        self.size += 1

    def latest(self, quote: str) -> int | None:
        """Return the latest message that begins with `quote`."""
        length = next((length for length in _LENGTHS if len(quote) >= length), None)
        if length is None:
            return None
        same = self.beginning.get(quote[:length], ())
        return next((n for n, text in reversed(same) if text.startswith(quote)), None)


@dataclass(slots=True)
class Quotes:
    """The latest messages, by their beginnings."""

    _now: _Generation = field(default_factory=_Generation)
    _before: _Generation = field(default_factory=_Generation)

    def add(self, n: int, text: str) -> None:
        """Remember a message's own words."""
        short = folded(text)
        if not short:
            return
        if self._now.size >= _KEPT:
            self._before, self._now = self._now, _Generation()
        self._now.add(n, short)

    def find(self, quote: str) -> int | None:
        """Return the `n` of the latest message that begins with `quote`, its cut mark removed, or None.

        A quote without a cut mark is a whole message: a message equal to it comes before one it only begins.
        """
        cut = next((mark for mark in _CUT_MARKS if quote.endswith(mark)), None)
        for wanted in dict.fromkeys((quote, quote.removesuffix(cut)) if cut else (quote,)):
            short = folded(wanted.rstrip("\ufffd\u200d"))
            for generation in (self._now, self._before):
                if short and (n := generation.whole.get(short)) is not None and (not cut or wanted == quote):
                    return n
            for generation in (self._now, self._before):
                if short and (n := generation.latest(short)) is not None:
                    return n
        return None
