# ruff: noqa: E501
"""Cut, mutated and hostile exports: records or an error that says why, never a traceback, never a hang."""

import json
import random

import pytest
from tests.formats.golden import samples

from chatmining.errors import UnreadableFile
from chatmining.formats import FORMATS, Source, claims

MINE = (
    "bbb",
    "discord",
    "mattermost",
    "meet",
    "signal",
    "slack",
    "teams",
    "telegram",
    "twitch",
    "webex",
    "whatsapp",
    "youtube",
)
CASES = [
    pytest.param(format_, sample, id=f"{format_.id}-{sample.stem}")
    for format_ in FORMATS
    if format_.id in MINE
    for sample in samples(format_)
]
LONG = "a" * 1_000_000


def outcome(format_, path):
    """Read a file by a format, claimed or not; return its records or the code of the error."""
    try:
        source = Source.open(path)
        format_.claim(source)
        return list(format_.read(source))
    except UnreadableFile as error:
        assert error.details["file"]
        return error.code


@pytest.mark.parametrize(("format_", "sample"), CASES)
def test_a_cut_or_mutated_export_gives_records_or_a_reason(format_, sample, tmp_path):
    content, dice, path = sample.read_bytes(), random.Random(7), tmp_path / sample.name
    for _ in range(60):
        damaged = bytearray(content[: dice.randrange(1, len(content))] if dice.random() < 0.4 else content)
        for _ in range(dice.randrange(0, 6)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        path.write_bytes(damaged)
        for record in outcome(format_, path) if isinstance(outcome(format_, path), list) else ():
            record.text.encode("utf-8")


@pytest.mark.parametrize("format_", [f for f in FORMATS if f.id in MINE], ids=lambda f: f.id)
def test_noise_is_no_chat(format_, tmp_path):
    dice, path = random.Random(3), tmp_path / "noise"
    for size in (1, 10, 1000, 100_000):
        path.write_bytes(dice.randbytes(size))
        assert not [claimant for _, claimant in claims(Source(path)) if claimant is format_]
        assert outcome(format_, path) in ([], "file_broken", "file_empty", "not_a_chat_report")


@pytest.mark.parametrize(
    ("format_id", "text"),
    [
        ("teams", {"value": [{"messageType": 1, "createdDateTime": 5, "body": [], "from": [], "replies": 3, "reactions": "x"}]}),
        ("discord", {"guild": 1, "channel": [], "messages": [1, {"type": [], "author": 3, "reactions": [{"emoji": []}]}]}),
        ("telegram", {"messages": [{"type": "message", "text": 5, "from_id": 1, "id": [], "reactions": [{"recent": 1}]}, 4]}),
        ("telegram", {"messages": [{"type": "message", "text": "a", "date_unixtime": "9" * 4000, "id": 10**40}]}),
        ("slack", [{"type": "message", "ts": "1709800000.000100", "text": [], "reactions": [{"users": 3, "name": 1}]}]),
        ("youtube", [{"addChatItemAction": {"item": []}}, {"addChatItemAction": {"item": {"liveChatTextMessageRenderer": 1}}}]),
        ("youtube", {"continuationContents": {"liveChatContinuation": {"actions": {"actions": [{"actions": [[]]}]}}}}),
        ("twitch", {"comments": [{"commenter": [], "message": 1, "content_offset_seconds": 1e300}]}),
        ("webex", [{"type": [], "senderName": 1, "chatTime": "2024-99-99", "text": {}}]),
        ("mattermost", {"type": "post", "post": {"create_at": -(10**30), "replies": [1], "channel_members": [[]]}}),
    ],
)  # fmt: skip
def test_values_of_the_wrong_kind_are_taken_as_nothing(format_id, text, tmp_path):
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(text), "utf-8")
    (format_,) = (format_ for format_ in FORMATS if format_.id == format_id)
    assert isinstance(outcome(format_, path), list)


@pytest.mark.parametrize("format_", [f for f in FORMATS if f.id in MINE], ids=lambda f: f.id)
@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000, '{"messages":' * 50_000, '{"messages": [{"text": ' + "9" * 10_000 + "}]}",
        "[12:00] " + LONG, "[12:00] " + "a : " * 250_000, "12/12/2024, 12:00 - " + LONG, "12/12/2024, 12:00 - " + "a: " * 300_000,
        "12/12/2024, 12:00 - A: " + "<a:" * 300_000 + " pièce jointe", "[2024-12-12, 12:00] A: " + "(- " * 300_000,
        "[2024-12-12, 12:00] A: " + "![" * 400_000, "0:00:01.000,0:00:02.000\n" + "a: " * 300_000,
        "from a to b:    9:21 AM\n" + LONG, "from " + "a to " * 200_000, "[0:00:01] " + LONG, " " * 1_000_000 + "x",
        "<recording meeting_id='a'>" + "<event>" * 100_000, "<popcorn><chattimeline " + 'a="' * 200_000,
        '<popcorn><chattimeline in="1" message="' + "&lt;b " * 150_000 + '"/></popcorn>',
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><recording meeting_id="1">&d;</recording>',
        '{"value": [{"messageType": "message", "createdDateTime": "x", "body": {"contentType": "html", "content": "'
        + "<p &#" + "9" * 5000 + ";" + "<blockquote" * 50_000 + '"}}]}',
        "=" * 62 + "\nGuild: a\n[1/1/2024 1:00 PM] a\n" + "{Reactions}\n" * 50_000, "\x00" * 1000 + "a",
    ],
    ids=lambda text: text[:20],
)  # fmt: skip
@pytest.mark.timeout(30)  # what grows faster than its text would take hours
def test_hostile_text_is_read_without_hanging(format_, text, tmp_path):
    path = tmp_path / "hostile"
    path.write_text(text, "utf-8")
    outcome(format_, path)
