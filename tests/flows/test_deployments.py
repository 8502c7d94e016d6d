"""What `prefect.yaml` promises exists; a night has one run, whatever the clocks do; somebody is told of a failure."""

import asyncio
import datetime as dt
import http.server
import json
import shlex
import sys
import threading
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import yaml
from flows.hooks import VARIABLE, tell
from tests.samples import ROOT

PARIS = ZoneInfo("Europe/Paris")
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda d: f"{d['entrypoint']}-{d['name']}")
def test_every_deployment_names_a_flow_a_description_tags_and_the_one_pool(deployment):
    path, name = deployment["entrypoint"].split(":")
    assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8")
    assert deployment["description"] and "chatmining" in deployment["tags"]
    assert deployment["work_pool"]["name"] == "chatmining"


@pytest.mark.flow
@pytest.mark.slow
@pytest.mark.parametrize("day", [dt.date(2026, 3, 28), dt.date(2026, 10, 24), dt.date(2027, 3, 27)])
def test_the_nights_of_the_clock_change_have_one_run_each(day):
    from prefect.server.schemas.schedules import CronSchedule

    (nightly,) = (d for d in DEPLOYMENTS if d["name"] == "nightly")
    (schedule,) = nightly["schedules"]
    cron = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
    noon = dt.datetime.combine(day, dt.time(12), PARIS)
    moments = asyncio.run(cron.get_dates(3, start=noon))
    nights = [moment.astimezone(PARIS).date() for moment in moments]
    assert nights == [day + dt.timedelta(days=n) for n in (1, 2, 3)]


FAILED = (SimpleNamespace(name="inbox"), SimpleNamespace(name="run-1"), SimpleNamespace(name="Failed", message="plein"))


def test_a_failure_is_posted_to_an_address(monkeypatch):
    told = []

    class Page(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *arguments):
            """Keep quiet."""

    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        monkeypatch.setenv(VARIABLE, f"http://127.0.0.1:{server.server_port}/")
        tell(*FAILED)
        thread.join()
    assert told == [{"flow": "inbox", "run": "run-1", "state": "Failed", "message": "plein"}]


def test_a_failure_is_given_to_a_command_and_a_command_that_fails_is_no_second_failure(monkeypatch, tmp_path):
    kept = tmp_path / "news.json"
    script = f"import sys, pathlib; pathlib.Path({str(kept)!r}).write_bytes(sys.stdin.buffer.read())"
    monkeypatch.setenv(VARIABLE, shlex.join([sys.executable, "-c", script]))
    tell(*FAILED)
    assert json.loads(kept.read_bytes())["message"] == "plein"
    monkeypatch.setenv(VARIABLE, "/no/such/command")
    tell(*FAILED)
