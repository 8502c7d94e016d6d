"""Text that every later step can hold: one kind of line end, no NUL, no half of a surrogate pair, no accent apart."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_APART = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_INSIDE_A_WORD = re.compile("[a-z][éèêëàâçùûôîïœ]|[éèêëàâçùûôîïœ][a-z]")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return `text` composed, with line feeds for line ends, no NUL, no lone surrogate, no white space around."""
    text = _LINE_ENDS.sub("\n", text).replace("\x00", "").strip()
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # JSON escapes may write half a pair, or a pair in two halves
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return composed(text)


def composed(text: str) -> str:
    """Return `text` with letters and accents in one character, as macOS does not write them; nothing else changes."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def one_byte_encoding(content: bytes) -> str:
    """Return which of cp1252 and Mac Roman makes French words of `content`; cp1252 when neither does."""
    windows, mac = (
        len(_INSIDE_A_WORD.findall(content.decode(name, errors="replace"))) for name in ("cp1252", "mac_roman")
    )
    return "mac_roman" if mac > windows else "cp1252"


def plain_spaces(text: str) -> str:
    """Return `text` with plain spaces for the unbreakable ones of pages and phones: as long as before."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def without_marks(text: str) -> str:
    """Return `text` without the invisible marks of writing direction that phones put round names."""
    return _MARKS.sub("", text)
