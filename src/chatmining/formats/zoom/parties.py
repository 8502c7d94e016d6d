"""Who writes to whom in a header, and what stands between them."""

import re
from dataclasses import dataclass

from chatmining.formats.zoom.words import Locale, private_tags


@dataclass(slots=True)
class Parties:
    """Who writes to whom; `known` when the recipient is a group, a tagged person or somebody seen writing.

    `sure` when the cut between the two can hardly be a piece of a name: known, or two spaces on each side.
    """

    author: str
    recipient: str | None = None
    private: bool = False
    known: bool = False
    sure: bool = False


def untagged(recipient: str) -> tuple[str, bool]:
    """Return the recipient without its direct message tag, and whether it had one."""
    if recipient.endswith((")", "）")):
        start = max(recipient.rfind("("), recipient.rfind("（"))
        if start > 0 and recipient[start + 1 : -1].strip().casefold() in private_tags():
            return recipient[:start].rstrip(), True
    return recipient, False


def bare(recipient: str) -> str:
    """Return the recipient without what stands in brackets behind it."""
    start = max(recipient.rfind("("), recipient.rfind("（"))
    return recipient[:start].rstrip() if start > 0 and recipient.endswith((")", "）")) else recipient


def connector(locale: Locale) -> re.Pattern[str]:
    """Return the pattern of what stands between the two names in one language."""
    words = sorted(locale.connectors, key=len, reverse=True)
    return re.compile(f" {{1,3}}(?:{'|'.join(map(re.escape, words))}) {{1,2}}(?! )")
