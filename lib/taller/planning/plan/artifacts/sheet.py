"""The budget and the cash flow as a workbook with live formulas: change a price, and all follows.

Texts of the client's are text, whatever they begin with; nothing but our own formulas computes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller import durable
from taller.handed import text_cell as _text
from taller.planning.plan.messages import say
from taller.planning.plan.model import finance
from taller.planning.plan.model.budget import PHASES

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from taller.planning.plan.model.budget import Budget
    from taller.planning.plan.model.money import Money

FIRST = 4  # row of the first line, and of the first month
MONEY, PLAIN, SHARE = "#,##0.00", "0.00", "0.0%"


def write(path: Path, client: str, budget: Budget, money: Money) -> None:
    """Write the workbook, whole or not at all."""
    from openpyxl import Workbook

    book = Workbook()
    told = say.parts("sheet", client=client)
    _lines(book.active, budget, told)
    _cash(book.create_sheet(), money, told)
    with durable.beside(path) as made:
        book.save(made)


def _lines(sheet: Worksheet, budget: Budget, told: dict[str, str]) -> None:
    _headed(sheet, told["budget"], told, "phase", "what", "kind", "quantity", "price", "amount",
            "paid")  # fmt: skip
    last = FIRST + max(len(budget.lines), 1) - 1
    for row, line in enumerate(budget.lines, FIRST):
        texts = (say(f"phase.{line.phase}"), line.name, say(f"kind.{line.kind}"))
        for column, text in enumerate(texts, 1):
            _text(sheet.cell(row, column), text)
        numbers = ((line.quantity, PLAIN), (line.price, MONEY), (f"=D{row}*E{row}", MONEY),
                   (int(line.kind in budget.paid), "0"))  # fmt: skip
        for column, (value, form) in enumerate(numbers, 4):
            _number(sheet.cell(row, column), value, form)
    amounts, paid = f"F{FIRST}:F{last}", f"G{FIRST}:G{last}"
    total, planned = last + 2, budget.planned()
    added = f"=F{total}*D{total + 1}" if planned else budget.contingency
    below = {
        "planned": f"=SUMPRODUCT({amounts},{paid})", "contingency": added,
        "asked": f"=F{total}+F{total + 1}",
        **({"given": budget.given, "left": f"=F{total + 3}-F{total + 2}"}
           if budget.given is not None else {}),
        "own": f"=SUM({amounts})-F{total}",
    }  # fmt: skip
    named = [(told[key], formula) for key, formula in below.items()]
    start = total + len(named) + 1
    phases = {row: say(f"phase.{phase}") for row, phase in enumerate(PHASES, start)}
    named += [("", None)]
    named += [(name, f"=SUMIF(A{FIRST}:A{last},A{row},{amounts})") for row, name in phases.items()]
    for row, (name, amount) in enumerate(named, total):
        _text(sheet.cell(row, 1), name)
        _number(sheet.cell(row, 6), amount, MONEY)
    _number(sheet.cell(total + 1, 4), budget.contingency / planned if planned else 0.0, SHARE)


def _cash(sheet: Worksheet, money: Money, told: dict[str, str]) -> None:
    _headed(sheet, told["cash"], told, "month", "costs", "benefits", "net", "so-far")
    last = FIRST + money.months - 1
    for month, row in enumerate(range(FIRST, last + 1)):
        columns = (
            (month + 1, "0"), (float(money.middle.costs[0, month]), MONEY),
            (float(money.middle.benefits[0, month]), MONEY),
            (f"=C{row}*H$5*H$6-B{row}*H$7", MONEY), (f"=SUM(D${FIRST}:D{row})", MONEY),
        )  # fmt: skip
        for column, (value, form) in enumerate(columns, 1):
            _number(sheet.cell(row, column), value, form)
    flows = f"D{FIRST}:D{last}"
    beside: dict[str, tuple[Any, str]] = {
        "discount": (money.discount, SHARE), "effect": (1, PLAIN), "use": (1, PLAIN),
        "spend": (1, PLAIN), "rate": ("=(1+H4)^(1/12)-1", "0.0000%"),
        "npv": (f"=D{FIRST}+NPV(H8,D{FIRST + 1}:D{last})", MONEY),
    }  # fmt: skip
    if money.middle.costs.sum() > 0:
        beside["roi"] = (f"=SUM(C{FIRST}:C{last})*H5*H6/(SUM(B{FIRST}:B{last})*H7)-1", SHARE)
    if finance.rates(money.middle.net)[1][0] == "one":
        beside["irr"] = (f"=(1+IRR({flows}))^12-1", SHARE)
    for row, (key, (value, form)) in enumerate(beside.items(), FIRST):
        _text(sheet.cell(row, 7), told[key])
        _number(sheet.cell(row, 8), value, form)


def _headed(sheet: Worksheet, title: str, told: dict[str, str], *heads: str) -> None:
    from openpyxl.styles import Font

    sheet.title = title[:31]
    _text(sheet.cell(1, 1), told["client"])
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(FIRST - 1, column)
        _text(cell, told[head])
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 18
    sheet.column_dimensions["B" if len(heads) > 5 else "G"].width = 40
    sheet.freeze_panes = f"A{FIRST}"


def _number(cell: Cell, value: Any, form: str) -> None:
    cell.value, cell.number_format = value, form
