"""Take one file in: copy, recognise, store; say whether what failed may pass."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from chatmining.errors import BadInput, ChatminingError, StoreError, UnreadableFile
from chatmining.formats import SURE, Source
from chatmining.formats.zoom import ZOOM_ATTENDEES
from chatmining.home import Home
from chatmining.identity import Options, exports
from chatmining.inbox.copy import copied, explained
from chatmining.inbox.look import Drop
from chatmining.inbox.same import webinar_of
from chatmining.inbox.taken import State, Taken
from chatmining.patience import patiently
from chatmining.pipeline import Processed, Progress, process_source
from chatmining.reader import Reader

T = TypeVar("T")
log = logging.getLogger(__name__)
# What another hour may mend; of everything else that concerns a file, only another file or program can.
_PASSING = frozenset(("file_denied", "file_missing", "file_changing", "file_unreachable"))
# A fault of the program's own, met on one file, must not cost the others their night; it is logged and told.
_OUR_FAULTS = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError)
_PATIENCE_S = 600.0  # the longest that another program's webinar may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """What taking a file in needs; the reader loads its models once for all of them."""

    inbox: Path
    place: Path
    home: Home
    reader: Reader
    progress: Progress

    def take(self, drop: Drop, key: str, options: Options) -> Taken:
        """Store what a file, or each export in it, brings; errors that are the file's own are returned.

        Raises a ChatminingError that concerns more than this file: no room, no model, another writer, another key.
        """
        found = _Found()
        try:
            with copied(drop, self.inbox, self.place) as copy:
                for name, source in exports(copy):
                    named = drop.path if name == copy.name else drop.path / name
                    try:
                        self._take_export(source, copy if name == copy.name else copy / name, options, found)
                    except (UnreadableFile, BadInput) as error:
                        found.errors.append(_about(named, error))
                    except _OUR_FAULTS as error:
                        log.exception("%s", named.name)
                        found.errors.append(UnreadableFile("file_defeats", file=named, found=type(error).__name__))
        except (UnreadableFile, BadInput) as error:
            found.errors.append(_about(drop.path, error))
        except OSError as error:
            found.errors.append(_of_the_file(error, drop.path))
        return found.as_taken(drop, key)

    def _take_export(self, source: Source, path: Path, options: Options, found: "_Found") -> None:
        if ZOOM_ATTENDEES.claim(source) >= SURE:
            found.states.add(State.ROLES)  # its roles are in the options of the folder's other files
            return
        webinar, known = self._patiently(lambda: webinar_of(source, path, options, self.home))
        done = self._patiently(lambda: process_source(source, webinar, self.home, self.reader, self.progress))
        found.done.append(done)
        found.states.add((State.UPDATED if known else State.STORED) if done.added else State.KNOWN)

    def _patiently(self, action: Callable[[], T]) -> T:
        return patiently(action, self.progress, _PATIENCE_S)


@dataclass(slots=True)
class _Found:
    """What the exports of one file have brought so far."""

    done: list[Processed] = field(default_factory=list)
    errors: list[ChatminingError] = field(default_factory=list)
    states: set[State] = field(default_factory=set)

    def as_taken(self, drop: Drop, key: str) -> Taken:
        return Taken(
            path=drop.path,
            key=key,
            state=self._state(),
            webinars=tuple(dict.fromkeys(processed.webinar_id for processed in self.done)),
            records=sum(processed.records for processed in self.done),
            added=sum(processed.added for processed in self.done),
            errors=tuple(self.errors),
        )

    def _state(self) -> State:
        if any(error.code in _PASSING for error in self.errors):
            return State.WAITING
        in_order = (State.STORED, State.UPDATED, State.KNOWN, State.ROLES)
        return next((state for state in in_order if state in self.states), State.BROKEN)


def _of_the_file(error: OSError, path: Path) -> ChatminingError:
    """Return what the system's refusal means for the file; raise StoreError when it means no room."""
    failure = explained(error, path)
    if isinstance(failure, StoreError):
        raise failure from error
    return failure


def _about(path: Path, error: ChatminingError) -> ChatminingError:
    """Return the error with the file's own path in the place of its copy's."""
    return type(error)(error.code, **{**error.details, "file": path})
