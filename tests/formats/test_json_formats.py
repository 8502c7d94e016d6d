# ruff: noqa: E501
"""Shapes of the JSON exports that the samples do not show."""

import json

import pytest

from chatmining.formats import Source, detect

TEXT = {"addChatItemAction": {"item": {"liveChatTextMessageRenderer": {
    "id": "a", "timestampUsec": "1718013600000000", "authorName": {"simpleText": "Luc"}, "message": {"runs": [{"text": "oui"}]},
}}}}  # fmt: skip
GONE = {"markChatItemAsDeletedAction": {"targetItemId": "a"}}
RESPONSE = {"continuationContents": {"liveChatContinuation": {"continuations": [{}], "actions": [TEXT, GONE]}}}


def read(tmp_path, text):
    path = tmp_path / "export"
    path.write_text(text if isinstance(text, str) else json.dumps(text), "utf-8")
    found = detect(Source.open(path))
    return found.id, list(found.read(Source.open(path)))


@pytest.mark.parametrize(
    "text",
    [
        [TEXT, GONE],
        {"responseContext": {"a": 1}, **RESPONSE},
        json.dumps(RESPONSE, indent=2),
        {"response": RESPONSE},
        [{"response": RESPONSE}],
        {"actions": [TEXT, GONE]},
        json.dumps(TEXT) + "\n" + json.dumps(GONE) + "\n",
        json.dumps({"replayChatItemAction": {"actions": [TEXT]}}) + "\n\n" + json.dumps({"replayChatItemAction": {"actions": [GONE]}}),
    ],
    ids=range(8),
)  # fmt: skip
def test_youtube_wraps_its_actions_in_many_ways(tmp_path, text):
    found, records = read(tmp_path, text)
    assert found == "youtube"
    assert [(r.kind, r.author, r.text, r.reply_to) for r in records] == [
        ("message", "Luc", "oui", None),
        ("removal", None, "", 1),
    ]


def test_an_unknown_youtube_renderer_is_the_system(tmp_path):
    _, (record,) = read(
        tmp_path,
        [{"addChatItemAction": {"item": {"liveChatHologramRenderer": {"message": {"runs": [{"text": "x"}]}}}}}],
    )
    assert (record.kind, record.text, record.form) == ("system", "x", "liveChatHologramRenderer")


def test_a_discord_export_cut_down_to_its_messages(tmp_path):
    author = {"name": "luc", "nickname": "Luc P.", "isBot": False}
    found, (record,) = read(
        tmp_path, {"messages": [{"timestamp": "2021-04-13T10:11:12.5+00:00", "content": "oui", "author": author}]}
    )
    assert (found, record.author, record.date, record.time) == ("discord", "Luc P.", "2021-04-13", "10:11:12")


def test_telegram_before_unix_times_keeps_the_local_clock(tmp_path):
    found, (record,) = read(
        tmp_path,
        {"messages": [{"type": "message", "date": "2019-01-02T03:04:05", "from": "Luc", "from_id": 1, "text": "a"}]},
    )
    assert (found, record.clock, record.date, record.time) == ("telegram", "wall", "2019-01-02", "03:04:05")


def test_a_whole_telegram_account_tells_its_chats_apart(tmp_path):
    message = {
        "id": 1,
        "type": "message",
        "date_unixtime": "1718021045",
        "from": "Luc",
        "from_id": "user1",
        "text": "a",
    }
    answer = message | {"id": 2, "reply_to_message_id": 1}
    chats = {"about": "x", "list": [{"name": "A", "messages": [message]}, {"name": "B", "messages": [message, answer]}]}
    _, records = read(tmp_path, {"about": "x", "chats": chats})
    assert [(r.recipient, r.reply_to) for r in records] == [("A", None), ("B", None), ("B", 2)]


def test_halves_of_a_surrogate_pair_become_text_that_can_be_stored(tmp_path):
    _, (record,) = read(
        tmp_path,
        '{"messages": [{"type": "message", "from_id": "u", "from": "\\ud83d", "text": "a\\ud83d\\ude00 \\ude00"}]}',
    )
    assert record.text == "a😀 \ufffd"
    record.author.encode("utf-8")


def test_teams_replies_hang_on_their_message(tmp_path):
    def message(identity, minute, **more):
        user = {"user": {"displayName": "Luc"}}
        body = {"contentType": "text", "content": identity}
        return {
            "id": identity,
            "messageType": "message",
            "createdDateTime": f"2024-06-10T12:{minute:02}:00Z",
            "from": user,
            "body": body,
            **more,
        }

    _, records = read(tmp_path, {"value": [message("late", 9), message("first", 1, replies=[message("answer", 5)])]})
    assert [(r.text, r.kind, r.reply_to) for r in records] == [
        ("first", "message", None),
        ("answer", "reply", 1),
        ("late", "message", None),
    ]
