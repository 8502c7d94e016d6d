# ruff: noqa: E501
"""How fast each format is read and how much memory it takes: `python -m tests.bench.formats [NAME…]`."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from chatmining.formats import Source, detect

RECORDS = 100_000
NAMES = [f"Prénom{n} Nom" for n in range(300)]


def said(n: int) -> str:
    return f"commentaire numéro {n} sur le numérique dans l'équipe"


def clock(n: int) -> str:
    return f"{8 + n // 7200 % 14:02}:{n // 120 % 60:02}:{n // 2 % 60:02}"


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def iso(n: int) -> str:
    return f"2024-03-05T{clock(n)}Z"


LINES: dict[str, tuple[str, Callable[[int, str], str], str]] = {
    "zoom, one line": ("", lambda n, who: f"{clock(n)}\t De  {who} : {said(n)}\r\n", ""),
    "zoom, two lines": ("", lambda n, who: f"{clock(n)} De  {who}  à  Tout le monde:\r\n\t{said(n)}\r\n", ""),
    "zoom, cloud": ("", lambda n, who: f"0{clock(n)[1:]}\t{who}:\t{said(n)}\r\n", ""),
    "zoom_qa": ("#,Question,Asker Name,Asker Email,Answer(s)\n", lambda n, who: f"{n},{said(n)} ?,{who},,oui\n", ""),
    "zoom_poll": ("#,User Name,User Email,Submitted Time,Question,Answer\n", lambda n, who: f"{n},{who},,03/05/2024 10:00:00 AM,Utile ?,{said(n)}\n", ""),
    "bbb": ("", lambda n, who: f"[{clock(n)[:5]}] {who} : {said(n)}\n", ""),
    "meet": ("", lambda n, who: f"{clock(n)}.000,{clock(n)}.500\n{who}: {said(n)}\n\n", ""),
    "signal": ("", lambda n, who: f"[2024-03-25, {clock(n)[:5]}] {who}: {said(n)}\n", ""),
    "webex": ("", lambda n, who: f"from {who} to Everyone:    {clock(n)[:5]}\n{said(n)}\n", ""),
    "whatsapp": ("", lambda n, who: f"25/03/2024, {clock(n)[:5]} - {who}: {said(n)}\n", ""),
    "discord": ('{"guild": {}, "channel": {}, "messages": [\n', lambda n, who: as_json({"id": str(n), "type": "Default", "timestamp": iso(n), "content": said(n), "author": {"name": who}, "reactions": []}) + ",\n", "{}]}"),
    "mattermost": ("", lambda n, who: as_json({"type": "post", "post": {"team": "a", "channel": "b", "user": who, "message": said(n), "create_at": 1709632800000 + n}}) + "\n", ""),
    "slack": ("[", lambda n, who: as_json({"type": "message", "user": who, "text": said(n), "ts": f"{1709632800 + n}.000100"}) + ",\n", "{}]"),
    "teams": ('{"value": [\n', lambda n, who: as_json({"id": str(n), "messageType": "message", "createdDateTime": iso(n), "from": {"user": {"displayName": who}}, "body": {"contentType": "html", "content": f"<p>{said(n)}</p>"}}) + ",\n", "{}]}"),
    "telegram": ('{"name": "a", "type": "private_group", "id": 1, "messages": [\n', lambda n, who: as_json({"id": n, "type": "message", "date": iso(n)[:-1], "date_unixtime": str(1709632800 + n), "from": who, "from_id": who, "text": said(n)}) + ",\n", "{}]}"),
    "twitch": ('{"comments": [\n', lambda n, who: as_json({"_id": str(n), "created_at": iso(n), "content_offset_seconds": n, "commenter": {"display_name": who}, "message": {"body": said(n)}}) + ",\n", "{}]}"),
    "youtube": ("", lambda n, who: as_json({"replayChatItemAction": {"videoOffsetTimeMsec": str(n), "actions": [{"addChatItemAction": {"item": {"liveChatTextMessageRenderer": {"id": str(n), "timestampUsec": str(1709632800000000 + n), "authorName": {"simpleText": who}, "message": {"runs": [{"text": said(n)}]}}}}}]}}) + "\n", ""),
    "table, CSV": ("Heure;Nom;Message\n", lambda n, who: f"{clock(n)};{who};{said(n)}\n", ""),
    "table, JSON Lines": ("", lambda n, who: as_json({"heure": clock(n), "nom": who, "message": said(n)}) + "\n", ""),
}  # fmt: skip


def rows() -> Iterator[tuple[str, str, str]]:
    yield "Heure", "Nom", "Message"
    for n in range(RECORDS):
        yield clock(n), NAMES[n % len(NAMES)], said(n)


def write_workbook(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows()):
            sheet.write_row(number, 0, cells)


def write_parquet(path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names, *cells = rows()
    pq.write_table(pa.table(dict(zip(names, zip(*cells, strict=True), strict=True))), path)


WRITERS = {"table, XLSX": write_workbook, "table, Parquet": write_parquet}


def write(name: str, path: Path) -> None:
    """Write an export of RECORDS records."""
    if name in WRITERS:
        WRITERS[name](path)
        return
    head, record, tail = LINES[name]
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(head)
        stream.writelines(record(n, NAMES[n % len(NAMES)]) for n in range(RECORDS))
        stream.write(tail)


def measure(path: Path) -> None:
    """Detect and read one export, and print its format, records, seconds of processor and peak memory in MB."""
    before = time.process_time()
    source = Source.open(path)
    found = detect(source)
    records = sum(1 for _ in found.read(source))
    seconds = time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(found.id, records, round(seconds, 2), round(memory))  # noqa: T201


def main(names: list[str]) -> None:
    """Print one line a form of export; each is read in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names or [*LINES, *WRITERS]:
            path = Path(folder) / "export"
            write(name, path)
            command = [sys.executable, "-m", "tests.bench.formats", "--measure", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found, records, seconds, memory = done.stdout.split()
            rate = f"{int(records) / float(seconds):.0f} records/s"
            print(f"{name:<20} {found:<11} {records:>7} records {seconds:>6} s {rate:>18}, peak {memory} MB")  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main(sys.argv[1:])
