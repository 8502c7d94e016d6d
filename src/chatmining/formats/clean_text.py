"""Text that every later step can hold: one kind of line end, no NUL, no half of a surrogate pair."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return `text` with line feeds for line ends, no NUL, no lone surrogate, no white space around."""
    text = _LINE_ENDS.sub("\n", text).replace("\x00", "").strip()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # JSON escapes may write half a pair, or a pair in two halves
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def without_marks(text: str) -> str:
    """Return `text` without the invisible marks of writing direction that phones put round names."""
    return _MARKS.sub("", text)
