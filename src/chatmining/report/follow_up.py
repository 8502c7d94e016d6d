"""The follow-up table of questions, as CSV and as a workbook that the page carries in itself."""

import base64
import csv
import io
import re
from typing import Any

from chatmining.report.figures import Row
from chatmining.report.forms import words, write

Rows = list[dict[str, Any]]
_COLUMNS = (
    "question",
    "people",
    "column_moment",
    "column_status",
    "column_answer",
    "column_answer_moment",
    "column_themes",
    "follow_up",
)
_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_TYPES = {
    "csv": "text/csv;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MOST_WIDE = 60  # characters of a column


def advice(row: Row | dict[str, Any]) -> str:
    """Return the code of the follow-up that we suggest for a question."""
    status, themes = (row.value(c) if isinstance(row, Row) else row[c] for c in ("status", "themes"))
    if status in ("sure", "platform"):
        return "follow_done"
    if status == "likely":
        return "follow_check"
    known = [theme for theme in ("formation", "equipement", "crainte") if theme in themes]
    return f"follow_{known[0]}" if known else "follow_other"


def table(questions: Rows, quotes: Rows, themes: Rows, language: str) -> list[list[str | int]]:
    """Return the table with its headings, in the page's order."""
    texts = {row["comment_id"]: row for row in quotes}
    names = {row["theme"]: row["name"] for row in themes}
    lines: list[list[str | int]] = [[words(column, language) for column in _COLUMNS]]
    for row in questions:
        answer = texts.get(row["answer_id"], {"text": "", "clock": None})
        lines.append(
            [
                texts[row["comment_id"]]["text"],
                row["people"],
                _clock(texts[row["comment_id"]], language),
                words(f"status_{row['status']}", language).rstrip("\N{NO-BREAK SPACE}:"),
                answer["text"],
                _clock(answer, language),
                ", ".join(names.get(theme, theme) for theme in row["themes"]),
                words(advice(row), language),
            ]
        )
    return lines


def _clock(quote: dict[str, Any], language: str) -> str:
    return write("moment", quote["clock"], language) if quote["clock"] else ""


def link(kind: str, tables: list[Rows], language: str) -> str:
    """Return the table as a `data:` address."""
    lines = table(tables[0], tables[1], tables[2], language)
    content = _csv(lines) if kind == "csv" else _xlsx(lines)
    return f"data:{_TYPES[kind]};base64,{base64.b64encode(content).decode()}"


def harmless(value: str | int) -> str | int:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _csv(lines: list[list[str | int]]) -> bytes:
    """Return CSV as French Excel opens it: semicolons, and a mark that says UTF-8."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows([[harmless(cell) for cell in line] for line in lines])
    return stream.getvalue().encode("utf-8-sig")


def _xlsx(lines: list[list[str | int]]) -> bytes:
    import datetime as dt

    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": dt.datetime(2000, 1, 1)})  # the same table gives the same bytes
    sheet = book.add_worksheet("Questions")
    wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    for rank, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, int):
                sheet.write_number(rank, column, cell, wrapped)
            else:
                sheet.write_string(rank, column, cell, bold if rank == 0 else wrapped)
    for column in range(len(_COLUMNS)):
        longest = max(len(str(line[column])) for line in lines)
        sheet.set_column(column, column, min(_MOST_WIDE, longest + 2))
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
