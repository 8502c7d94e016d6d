"""`chatmining sql`: any question to the published snapshot."""

import csv
import json
import sys
from typing import Annotated, Any

import typer

from chatmining.cli.console import LANGUAGE, safe
from chatmining.errors import BadInput
from chatmining.words import say

_FORMATS = ("table", "csv", "json")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(help=say("sql", LANGUAGE, catalogue_name="help"))(sql)


def sql(
    statement: Annotated[str, typer.Argument(help=say("statement", LANGUAGE, catalogue_name="help"), metavar="SQL")],
    form: Annotated[
        str,
        typer.Option("--format", help=say("format", LANGUAGE, catalogue_name="help"), metavar="table|csv|json"),
    ] = "table",
) -> None:
    """Run one statement on the snapshot, read-only, and print its rows."""
    from chatmining.settings import Settings
    from chatmining.store import open_reader

    if form not in _FORMATS:
        raise BadInput("format_of_rows_unknown", found=form, expected=", ".join(_FORMATS))
    with open_reader(Settings().place().snapshot) as connection:
        if len(connection.extract_statements(statement)) != 1:
            raise BadInput("one_statement", found=statement[:60])
        result = connection.execute(statement)
        names = [column[0] for column in result.description or ()]
        _PRINTERS[form](names, result.fetchall())


def _print_table(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from chatmining.cli.console import stdout

    table = Table()
    for name in names:
        table.add_column(Text(safe(name)))
    for row in rows:
        table.add_row(*(Text("" if value is None else safe(value)) for value in row))
    console = stdout()
    if not console.is_terminal:
        console.width = max(console.measure(table).maximum, 80)
    console.print(table)


def _print_csv(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)


def _print_json(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    for row in rows:
        typer.echo(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str))


_PRINTERS = {"table": _print_table, "csv": _print_csv, "json": _print_json}
