"""Texts that a spreadsheet would take for a formula."""

import re

# What OWASP's « CSV injection » page lists, full-width signs and leading spaces included; apostrophes before them too,
# so that `plain` gives back what `neutral` was given, whatever it was.
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")


def neutral(text: str) -> str:
    """Return `text` with an apostrophe before it when a spreadsheet would compute it."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(text: str) -> str:
    """Return what `neutral` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
