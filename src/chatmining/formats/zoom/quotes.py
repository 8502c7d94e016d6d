"""Find the message that a quote was cut from, at a bounded cost."""

from dataclasses import dataclass, field
from typing import Final

_KEPT: Final = 20_000  # messages a generation: at most two are kept, so memory is constant
_CUTS: Final = (20, 18, 17, 19, 16, 50)  # where Zoom cuts a quote: found at once
_OTHERS: Final = (6, 2)  # quotes of any other length are looked for among the messages that begin alike
_COMPARED: Final = 160  # characters of a message that a quote is compared with
_LONGEST_LIST: Final = 64  # messages with the same beginning that are looked at, latest first
_CUT_MARKS: Final = ("...", "…")


def folded(text: str) -> str:
    """Return the beginning of `text` with every white space as one space."""
    return " ".join(text[: 2 * _COMPARED].split())[:_COMPARED]


@dataclass(slots=True)
class _Generation:
    whole: dict[str, int] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)
    alike: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    size: int = 0

    def add(self, n: int, text: str) -> None:
        self.size += 1
        self.whole[text] = n
        cut, length = self.cut, len(text)
        for place in _CUTS:
            if length >= place:
                cut[text[:place]] = n
        for place in _OTHERS:
            same = self.alike.setdefault(text[:place], [])
            same.append((n, text))
            if len(same) > 2 * _LONGEST_LIST:
                del same[:_LONGEST_LIST]

    def latest(self, quote: str) -> int | None:
        """Return the latest message that begins with `quote`."""
        if len(quote) in _CUTS:
            return self.cut.get(quote)
        place = next((place for place in _OTHERS if len(quote) >= place), 0)
        same = self.alike.get(quote[:place], ())
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
        cut = next((mark for mark in _CUT_MARKS if quote.endswith(mark)), "")
        short, beginning = folded(quote), folded(quote.removesuffix(cut).rstrip("\ufffd\u200d"))
        generations = (self._now, self._before)
        for generation in generations:
            if short and (n := generation.whole.get(short)) is not None:
                return n
        for generation in generations:
            if beginning and (n := generation.latest(beginning)) is not None:
                return n
        return None
