"""`chatmining check`, `read` and `formats`: what a file is, before anything is stored."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chatmining.cli.console import LANGUAGE, number, percent, safe
from chatmining.errors import BadInput
from chatmining.words import count, say, sentence

if TYPE_CHECKING:
    from chatmining.formats.table import Mapping
    from chatmining.preflight import Check

_FIELDS = ("n", "time", "date", "clock", "author", "recipient", "private", "kind", "quote", "emoji", "text")
_FEATURES = ("replies", "reactions", "edits", "private", "dates")


def _help(name: str) -> str:
    return say(name, LANGUAGE, catalogue_name="help")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command(help=_help("check"))(check)
    app.command(help=_help("read"))(read)
    app.command(help=_help("formats"))(formats)


def check(
    files: Annotated[list[Path], typer.Argument(help=_help("files"), metavar="FILE…")],
    as_json: Annotated[bool, typer.Option("--json", help=_help("json"))] = False,
    mapping: Annotated[str | None, typer.Option(help=_help("mapping"), metavar="NAME|FILE.toml")] = None,
    save_mapping: Annotated[str | None, typer.Option(help=_help("save_mapping"), metavar="NAME")] = None,
) -> None:
    """Say what each file is and what to mend; exit code 0 all good, 1 something to check, 2 nothing readable."""
    from chatmining import preflight

    columns = _told(mapping)
    found = [seen for path in files for seen in preflight.check(path, columns)]
    for seen in found:
        typer.echo(_as_json(seen) if as_json else "\n".join(_lines(seen)))
    if save_mapping:
        _save(next((seen.mapping for seen in found if seen.mapping), None), save_mapping)
    verdicts = {seen.verdict for seen in found}
    if verdicts <= {preflight.Verdict.GOOD}:
        return
    raise typer.Exit(2 if verdicts == {preflight.Verdict.UNREADABLE} else 1)


def _told(mapping: str | None) -> "Mapping | None":
    from chatmining.formats.table import told
    from chatmining.settings import Settings

    return told(mapping, Settings().place().mappings) if mapping else None


def _save(mapping: "Mapping | None", name: str) -> None:
    from chatmining.formats.table import save
    from chatmining.settings import Settings

    if mapping is None:
        raise BadInput("mapping_without_table", found=name)
    typer.echo(say("mapping_saved", LANGUAGE, file=save(mapping, name, Settings().place().mappings), name=name))


def _as_json(seen: "Check") -> str:
    row = asdict(seen) | {"error": sentence(seen.error, LANGUAGE) if seen.error else None}
    row["label"] = say(f"format_{seen.format}", LANGUAGE) if seen.format else None
    row["fixes"] = _fixes(seen)
    row["mapping"] = dict(seen.mapping.shown()) if seen.mapping else None
    return json.dumps(row, ensure_ascii=False)


def _title(seen: "Check") -> str:
    verdict = say(f"verdict_{seen.verdict.name.lower()}", LANGUAGE)
    return safe(say("check_title", LANGUAGE, file=seen.file, verdict=verdict))


def _lines(seen: "Check") -> list[str]:
    if seen.error:
        return [_title(seen), f"    {safe(sentence(seen.error, LANGUAGE))}"]
    units = {
        "records": count("unit_message", seen.records, LANGUAGE, number(seen.records)),
        "people": count("unit_person", seen.people, LANGUAGE, number(seen.people)),
        "french": "?" if seen.french_share is None else percent(seen.french_share, 1, 0),
    }
    lines = [
        _title(seen),
        "    "
        + say(
            "check_format",
            LANGUAGE,
            label=say(f"format_{seen.format}", LANGUAGE),
            confidence=percent(seen.confidence, 1, 0),
        ),
    ]
    if seen.records:
        lines.append("    " + say("check_content", LANGUAGE, **units, first=seen.first or "?", last=seen.last or "?"))
    if seen.mapping:
        lines += [f"    {line}" for line in _columns(seen.mapping)]
    if seen.set_aside:
        parts = (count(f"reason_{why}", n, LANGUAGE, number(n)) for why, n in seen.set_aside.items())
        total = number(sum(seen.set_aside.values()))
        lines.append("    " + say("set_aside", LANGUAGE, n=total, reasons=", ".join(parts)))
    claims = [claim for claim in seen.claims if claim[0] in (seen.format, "table")]
    if len(seen.claims) > len(claims):
        others = ", ".join(f"{say(f'format_{name}', LANGUAGE)} ({percent(value, 1, 0)})" for name, value in seen.claims)
        lines.append("    " + say("check_claims", LANGUAGE, claims=others))
    lines += [f"    {say(note, LANGUAGE, people=units['people'])}" for note in seen.notes]
    return lines + [f"    {fix}" for fix in _fixes(seen)]


def _columns(mapping: "Mapping") -> list[str]:
    """Return which column is what, and how to correct it."""
    named = (
        f"{say(f'column_{role}', LANGUAGE)} {say('quoted', LANGUAGE, text=safe(column))}"
        for role, column in mapping.shown()
    )
    return [say("check_columns", LANGUAGE, columns=", ".join(named)), say("check_mapping", LANGUAGE)]


def _fixes(seen: "Check") -> list[str]:
    unread = count("unit_line", seen.unread, LANGUAGE, number(seen.unread))
    return [say(fix, LANGUAGE, unread=unread, line=seen.unread_line) for fix in seen.fixes]


def read(
    file: Annotated[Path, typer.Argument(help=_help("file"))],
    as_json: Annotated[bool, typer.Option("--json", help=_help("json"))] = False,
    chat_format: Annotated[str | None, typer.Option("--format", help=_help("chat_format"), metavar="ID")] = None,
    mapping: Annotated[str | None, typer.Option(help=_help("mapping"), metavar="NAME|FILE.toml")] = None,
) -> None:
    """Print every record of a chat export, names included."""
    from chatmining.formats import read as records

    for message in records(file, chat_format, _told(mapping)):
        if as_json:
            row = asdict(message)
            typer.echo(json.dumps({name: row[name] for name in _FIELDS}, ensure_ascii=False))
        else:
            text = " ".join(message.text.split())
            typer.echo(safe(f"{message.n}\t{message.time or ''}\t{message.kind}\t{message.author or ''}\t{text}"))


def formats() -> None:
    """Print the formats read and what each can tell, as a Markdown table."""
    typer.echo("\n".join(matrix(LANGUAGE)))


def matrix(language: str) -> list[str]:
    """Return the support matrix as the lines of a Markdown table."""
    from chatmining.formats import FORMATS

    head = [say("formats_id", language), say("formats_label", language)]
    head += [say(f"feature_{feature}", language) for feature in _FEATURES]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for format_ in FORMATS:
        marks = ["✓" if getattr(format_.support, feature) else "–" for feature in _FEATURES]
        lines.append(f"| {' | '.join([f'`{format_.id}`', say(f'format_{format_.id}', language), *marks])} |")
    return lines
