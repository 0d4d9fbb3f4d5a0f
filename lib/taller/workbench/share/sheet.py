"""A run as one workbook: decisions, figures, checks and every table, as numbers to go on with.

Texts are text, whatever they begin with; there is no formula in it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller import durable, handed
from taller.errors import cannot_write
from taller.handed import text_cell
from taller.language import _
from taller.workbench.engagement.engagement import Engagement
from taller.workbench.report import site
from taller.workbench.report.first import decided, ranked
from taller.workbench.share import handover
from taller.workbench.share.handover import Handover, Page

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS = {"share": "0.0%", "money": "#,##0.00", "count": "#,##0", "days": "#,##0.0",
           "index": "0.000", "number": "#,##0.00"}  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")
WIDEST = 60  # characters of a column


def write(
    engagement: Engagement,
    *,
    label: str | None = None,
    out: Path | None = None,
    reports: Path | None = None,
) -> Path:
    """Write a run's workbook.

    Parameters
    ----------
    label : the run; the newest unless given
    out : the file, or a folder for it; beside the run's folder unless given
    reports : where run folders stand

    Raises
    ------
    InputError
        If there is no such run, or the file cannot be written.
    """
    from openpyxl import Workbook

    found = handover.find(engagement, label, reports)
    target = found.target(out, ".xlsx")
    with handover.netted(found), found.speaking():
        book = Workbook()
        _first(book, found)
        for page in found.pages:
            _tables(book, page)
    try:
        with durable.beside(target) as made:
            book.save(made)
    except OSError as error:
        raise cannot_write(target, error) from error
    return target


def _first(book: Workbook, found: Handover) -> None:
    titles = [(page.name, page.title) for page in found.pages]
    results = {page.name: page.result for page in found.pages}
    rows = ranked.decisions(titles, results)
    sheet = book.active
    sheet.title = _name(book, _("Decisions"))
    text_cell(sheet.cell(1, 1), f"{found.state.client} · {found.folder.name} · {found.status}")
    heads = [_("Decision"), _("Page"), _("Owner"), _("The amount is"), _("In money"), _("from"),
             _("to"), _("Period"), _("It rests on"), _("Takes"), _("By")]  # fmt: skip
    _block(sheet, 3, heads, [_decision(row) for row in rows])
    sheet.freeze_panes = "B4"
    _block(book.create_sheet(_name(book, _("Figures"))), 1,
           [_("Page"), _("Figure"), _("Of"), _("Value"), _("from"), _("to"), _("Target"),
            _("Observations"), _("Method")],
           [line for page in found.pages for line in _figures(page)])  # fmt: skip
    checks = [
        [page.title, check["name"], _("met") if check["passed"] else _("not met"), check["detail"]]
        for page in found.pages
        for check in page.result.get("checks") or ()
    ]
    heads = [_("Page"), _("Check"), _("Outcome"), _("Detail")]
    _block(book.create_sheet(_name(book, _("Checks"))), 1, heads, checks)
    for one in book.worksheets[1:]:
        one.freeze_panes = "A2"


def _decision(row: Mapping[str, Any]) -> list[Any]:
    worth = row["worth"]
    money = [(end, "money") for end in (worth.value, worth.low, worth.high)] if worth else [""] * 3
    period = (row.get("period") or "") if worth else ""
    basis = row["basis"] or decided.unknown(row["measured_by"])
    words = {"gain": _("gain"), "cost": _("cost"), "stake": _("at stake")}
    of = words.get(row["of"], "") if worth else ""
    return [row["what"], row["title"], row["owner"], of, *money, period, basis, row["takes"],
            row["by"]]  # fmt: skip


def _figures(page: Page) -> Iterator[list[Any]]:
    for figure in page.result.get("figures") or ():
        held = figure["estimate"]
        unit, target = held["unit"], figure.get("target")
        ends = [(held[end], unit) for end in ("value", "low", "high")]
        aim = "" if target is None else (target, unit)
        yield [page.title, figure["label"], figure.get("subject") or "", *ends, aim,
               (held["n"], "count"), held["method"]]  # fmt: skip


def _tables(book: Workbook, page: Page) -> None:
    """A page's tables, one below the other; nothing where it has none."""
    import nbformat

    notebook = nbformat.read(page.notebook, as_version=4)
    held = [output["data"][handed.MIME] for cell in notebook.cells
            for output in cell.get("outputs", ())
            if handed.MIME in (output.get("data") or {})]  # fmt: skip
    if not held:
        return
    sheet = book.create_sheet(_name(book, site.short(page.title)))
    text_cell(sheet.cell(1, 1), page.title)
    row = 3
    for table in held:
        text_cell(sheet.cell(row, 1), str(table["caption"]))
        heads, lines = _spread(table)
        row = _block(sheet, row + 1, heads, lines) + 2


def _spread(table: Mapping[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """Heads and lines; a column of figures with intervals becomes three."""
    columns, rows = table["columns"], table["rows"]
    wide = [any(isinstance(row[i], dict) for row in rows) for i in range(len(columns))]
    heads: list[str] = []
    for column, spread in zip(columns, wide, strict=True):
        name = str(column["name"])
        heads += [name, f"{name} ({_('from')})", f"{name} ({_('to')})"] if spread else [name]
    lines = [
        [cell for i, value in enumerate(row) for cell in _cells(value, columns[i]["unit"], wide[i])]
        for row in rows
    ]
    return heads, lines


def _cells(value: Any, unit: str, spread: bool) -> list[Any]:
    if isinstance(value, dict):
        return [(value[end], value["unit"]) for end in ("value", "low", "high")]
    shown = (value, unit) if isinstance(value, int | float) else value
    return [shown, "", ""] if spread else [shown]


def _block(
    sheet: Worksheet, first: int, heads: Sequence[str], lines: Iterable[Sequence[Any]]
) -> int:
    """Heads and lines from a row on; the row of the last line."""
    from openpyxl.styles import Alignment, Font

    for column, head in enumerate(heads, 1):
        cell = sheet.cell(first, column)
        text_cell(cell, head)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        letter = cell.column_letter
        sheet.column_dimensions[letter].width = max(
            sheet.column_dimensions[letter].width or 0, min(WIDEST, len(head) + 2), 14
        )
    row = first
    for row, line in enumerate(lines, first + 1):
        for column, value in enumerate(line, 1):
            _put(sheet, row, column, value)
    return row


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    from openpyxl.styles import Alignment

    cell = sheet.cell(row, column)
    if isinstance(value, tuple):
        cell.value, cell.number_format = value[0], FORMATS.get(value[1], "General")
    elif isinstance(value, str) and _DAY.match(value):
        cell.value = dt.date.fromisoformat(value)
    elif value not in (None, ""):
        text_cell(cell, str(value))
        cell.alignment = Alignment(wrap_text=len(str(value)) > WIDEST, vertical="top")
        width = sheet.column_dimensions[cell.column_letter].width
        sheet.column_dimensions[cell.column_letter].width = max(
            width, min(WIDEST, len(str(value)) + 2)
        )


def _name(book: Workbook, wanted: str) -> str:
    """A sheet's name as workbooks take it: 31 characters, none forbidden, not there yet."""
    plain = _FORBIDDEN.sub(" ", wanted).strip("' ¿")[:31] or "-"
    taken = {name.casefold() for name in book.sheetnames}
    number, name = 2, plain
    while name.casefold() in taken:
        name, number = f"{plain[:28]} {number}", number + 1
    return name
