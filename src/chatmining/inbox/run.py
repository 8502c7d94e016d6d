"""A run over the inbox: look, wait for what is being copied, take each file in, publish once, tell."""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from chatmining.errors import ChatminingError, UnreadableFile
from chatmining.home import Home
from chatmining.identity import Options, attendees
from chatmining.inbox import ledger
from chatmining.inbox.copy import explained, workplace
from chatmining.inbox.lock import Holder, only_one
from chatmining.inbox.look import Drop, key_of, look, whole
from chatmining.inbox.quarantine import clear_notes, has_note, write_note
from chatmining.inbox.take import Taker
from chatmining.inbox.taken import Report, State, Taken
from chatmining.patience import patiently
from chatmining.pipeline import Progress, publish_if_stale
from chatmining.reader import Reader

T = TypeVar("T")
log = logging.getLogger(__name__)
SETTLE_S = 5.0  # a file that somebody is copying grows within this time
_PATIENCE_S = 600.0
_MAY_PASS = frozenset(("database_locked", "disk_full", "inbox_unreachable"))
_BY_TABLE = (".csv",)


class Inbox:
    """One run, step by step, for a caller that has something to say between the steps."""

    def __init__(
        self,
        folder: Path,
        home: Home,
        reader: Reader,
        language: str,
        progress: Progress,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        started = datetime.now(UTC)
        self.folder = folder.absolute()
        self.home = home
        self.report = Report(batch_id=f"inbox-{started:%Y%m%dT%H%M%S.%f}", folder=self.folder, started=started)
        self._language = language
        self._progress = progress
        self._sleep = sleep
        self._reader = reader
        self._keys: dict[Drop, str] = {}

    def news(self) -> list[Drop]:
        """Return the files to take in, oldest first; those still being copied are left for the next run."""
        sight = look(self.folder)
        self.report.passed_over = sight.passed_over
        for drop in sight.drops:
            try:
                self._keys[drop] = key_of(drop)
            except OSError as error:
                self._leave(drop, explained(error, drop.path))
        done, broken = self._patiently(lambda: ledger.remembered(self.home.database, sorted(self._keys.values())))
        self.report.recognised = sum(key in done for key in self._keys.values())
        hopeless = [drop for drop, key in self._keys.items() if key in broken and self._has_note(drop)]
        self.report.still_broken = [drop.path for drop in hopeless]
        fresh = [drop for drop, key in self._keys.items() if key not in done and drop not in hopeless]
        settled = whole(fresh, SETTLE_S, self._sleep)
        for drop in fresh:
            if drop not in settled:
                self._leave(drop, UnreadableFile("file_changing", file=drop.path))
        return [drop for drop in fresh if drop in settled]

    def take(self, drop: Drop) -> Taken:
        """Take a file in and write what became of it; raise a ChatminingError that concerns more than this file."""
        try:
            options = self._options(drop)
        except OSError as error:  # its folder has gone
            return self._leave(drop, explained(error, drop.path))
        with workplace(self.home.cache / "inbox") as place:
            taker = Taker(inbox=self.folder, place=place, home=self.home, reader=self._reader, progress=self._progress)
            taken = taker.take(drop, self._keys[drop], options)
        self._keep(taken)
        if taken.state is not State.WAITING:
            self._patiently(lambda: ledger.note_file(self.home.database, self.report.batch_id, taken))
        return taken

    def finish(self) -> Report:
        """Write the notes and the ledger, publish if there is anything to, and return what was done."""
        report = self.report
        report.finished = datetime.now(UTC)
        try:
            if not report.stopped:  # else the folder was not seen to its end
                self._clear_notes()
            self._patiently(lambda: ledger.note_run(self.home.database, report))
            report.published = self._patiently(lambda: publish_if_stale(self.home))
            report.unwritten = self._write_pages()
        except ChatminingError as error:
            report.stopped = report.stopped or error
        return report

    def _clear_notes(self) -> None:
        set_aside = [taken.path for taken in self.report.files if taken.errors and taken.state is not State.WAITING]
        clear_notes(self.home.quarantine, self.folder, {*set_aside, *self.report.still_broken})

    def _has_note(self, drop: Drop) -> bool:
        return has_note(self.home.quarantine, self.folder, drop.path)

    def _write_pages(self) -> tuple[ChatminingError, ...]:
        from chatmining.inbox.pages import write_pages

        return write_pages(self.home, self._language)

    def _keep(self, taken: Taken) -> Taken:
        self.report.files.append(taken)
        log.info("%s: %s", taken.path.name, taken.state)
        if taken.errors and taken.state is not State.WAITING:
            write_note(self.home.quarantine, self.folder, taken.path, taken.errors, self._language)
        return taken

    def _leave(self, drop: Drop, error: ChatminingError) -> Taken:
        return self._keep(Taken(path=drop.path, key="", state=State.WAITING, errors=(error,)))

    def _options(self, drop: Drop) -> Options:
        """Return the roles that an attendee report gives in the webinar's own folder."""
        if drop.path.parent == self.folder:
            return Options()
        beside = [path for path in sorted(drop.path.parent.iterdir()) if path.suffix.lower() in _BY_TABLE]
        return replace(Options(), roles=tuple(attendees(beside)))

    def _patiently(self, action: Callable[[], T]) -> T:
        return patiently(action, self._progress, _PATIENCE_S)


def locked(home: Home, waiting: Callable[[Holder], None]) -> AbstractContextManager[None]:
    """Hold the inbox of `home` for one run; raise StoreError when another one holds it for longer than ten minutes."""
    return only_one(home.folder / "inbox.lock", _PATIENCE_S, waiting)


def may_pass(error: ChatminingError) -> bool:
    """Tell whether what stopped a run may be gone a little later."""
    return error.code in _MAY_PASS


def run_inbox(
    folder: Path,
    home: Home,
    reader: Reader,
    language: str,
    progress: Progress,
    waiting: Callable[[Holder], None],
    sleep: Callable[[float], None] = time.sleep,
) -> Report:
    """Take in what is new in `folder` and publish once; what stopped the run is in the report, not raised.

    Raises StoreError when another run holds the inbox for longer than ten minutes.
    """
    with locked(home, waiting):
        inbox = Inbox(folder, home, reader, language, progress, sleep)
        try:
            for drop in inbox.news():
                inbox.take(drop)
        except ChatminingError as error:
            inbox.report.stopped = error
        return inbox.finish()
