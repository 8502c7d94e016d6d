# ruff: noqa: E501
"""Ordinary files that are no chats, two hundred and fifty: no format claims one; subtitles are told apart and refused."""

import json
import random
from pathlib import Path

import pytest
from tests.formats.look_alikes import LOOK_ALIKES

from chatmining.errors import UnreadableFile
from chatmining.formats import Source, claims, detect

DICE = random.Random(11)
NAMES = ("Élodie Martin", "Luc Petit", "Nora Diallo", "Samira Benali")


def log(pattern, times=40):
    levels = ("INFO", "WARNING", "ERROR", "DEBUG")
    return "".join(
        pattern.format(h=8 + i // 20, m=i % 60, s=(i * 7) % 60, level=levels[i % 4], n=i, id=1000 + i) + "\n"
        for i in range(times)
    )


def table(header, row, separator=",", rows=30):
    lines = [separator.join(header)]
    return "\n".join(lines + [separator.join(str(cell) for cell in row(i)) for i in range(rows)]) + "\n"


def as_json(value, indent=2):
    return json.dumps(value, ensure_ascii=False, indent=indent)


def json_lines(row, rows=20):
    return "".join(json.dumps(row(i), ensure_ascii=False) + "\n" for i in range(rows))


CODE = {
    "main.py": 'import re\n\nTIMES = {"12:00": "midi"}\n\n\ndef run(name: str) -> None:\n    """Run: the name."""\n    print(f"[12:00] {name}: ok")\n',
    "app.js": "const chat = [];\n// [12:00] Luc : bonjour\nexport default { messages: [], from: 'a', to: 'b' };\n",
    "types.ts": "export interface Message { id: string; author: { name: string }; content: string }\n",
    "Main.java": 'package a;\n\npublic class Main {\n  public static void main(String[] a) { System.out.println("x: y"); }\n}\n',
    "main.go": 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("12:00:01 From A to B: hi") }\n',
    "lib.rs": 'pub enum Kind { Message, Reply }\n\nimpl Kind { pub fn name(&self) -> &str { "a: b" } }\n',
    "main.c": '#include <stdio.h>\n\nint main(void) { printf("%d: %s\\n", 1, "a"); return 0; }\n',
    "style.css": "body { color: #333; }\n.chat:hover { margin: 0 auto; }\n",
    "query.sql": "select author, text from messages where time > '12:00:00' -- from A to B: no\n",
    "script.sh": '#!/bin/sh\nset -eu\necho "from $A to $B: 9:21 AM"\n',
    "Makefile": "all: test\n\ntest:\n\tpytest -q\n",
    "module.rb": 'module A\n  TIMES = { "12:00" => :noon }\nend\n',
    "page.php": "<?php\n$messages = ['12:00' => 'a: b'];\necho json_encode($messages);\n",
}
TABLES = {
    "budget.csv": table(("Poste", "Montant", "Date"), lambda i: (f"poste {i}", i * 12.5, f"{i % 28 + 1:02}/03/2024")),
    "people.csv": table(("Nom", "Prénom", "Ville"), lambda i: (NAMES[i % 4], "x", "Tours"), ";"),
    "weather.tsv": table(("station", "time", "t"), lambda i: (i, f"2024-03-05 {i % 24:02}:00", i / 3), "\t"),
    "stock.csv": table(("ts", "open", "close"), lambda i: (f"2024-03-{i % 28 + 1:02}T09:00:00Z", i, i + 1)),
    "emails.csv": table(("Author", "Date", "Subject"), lambda i: ("a@exemple.fr", "2024-03-05", '"Re: point, suite"')),
    "matrix.csv": table(("a", "b"), lambda i: (i, i * i)),
}
LOGS = {
    "python.log": log("2024-03-05 {h:02}:{m:02}:{s:02},123 {level} app: job {n} done"),
    "dash.log": log("2024-03-05 {h:02}:{m:02}:{s:02} - {level}: job {n} done"),
    "brackets.log": log("[2024-03-05 {h:02}:{m:02}:{s:02}] local.{level}: job {n} done"),
    "utc.log": log("[2024-03-05 {h:02}:{m:02}:{s:02} UTC] {level}: job {n} done"),
    "short.log": log("[{h:02}:{m:02}:{s:02}] {level}: job {n} done"),
    "minutes.log": log("[{h:02}:{m:02}] {level}: job {n} done"),
    "us.log": log("03/05/2024, {h:02}:{m:02}:{s:02} - {level}: job {n} done"),
    "minecraft.log": log("[{h:02}:{m:02}:{s:02}] [Server thread/{level}]: player {n} joined"),
    "apache.log": log('127.0.0.1 - - [05/Mar/2024:{h:02}:{m:02}:{s:02} +0100] "GET /{n} HTTP/1.1" 200 {id}'),
    "syslog": log("Mar  5 {h:02}:{m:02}:{s:02} host kernel[{id}]: message {n}"),
    "php.log": log("[05-Mar-2024 {h:02}:{m:02}:{s:02} UTC] PHP Warning:  foo in a.php on line {n}"),
    "gulp.log": log("[{h:02}:{m:02}:{s:02}] Starting 'task {n}'..."),
    "git.log": log(
        "commit {id}abc\nAuthor: Luc Petit <l@exemple.fr>\nDate:   Tue Mar 5 {h:02}:{m:02}:{s:02} 2024 +0100\n\n    Fix {n}\n"
    ),
}
DOCUMENTS = {
    "notes.md": "# Réunion\n\n- 10:00 : accueil\n- 10:30 : question : réponse\n\n> [12:00] une heure citée : dans le texte\n",
    "minutes.md": "# Compte rendu\n\nÉlodie : bonjour à tous\n\nLuc : on commence à 14:05 - voir le lien\n",
    "letter.txt": "Madame, Monsieur,\n\nNous avons bien reçu votre dossier : il est complet.\n\nCordialement,\nLuc Petit\n",
    "agenda.txt": "Lundi 5 mars\n09:00 accueil\n09:30 présentation : le numérique\n12:00 déjeuner\n",
    "page.html": "<!DOCTYPE html>\n<html><head><title>Chat</title></head><body><p>12:00 Luc : bonjour</p></body></html>\n",
    "feed.xml": '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>a</title><item><title>b</title></item></channel></rss>\n',
    "config.xml": '<?xml version="1.0"?>\n<configuration><event name="a"/><message>b</message></configuration>\n',
    "mail.eml": "From: Luc Petit <l@exemple.fr>\nTo: Nora Diallo <n@exemple.fr>\nSubject: Re: point\nDate: Tue, 5 Mar 2024 14:05:00 +0100\n\nBonjour,\nLe mar. 5 mars 2024 à 14:05, Nora a écrit :\n> oui\n",
    "event.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART:20240305T140500Z\nSUMMARY:Webinaire : suite\nEND:VEVENT\nEND:VCALENDAR\n",
    "card.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Luc Petit\nTEL:+33 6 39 98 00 11\nEND:VCARD\n",
    "settings.ini": "[server]\nhost = a\ntime = 12:00\n\n[chat]\nfrom = a\n",
    "settings.yaml": "version: 3\nservices:\n  chat:\n    image: a:12\n",
    "lyrics.lrc": "[ti:Chanson]\n[00:12.00]Premier vers\n[00:17.20]Second vers : suite\n",
}
JSON = {
    "package.json": as_json({"name": "chat", "version": "1.0.0", "author": "Luc", "scripts": {"test": "x"}, "comments": ["a"]}),
    "geo.json": as_json({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Tours"}, "geometry": {"type": "Point", "coordinates": [0.7, 47.4]}}]}),
    "tsconfig.json": as_json({"compilerOptions": {"target": "es2020"}, "include": ["src"]}),
    "api.json": as_json({"value": [{"id": i, "createdDateTime": "2024-03-05T10:00:00Z", "displayName": "a"} for i in range(9)]}),
    "posts.json": as_json([{"id": i, "user": NAMES[i % 4], "text": "bonjour", "date": "2024-03-05"} for i in range(9)]),
    "llm.json": as_json({"model": "a", "messages": [{"role": "user", "content": "bonjour"}, {"role": "assistant", "content": "oui"}]}),
    "notebook.ipynb": as_json({"cells": [{"cell_type": "code", "source": ["a = 1\n"], "outputs": []}], "nbformat": 4}),
    "minified.json": as_json({"a": {"b": [1, 2, {"c": "x" * 90_000}]}}, None),
    "events.jsonl": json_lines(lambda i: {"ts": f"2024-03-05T10:00:{i:02}Z", "level": "info", "msg": f"job {i}", "user": "a"}),
    "training.jsonl": json_lines(lambda i: {"text": f"phrase {i}", "label": i % 3, "type": "post"}),
}  # fmt: skip
# Three lots, written before any of their files was tried: 5 of 61, 2 of 41, then none of 55 (two subtitles aside).
LINES = (Path(__file__).parents[1] / "data" / "ordinary.jsonl").read_text("utf-8").split("\n")
MORE = {file["name"]: file["text"] for file in map(json.loads, filter(None, LINES))}
ORDINARY = CODE | TABLES | LOGS | DOCUMENTS | JSON | LOOK_ALIKES | MORE
BINARY = {
    "a.png": b"\x89PNG\r\n\x1a\n" + DICE.randbytes(500),
    "a.pdf": b"%PDF-1.7\n" + DICE.randbytes(500),
    "a.bin": DICE.randbytes(5000),
}
SUBTITLES = {
    "a.vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nLuc: bonjour\n",
    "b.vtt": "\ufeffWEBVTT - titre\n\nNOTE x\n\n1\n0:0:1.0 --> 0:0:2.0\n<v Luc>bonjour</v>\n",
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\nbonjour\n\n2\n00:00:03,000 --> 00:00:04,000\nLuc: oui\n",
}


def claimants(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return [format_.id for _, format_ in claims(Source.open(path))]


def test_there_are_many():
    assert len(ORDINARY) >= 270


@pytest.mark.parametrize("name", ORDINARY | BINARY)
def test_an_ordinary_file_is_claimed_by_no_format(name, tmp_path):
    # Tables have a door of their own: it asks which column is what, and claims nothing for itself.
    found = claimants(tmp_path / "export", (ORDINARY | BINARY)[name])
    assert not found


@pytest.mark.parametrize("name", SUBTITLES)
def test_subtitles_are_recognised_and_refused(name, tmp_path):
    assert claimants(tmp_path / name, SUBTITLES[name]) == ["subtitles"]
    source = Source(tmp_path / name)
    with pytest.raises(UnreadableFile, match="speech_transcript"):
        list(detect(source).read(source))
