"""Confusion of qualifiers on contrast cases: `python -m tests.bench.qualifiers FILE…`, a Markdown table.

A case is right when the mention of its theme that shares most characters with the case's words has its qualifier; a
theme without mention is wrong. Intervals are Wilson's, 95 %.
"""

import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chatmining.nlp.qualifiers.cases import Case, read_cases
from chatmining.nlp.qualifiers.training import mention_of
from chatmining.reader import Reader
from chatmining.records import Qualifier
from chatmining.settings import Settings

NONE = "–"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said of a case; `holder` tells whether the holder was right, None where it is not known or not asked."""

    case: Case
    qualifier: str
    holder: bool | None


def outcomes(cases: Sequence[Case], reader: Reader) -> list[Outcome]:
    """Read the cases as `classify --json` does."""
    known = [case for case in cases if case.qualifier]
    texts = [case.text for case in known]
    vectors = reader.encode(texts)
    mentions = reader.mentions(texts, vectors, reader.predict(texts, vectors))
    found = [(case, mention_of(case, mine)) for case, mine in zip(known, mentions, strict=True)]
    return [
        Outcome(
            case,
            str(mention.qualifier) if mention else NONE,
            mention.holder == case.holder if mention and case.holder else None,
        )
        for case, mention in found
    ]


def wilson(right: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    z = 1.96
    middle, reach = right + z * z / 2, z * math.sqrt(right * (n - right) / n + z * z / 4)
    return (middle - reach) / (n + z * z), (middle + reach) / (n + z * z)


def table(found: Sequence[Outcome]) -> list[str]:
    """Return the confusion, one row a true qualifier, then accuracy, baseline and holders."""
    names = [*map(str, Qualifier), NONE]
    lines = [f"| true | n | accuracy | 95 % | {' | '.join(names)} |", "| --- " * (4 + len(names)) + "|"]
    counts = Counter((str(outcome.case.qualifier), outcome.qualifier) for outcome in found)
    for name in names[:-1]:
        row = [counts[name, said] for said in names]
        if n := sum(row):
            lines.append(_line(name, counts[name, name], n, [str(count or "") for count in row]))
    right = sum(count for (true, said), count in counts.items() if true == said)
    lines.append(_line("all", right, len(found), [""] * len(names)))
    always = sum(outcome.case.qualifier is Qualifier.AFFIRMED for outcome in found)
    holders = [outcome.holder for outcome in found if outcome.holder is not None]
    lines += ["", f"Always `affirme`: {always / len(found):.2f}. Holder: {sum(holders)} of {len(holders)} mentions."]
    return lines


def _line(name: str, right: int, n: int, cells: Sequence[str]) -> str:
    low, high = wilson(right, n)
    return f"| {name} | {n} | {right / n:.2f} | {low:.2f}–{high:.2f} | {' | '.join(cells)} |"


def main() -> None:
    """Print the table of the files' cases."""
    cases = [case for path in sys.argv[1:] for case in read_cases(Path(path))]
    print("\n".join(table(outcomes(cases, Reader(Settings().place())))))  # noqa: T201


if __name__ == "__main__":
    main()
