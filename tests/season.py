"""A season of synthetic webinars: the structure of each platform's export, comments of the corpus, invented people.

Three waves are dropped into a folder: new webinars, copies under other names, longer exports of earlier ones under
other names, files that no one can read. `expected` says what the store must hold after a wave.
"""

import csv
import datetime as dt
import io
import json
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.samples import ROOT

FIRST = ("Élodie", "Luc", "Nora", "Samira", "Joël", "Inès", "Maud", "Karim", "Solène", "Théo", "Anaïs", "Bruno")
LAST = ("Martineau", "Petitjean", "Diallo", "Benali", "Marchandeau", "Royer", "Abiven", "Lefortier")
BROKEN = {
    "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "lettre.txt": b"Bonjour,\nceci est une lettre, et rien d'un chat.\n",
    "vide.txt": b"",
    "coupé.xlsx": b"PK\x03\x04" + bytes(400),
    "données.bin": bytes(range(256)) * 40,
}


@dataclass(frozen=True)
class Said:
    """One message of a synthetic webinar."""

    at: dt.datetime
    author: str
    text: str


def _zoom(said: Sequence[Said]) -> str:
    return "".join(f"{s.at:%H:%M:%S} De  {s.author}  à  Tout le monde:\n\t{s.text}\n" for s in said)


def _bbb(said: Sequence[Said]) -> str:
    return "".join(f"[{s.at:%H:%M}] {s.author}: {s.text}\n" for s in said)


def _whatsapp(said: Sequence[Said]) -> str:
    return "".join(f"{s.at:%d/%m/%Y, %H:%M} - {s.author}: {s.text}\n" for s in said)


def _signal(said: Sequence[Said]) -> str:
    return "".join(f"[{s.at:%Y-%m-%d, %H:%M}] {s.author}: {s.text}\n" for s in said)


def _twitch(said: Sequence[Said]) -> str:
    return "".join(f"[{_clock(s, said)}] {s.author.replace(' ', '_')}: {s.text}\n" for s in said)


def _meet(said: Sequence[Said]) -> str:
    return "".join(f"{_clock(s, said)}.000,{_clock(s, said)}.900\n{s.author}: {s.text}\n\n" for s in said)


def _clock(s: Said, said: Sequence[Said]) -> str:
    return str(s.at - said[0].at.replace(minute=0, second=0))


def _table(said: Sequence[Said]) -> str:
    rows = [(f"{s.at:%Y-%m-%d}", f"{s.at:%H:%M:%S}", s.author, s.text) for s in said]
    return _csv([("Date", "Heure", "Auteur", "Message"), *rows], ";")


def _discord(said: Sequence[Said]) -> str:
    rows = [("7", s.author, f"{s.at:%Y-%m-%dT%H:%M:%S}.0000000+01:00", s.text, "", "") for s in said]
    return _csv([("AuthorID", "Author", "Date", "Content", "Attachments", "Reactions"), *rows], ",")


