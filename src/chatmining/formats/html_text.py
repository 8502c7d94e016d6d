"""The text of an HTML fragment, as a reader sees it; a reply's quotation apart."""

import re
from dataclasses import dataclass
from html import unescape as _unescape

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]{0,30})(?P<attributes>[^<>]{0,4000})>")
_ALT = re.compile(r"""\balt=(?:"([^"]{0,200})"|'([^']{0,200})')""")
_ID = re.compile(r"""\b(?:itemid|id)=["']([^"']{1,100})["']""")
_BREAKS = frozenset(("br", "p", "div", "li", "tr", "ul", "ol", "pre", "h1", "h2", "h3", "hr"))


@dataclass(frozen=True, slots=True)
class HtmlText:
    """The text outside quotations, the text quoted, the ids named by quotations and attachments."""

    text: str
    quote: str
    ids: tuple[str, ...]


def unescape(text: str) -> str:
    """Decode the entities of `text`."""
    try:
        return _unescape(text)
    except ValueError:  # an entity of thousands of digits
        return text


def to_text(html: str) -> str:
    """Return the text of `html`: line breaks kept, tags gone, entities decoded."""
    if "<" not in html and "&" not in html:
        return _tidy([html])
    read = parts(html)
    return "\n".join(part for part in (read.quote, read.text) if part)


def parts(html: str) -> HtmlText:
    """Return the text of `html` and, apart, what it quotes."""
    said: list[str] = []
    quoted: list[str] = []
    ids: list[str] = []
    depth = at = 0
    for tag in _TAG.finditer(html):
        target = quoted if depth else said
        target.append(unescape(html[at : tag.start()]))
        at, name = tag.end(), tag["name"].lower()
        target.append(_shown(tag, name))
        if name == "blockquote":
            depth = max(0, depth + (-1 if tag["end"] else 1))
        if name in ("blockquote", "attachment") and not tag["end"]:
            ids += _ID.findall(tag["attributes"])
    (quoted if depth else said).append(unescape(html[at:]))
    return HtmlText(_tidy(said), _tidy(quoted), tuple(ids))


def _shown(tag: re.Match[str], name: str) -> str:
    """Return what a tag itself shows: a line break, or the emoji that an image stands for."""
    if name in _BREAKS:
        return "\n"
    alt = _ALT.search(tag["attributes"]) if name in ("img", "emoji", "customemoji") else None
    return unescape(alt[1] or alt[2] or "") if alt else ""


def _tidy(pieces: list[str]) -> str:
    text = "".join(pieces).replace("\u200b", "").strip()
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(plain for line in text.split("\n") if (plain := " ".join(line.split())))
