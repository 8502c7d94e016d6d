"""Write a report: gather, render, check against the database, and only then put the file in its place."""

import hashlib
import os
import re
from pathlib import Path

from chatmining import store
from chatmining.errors import BadInput
from chatmining.home import Home
from chatmining.report.approval import approved, propose
from chatmining.report.check import check
from chatmining.report.facts import Edition, gather
from chatmining.report.figures import Ledger
from chatmining.report.page import render, render_series
from chatmining.report.series import gather_series

_PLAIN = re.compile(r"[^\w.-]+|^\.+")


def write_report(
    home: Home, webinar: str, edition: Edition = Edition.INTERNAL, language: str = "fr", target: Path | None = None
) -> Path:
    """Write the report of a webinar; return its path.

    Raises BadInput when the webinar is unknown or too small to share, ReportError when the page does not say what the
    database holds.
    """
    target = target or report_path(home, webinar, edition)
    with store.open_reader(home.snapshot) as db:
        known = [row[0] for row in store.fetch(db, "report_ids")]
        if webinar not in known:
            raise BadInput("webinar_unknown", found=webinar, expected=", ".join(known))
        ledger = Ledger(db)
        decisions = report_path(home, webinar).with_suffix(".citations.txt")
        facts = gather(ledger, webinar, edition, language, approved(decisions))
        people = facts.webinar.value("content_people")
        if edition is Edition.SHARED and people < edition.fewest:
            raise BadInput("too_few_to_share", found=people, expected=edition.fewest)
        page = render(facts, ledger.answers, edition, language)
        check(page, db, language)
    _put(target, page)
    if edition is Edition.INTERNAL:
        propose(decisions, facts.proposed)
    return target


def write_series(
    home: Home, edition: Edition = Edition.INTERNAL, language: str = "fr", target: Path | None = None
) -> Path:
    """Write the report of all the webinars; return its path. Raises as `write_report` does."""
    suffix = "" if edition is Edition.INTERNAL else f"-{edition}"
    target = target or home.reports / f"la serie{suffix}.html"  # no webinar's file has a space in its name
    with store.open_reader(home.snapshot) as db:
        ledger = Ledger(db)
        facts = gather_series(ledger, edition, language)
        page = render_series(facts, ledger.answers, edition, language)
        check(page, db, language)
    _put(target, page)
    return target


def report_path(home: Home, webinar: str, edition: Edition = Edition.INTERNAL) -> Path:
    """Return where the report of a webinar is written; the id may hold anything, the file's name may not."""
    name = _PLAIN.sub("_", webinar)
    if name != webinar:
        name += "-" + hashlib.sha256(webinar.encode()).hexdigest()[:6]
    suffix = "" if edition is Edition.INTERNAL else f"-{edition}"
    return home.reports / f"{name}{suffix}.html"


def _put(target: Path, page: str) -> None:
    """Write by atomic rename: a reader never sees half a page."""
    with store.store_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            draft.write_text(page, "utf-8")
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
