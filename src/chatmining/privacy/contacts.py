"""Mask links, addresses and numbers by what they are."""

import re

_TLD = "be|ch|com|dev|edu|eu|fr|gouv|info|io|ly|net|org|re|lu|ca"
_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.)[^\s<>\"«»]+"
    rf"|(?<![\w@＠.])(?:[a-z0-9-]{{2,63}}\.)+(?:{_TLD})\b(?:/[^\s<>\"«»]*)?",
    re.IGNORECASE,
)
_AT = r"(?:[@＠]|\s?[(\[]\s?(?:at|arobase)\s?[)\]]\s?)"
_DOT = r"(?:\.|\s?[(\[]\s?(?:point|dot)\s?[)\]]\s?)"
_EMAIL = re.compile(rf"[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}})*{_DOT}[a-z]{{2,24}}\b", re.IGNORECASE)
_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"
_PHONE = re.compile(
    r"(?<![\w.,])(?:"
    r"(?:\+|00)\d{1,3}[\s.-]?(?:\(0\)[\s.-]?)?\d(?:[\s.-]?\d){7,11}"  # international
    rf"|(?!{_DAY})[0O](?:[\s.\-/]?\d){{8,9}}"  # French, Belgian, Swiss: 9 or 10 digits from a 0
    r"|\(\d{3}\)\s?\d{3}[\s-]\d{4}"  # North American
    r"|33[1-9]\d{8}"  # as some messengers write a French one
    r")(?!\d)|@\d{8,15}\b"
)


def mask_contacts(text: str) -> str:
    """Replace e-mail addresses, links and telephone numbers by what they are; twice changes nothing more."""
    if "@" in text or "＠" in text or "(" in text or "[" in text:
        text = _EMAIL.sub("[e-mail]", text)
    if "." in text or "://" in text:
        text = _LINK.sub("[lien]", text)
    return _PHONE.sub("[téléphone]", text)
