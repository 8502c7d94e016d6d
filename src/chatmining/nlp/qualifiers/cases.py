"""Contrast cases: comments whose mention of a theme has a known qualifier, and mostly a known holder.

Two forms: JSON Lines (`text`, `theme`, `start`, `end`, `qualifier`, `holder`; or `labels`, `group`, `qualifier`), and
TOML lists of sentences with marks, `Je n'ai pas <crainte nie moi>peur</crainte>`, which a linguist can read and write.
"""

import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatmining.errors import BadInput
from chatmining.nlp.qualifiers.vocabulary import THEMES
from chatmining.records import Holder, Qualifier

_MARK = re.compile(rf"<({'|'.join(THEMES)}) (\w+)(?: (\w+))?>(.*?)</\1>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A comment and what is known of its mention of `theme` in text[start:end]; no theme: it mentions none."""

    text: str
    theme: str | None = None
    start: int = 0
    end: int = 0
    qualifier: Qualifier | None = None
    holder: Holder | None = None
    group: int = 0


def read_cases(path: Path) -> list[Case]:
    """Read a file of cases; raise BadInput where it is malformed."""
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".toml":
            return [case for lines in tomllib.loads(text).values() for line in lines for case in _marked(line)]
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
        return list(_grouped(rows) if rows and "labels" in rows[0] else map(_row, rows))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput("labelled_unreadable", file=path, found=error) from error


def _marked(sentence: str) -> list[Case]:
    """Return one case a mark, or one without theme."""
    plain, at, marks = "", 0, []
    for mark in _MARK.finditer(sentence):
        plain += sentence[at : mark.start()]
        marks.append((mark, len(plain)))
        plain, at = plain + mark[4], mark.end()
    plain += sentence[at:]
    return [_case(plain, mark[1], start, start + len(mark[4]), mark[2], mark[3]) for mark, start in marks] or [
        Case(text=plain)
    ]


def _row(row: dict[str, Any]) -> Case:
    return _case(
        row["text"], row["theme"], row["start"], row["end"], row["qualifier"], row["holder"], int(row.get("group", 0))
    )


def _case(text: str, theme: str, start: int, end: int, how: str, whose: str | None, group: int = 0) -> Case:
    return Case(
        text=text,
        theme=theme,
        start=start,
        end=end,
        qualifier=Qualifier(how),
        holder=Holder(whose) if whose else None,
        group=group,
    )


def _grouped(rows: Sequence[dict[str, Any]]) -> Iterator[Case]:
    """Yield cases of contrast groups that name labels: a denied fear has none, its group says which theme it is."""
    themes: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        themes[row["group"]].update(label for label in row["labels"] if label in THEMES and row["qualifier"] != "aucun")
    for row in rows:
        said = [label for label in row["labels"] if label in THEMES]
        usual = [theme for theme, _ in themes[row["group"]].most_common(1)]
        found = usual or said if row["qualifier"] in {"nie", "surmonte"} else said or usual
        if row["qualifier"] == "aucun" or not found:
            yield Case(text=row["text"], theme=said[0] if said else None, group=row["group"])
        else:
            yield _case(row["text"], found[0], 0, len(row["text"]), row["qualifier"], None, row["group"])
