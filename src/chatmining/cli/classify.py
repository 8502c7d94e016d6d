"""`chatmining classify`: themes of any lines of text, nothing stored."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from chatmining.cli.console import LANGUAGE, safe
from chatmining.errors import BadInput, UnreadableFile, Wording
from chatmining.words import say

_CHUNK = 512


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=say("classify", LANGUAGE, catalogue_name="help"))(classify)


def classify(
    file: Annotated[str, typer.Argument(help=say("file_or_dash", LANGUAGE, catalogue_name="help"))] = "-",
    as_json: Annotated[bool, typer.Option("--json", help=say("json", LANGUAGE, catalogue_name="help"))] = False,
) -> None:
    """Print the themes of each comment, in order."""
    from chatmining.reader import Reader
    from chatmining.settings import Settings

    reader = Reader(Settings().place())
    comments = _comments(file)
    while chunk := list(islice(comments, _CHUNK)):
        texts = [text for _, text in chunk]
        vectors = reader.encode(texts)
        predictions = reader.predict(texts, vectors)
        if not as_json:
            for text, found in zip(texts, predictions, strict=True):
                typer.echo(f"{', '.join(found.labels) or found.decision}\t{safe(text)}")
            continue
        mentions = reader.mentions(texts, vectors, predictions)
        for (identifier, _), found, mentioned in zip(chunk, predictions, mentions, strict=True):
            row = {"id": identifier, "labels": list(found.labels), "probabilities": found.probabilities}
            row |= {"decision": found.decision, "mentions": [asdict(mention) for mention in mentioned]}
            typer.echo(json.dumps(row, ensure_ascii=False))


def _comments(file: str) -> Iterator[tuple[Any, str]]:
    """Yield (id, text) of JSON Lines, or of plain lines, whose id is their number."""
    for number, line in enumerate(_lines(file), start=1):
        text = line.rstrip("\r\n")
        if not text.strip():
            continue
        if text.lstrip().startswith("{"):
            yield _entry(file, number, text)
        else:
            yield str(number), text


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin
        return
    from chatmining.formats import Source

    source = Source.open(Path(file))
    if source.binary:
        raise UnreadableFile("file_binary", file=file, found=Wording((f"binary_{source.binary}",)))
    yield from (line for _, line in source.lines())


def _entry(file: str, number: int, line: str) -> tuple[Any, str]:
    try:
        entry = json.loads(line)
        return entry["id"], str(entry["text"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput("labelled_malformed", file=file, line=number, found=_what(error)) from error


def _what(error: Exception) -> str:
    return f"{error.args[0]} ?" if isinstance(error, KeyError) else str(error)