def _csv(rows: Sequence[Sequence[str]], separator: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue()


def _telegram(said: Sequence[Said]) -> str:
    messages = [
        {
            "id": n,
            "type": "message",
            "date": f"{s.at:%Y-%m-%dT%H:%M:%S}",
            "date_unixtime": str(int(s.at.timestamp())),
            "from": s.author,
            "from_id": s.author,
            "text": s.text,
            "text_entities": [],
        }
        for n, s in enumerate(said, start=1)
    ]
    return json.dumps({"name": "Groupe", "type": "private_supergroup", "id": 1, "messages": messages})


def _mattermost(said: Sequence[Said]) -> str:
    place = {"team": "collectif", "channel": "webinaire"}
    lines: list[dict] = [{"type": "version", "version": 1}]
    lines += [{"type": "channel", "channel": {"team": "collectif", "name": "webinaire", "type": "O"}}]
    lines += [
        {
            "type": "post",
            "post": place
            | {"user": s.author.replace(" ", "."), "message": s.text, "create_at": int(s.at.timestamp() * 1000)},
        }
        for s in said
    ]
    return "".join(json.dumps(line) + "\n" for line in lines)


def _slack(said: Sequence[Said]) -> str:
    return json.dumps(
        [{"type": "message", "user": s.author, "text": s.text, "ts": f"{s.at.timestamp():.6f}"} for s in said]
    )


def _youtube(said: Sequence[Said]) -> str:
    return json.dumps(
        [
            {
                "action_type": "add_chat_item",
                "author": {"id": s.author, "name": s.author},
                "message": s.text,
                "message_id": f"m{n}",
                "message_type": "text_message",
                "time_in_seconds": (s.at - said[0].at).total_seconds(),
                "timestamp": int(s.at.timestamp() * 1_000_000),
            }
            for n, s in enumerate(said)
        ]
    )


def _webex(said: Sequence[Said]) -> str:
    items = [
        {
            "type": "public",
            "senderName": s.author,
            "senderEmail": "x@exemple.fr",
            "chatTime": f"{s.at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
            "target": "Everyone",
            "text": s.text,
        }
        for s in said
    ]
    return json.dumps({"items": items})


@dataclass(frozen=True)
class Platform:
    """How a platform names and writes an export; the name holds `{date}` and `{title}`."""

    name: str
    write: Callable[[Sequence[Said]], str]


PLATFORMS = (
    Platform("{date} 14.00.00 {title}/meeting_saved_chat.txt", _zoom),
    Platform("bbb-{title}[public-chat]_{date}_14-00.txt", _bbb),
    Platform("{date} Discussion WhatsApp {title}.txt", _whatsapp),
    Platform("{date} {title} signal.txt", _signal),
    Platform("{date} {title} twitch.txt", _twitch),
    Platform("{date} {title} - Chat.sbv", _meet),
    Platform("{date} {title}.csv", _table),
    Platform("{date} {title} discord.csv", _discord),
    Platform("{date} {title} telegram.json", _telegram),
    Platform("{date} {title} mattermost.jsonl", _mattermost),
    Platform("{date} {title} slack.json", _slack),
    Platform("{date} {title} youtube.json", _youtube),
    Platform("{date} {title} webex.json", _webex),
)


@dataclass
class Season:
    """`webinars` webinars of `size` messages in three waves; every third one comes cut first, whole later.

    Two of them are `huge` times as long. Half of what is said is greetings, thanks and trouble with the sound, as in
    the sample webinar.
    """

    webinars: int
    size: int
    huge: int = 1
    contents: list[str] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for path in sorted((ROOT / "data" / "corpus" / "train").glob("C*.jsonl")):
            for line in map(json.loads, path.read_text("utf-8").splitlines()):
                text = " ".join(line["text"].split())
                if "bruit" not in line["labels"]:
                    self.contents.append(text)
                elif sum(map(str.isalpha, text)) > 1:  # a lone emoji is a reaction, and no comment
                    self.noise.append(text)

    def size_of(self, i: int) -> int:
        """Return how many messages webinar `i` has."""
        return self.size * (self.huge if i in (self.webinars // 4, self.webinars // 2) else 1)

    def said(self, i: int) -> list[Said]:
        """Return the messages of webinar `i`."""
        choice, size = random.Random(i), self.size_of(i)
        people = choice.sample([f"{a} {b}" for a in FIRST for b in LAST], min(25, 4 + size // 8))
        start = dt.datetime(2026, 1, 5, 14, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=1))) + dt.timedelta(days=i)
        moments = sorted(choice.sample(range(5400), size))
        texts = choice.sample(self.contents, (size + 1) // 2) + choice.choices(self.noise, k=size // 2)
        choice.shuffle(texts)
        return [
            Said(start + dt.timedelta(seconds=s), choice.choice(people), t) for s, t in zip(moments, texts, strict=True)
        ]

    def drop(self, inbox: Path, wave: int) -> None:
        """Put wave 0, 1 or 2 into the inbox, oldest first, each file whole and older than those of later waves."""
        coming = inbox.with_name(f"{inbox.name} à venir")
        coming.mkdir(exist_ok=True)
        for n, (name, content) in enumerate(sorted(self.files(wave).items())):
            path = coming / str(n)
            path.write_bytes(content)
            os.utime(path, (1_700_000_000 + wave * 86_400 + n,) * 2)
            (inbox / name).parent.mkdir(exist_ok=True)
            path.rename(inbox / name)
        coming.rmdir()

    def write_whole(self, folder: Path) -> Iterator[Path]:
        """Write each webinar whole into the folder; yield their files in the order of dates."""
        for i in range(self.webinars):
            path = folder / self._name(i)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._export(i, cut=False))
            yield path

    def files(self, wave: int) -> dict[str, bytes]:
        """Return the files of a wave by name: new webinars, then longer exports and copies of the wave before."""
        files = {self._name(i): self._export(i, cut=i % 3 == 0) for i in self.born(wave)}
        for i in self.born(wave - 1):
            suffix = Path(PLATFORMS[i % len(PLATFORMS)].name).suffix
            if i % 3 == 0:  # whole now, under a name that says nothing
                files[f"export final ({i}){suffix}"] = self._export(i, cut=False)
            elif i % 3 == 1:  # a copy under another name
                files[f"copie de {i}{suffix}"] = self._export(i, cut=False)
        return files | {name: BROKEN[name] for name in sorted(BROKEN)[wave * 2 : wave * 2 + 2]}

    def born(self, wave: int) -> list[int]:
        """Return the webinars that come first in a wave."""
        return [i for i in range(self.webinars) if i * 3 // self.webinars == wave]

    def expected(self, wave: int) -> int:
        """Return how many comments the store must hold after a wave."""
        whole = sum(self.size_of(i) for earlier in range(wave) for i in self.born(earlier))
        return whole + sum(self._cut(i) if i % 3 == 0 else self.size_of(i) for i in self.born(wave))

    def _cut(self, i: int) -> int:
        return self.size_of(i) * 2 // 3

    def _name(self, i: int) -> str:
        date = self.said(i)[0].at.date()
        return PLATFORMS[i % len(PLATFORMS)].name.format(date=date, title=f"Séance numéro {i}")

    def _export(self, i: int, cut: bool) -> bytes:
        said = self.said(i)
        return PLATFORMS[i % len(PLATFORMS)].write(said[: self._cut(i)] if cut else said).encode()
