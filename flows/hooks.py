"""Tell somebody when a run fails: a command or a web address of the user's, `CHATMINING_ON_FAILURE`."""

import json
import logging
import os
import shlex
import subprocess
import urllib.error
import urllib.request
from typing import Any

log = logging.getLogger("chatmining.flows")
_PATIENCE_S = 10
VARIABLE = "CHATMINING_ON_FAILURE"


def tell(flow: Any, flow_run: Any, state: Any) -> None:
    """Run the command with the news as JSON on its input, or post it to the address; a failure to tell is logged."""
    target = os.environ.get(VARIABLE)
    if not target:
        return
    news = {"flow": flow.name, "run": flow_run.name, "state": state.name, "message": state.message}
    body = json.dumps(news, ensure_ascii=False).encode()
    try:
        if target.startswith(("http://", "https://")):
            request = urllib.request.Request(target, body, {"Content-Type": "application/json"})
            urllib.request.urlopen(request, timeout=_PATIENCE_S).close()
        else:
            subprocess.run(shlex.split(target), input=body, timeout=_PATIENCE_S, check=True)
    except (OSError, ValueError, subprocess.SubprocessError, urllib.error.URLError) as error:
        log.warning("nobody could be told of the failure: %s", error)
