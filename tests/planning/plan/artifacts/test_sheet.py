"""The workbook: its formulas, computed by another hand, give the plan's own figures."""

from __future__ import annotations

import re

import numpy_financial as npf
import openpyxl
import pytest

from taller.planning.plan.artifacts import sheet
from taller.planning.plan.model import finance
from tests.planning.plan_worlds import case, client, planned

KNOWN = {
    "SUM": lambda *values: sum(flat(values)),
    "SUMPRODUCT": lambda a, b: sum(x * y for x, y in zip(a, b, strict=True)),
    "SUMIF": lambda keys, key, held: sum(v for k, v in zip(keys, held, strict=True) if k == key),
    "NPV": lambda rate, flows: sum(v / (1 + rate) ** n for n, v in enumerate(flows, 1)),
    "IRR": lambda flows: npf.irr(flows),
}


def flat(values) -> list:
    return [x for value in values for x in (value if isinstance(value, list) else [value])]


def computed(page, cell: str):
    """A cell's value, its formula worked out; only the functions the workbook uses."""
    value = page[cell].value
    if page[cell].data_type != "f":
        return 0 if value is None else value  # an empty cell counts as nothing
    text = value[1:].replace("$", "").replace("^", "**")
    text = re.sub(r"\b([A-Z]\d+):([A-Z]\d+)\b", r"spread('\1:\2')", text)
    text = re.sub(r"(?<!['\w:])([A-Z]\d+)\b(?!')", r"at('\1')", text)
    names = {
        "at": lambda c: computed(page, c),
        **KNOWN,
        "spread": lambda r: [computed(page, c.coordinate) for row in page[r] for c in row],
    }
    return eval(text, {"__builtins__": {}}, names)


def labelled(page, column: str, to: str) -> dict:
    """What stands beside each label."""
    return {page[f"{column}{r}"].value: computed(page, f"{to}{r}")
            for r in range(1, page.max_row + 1) if page[f"{column}{r}"].value}  # fmt: skip


@pytest.fixture
def study():
    return planned(
        client(case("a"), case("b", (2_000, 6_000, 20_000)), budget=20_000),
        benefits={"a": {"yearly": [10_000, 40_000, 50_000]}},
        day_rates={"Data analyst": 300, "CRM": 210.5},
        technical=[{"name": "=cmd|' /C calc'!A0", "monthly": 120}],
    )  # fmt: skip


@pytest.fixture
def book(study, tmp_path):
    path = tmp_path / "budget.xlsx"
    sheet.write(path, "=HYPERLINK(1)", study.budget, study.money)
    return openpyxl.load_workbook(path)


def test_the_budget_recomputed_is_the_plan_s(study, book):
    found, budget = labelled(book["Budget"], "A", "F"), study.budget
    assert found["Planned"] == pytest.approx(budget.planned())
    assert found["Contingency"] == pytest.approx(budget.contingency)
    assert found["Asked for"] == pytest.approx(budget.asked)
    assert found["Left"] == pytest.approx(20_000 - budget.asked)
    assert found["Not paid from it"] == pytest.approx(budget.planned("people"))
    for phase, name in (("tests", "Tests"), ("rollout", "Roll-out")):
        whole = budget.planned("people", *budget.paid, phase=phase)
        assert found[name] == pytest.approx(whole)


def test_the_cash_flow_recomputed_is_the_plan_s(study, book):
    found, money = labelled(book["Cash flow"], "G", "H"), study.money
    assert found["Net present value"] == pytest.approx(money.worth(money.middle)[0])
    roi = finance.roi(money.middle.benefits, money.middle.costs)[0]
    assert found["Return (ROI)"] == pytest.approx(roi)
    rate = finance.rates(money.middle.net)[0][0]
    assert found["Internal rate of return, a year"] == pytest.approx(rate, rel=1e-6)


def test_another_price_moves_the_total(study, book):
    page = book["Budget"]
    row = next(r for r in range(4, 60) if page[f"C{r}"].value == "outside the company")
    before = labelled(page, "A", "F")["Planned"]
    page[f"E{row}"].value += 1_000
    added = 1_000 * page[f"D{row}"].value
    assert labelled(page, "A", "F")["Planned"] == pytest.approx(before + added)


def test_half_the_use_twice_the_effect_and_a_tenth_more_cost_move_the_cash_flow(study, book):
    """Each month's net: benefits × effect × use − costs × 1.1."""
    page, money = book["Cash flow"], study.money
    page["H5"].value, page["H6"].value, page["H7"].value = 2, 0.75, 1.1
    net = money.middle.benefits[0] * 1.5 - money.middle.costs[0] * 1.1
    found = labelled(page, "G", "H")["Net present value"]
    assert found == pytest.approx(finance.present_value(net, money.discount))


def test_a_text_of_the_client_s_is_never_a_formula(book):
    page = book["Budget"]
    texts = [cell for row in page for cell in row if str(cell.value).startswith("=")]
    theirs = [c for c in texts if "HYPERLINK" in c.value or "cmd" in c.value]
    assert len(theirs) >= 2
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in theirs)
    assert {c.column_letter for c in texts if c.data_type == "f"} == {"F"}


def test_a_plan_that_costs_nothing_still_has_its_workbook(tmp_path):
    study = planned(client(case("a", (0, 0, 0))))
    sheet.write(tmp_path / "b.xlsx", "C", study.budget, study.money)
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["Budget"]
    assert labelled(page, "A", "F")["Asked for"] == 0
