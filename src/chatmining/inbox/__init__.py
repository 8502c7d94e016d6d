"""A folder that people drop exports into: the new is stored, the known recognised, the broken explained."""

from chatmining.inbox.lock import Holder, only_one
from chatmining.inbox.look import Drop
from chatmining.inbox.run import Inbox, locked, may_pass, run_inbox
from chatmining.inbox.taken import Report, State, Taken
from chatmining.inbox.tell import lines

__all__ = [
    "Drop",
    "Holder",
    "Inbox",
    "Report",
    "State",
    "Taken",
    "lines",
    "locked",
    "may_pass",
    "only_one",
    "run_inbox",
]
