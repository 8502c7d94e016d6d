"""Wait for the database while another program writes it, rather than give up at once."""

import time
from collections.abc import Callable
from typing import TypeVar

from chatmining.errors import StoreError

T = TypeVar("T")
_FIRST_S, _LONGEST_S = 0.05, 2.0


def patiently(action: Callable[[], T], progress: Callable[[str, int, int], None], seconds: float) -> T:
    """Return what `action` returns, trying again while another program holds the database, up to `seconds`.

    `action` must do nothing before it has the database. Raises what it raises for any other reason, and the
    last StoreError when the time is up.
    """
    deadline, pause = time.monotonic() + seconds, _FIRST_S
    while True:
        try:
            return action()
        except StoreError as error:
            if error.code != "database_locked" or time.monotonic() + pause > deadline:
                raise
        progress("wait", 0, 1)
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_S)
