"""The workbook of a run: numbers as numbers, texts as text, every decision, figure and table."""

from __future__ import annotations

import datetime as dt

import nbformat.v4 as v4
import openpyxl
import pandas as pd
import pytest

from taller import language, tabular
from taller.phase import Decision, Estimate, Worth
from taller.workbench.share import sheet
from tests.own_files import Bench
from tests.workbench import handed, pages

EVIL = '=HYPERLINK("http://x.example","y")'


def money(value: float) -> Estimate:
    return Estimate(value=value, low=value - 1, high=value + 1, unit="money", n=9, method="m")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    nb = pages.executed("es")
    worth = Worth(estimate=money(12.5), period="al año", population="p", confidence="assumed")
    made = Decision(what=EVIL, owner="CRM", effect="e", key="k", worth=worth, effort="days",
                    within_days=30)  # fmt: skip
    handed.result_of(nb)["decisions"].append(made.model_dump(mode="json"))
    frame = pd.DataFrame(
        {"Segmento": [EVIL, "B"], "Gasto": [money(3.0), None], "Parte": [0.25, float("inf")],
         "Día": [dt.date(2026, 5, 1), None]}
    )  # fmt: skip
    with language.speaking("es", "es_ES", "EUR"):
        shown = tabular.table(frame, caption="Los [segmentos]", units={"Parte": "share"})
    output = v4.new_output("display_data", data=shown._repr_mimebundle_())
    nb.cells.append(v4.new_code_cell("", outputs=[output]))
    ran = handed.run(tmp_path_factory.mktemp("sheet"), "es", nb)
    path = sheet.write(ran.engagement, reports=ran.reports)
    assert path.name == "moda-viva-may-borrador.xlsx"
    return openpyxl.load_workbook(path)


def test_decisions_stand_first_with_their_effect_as_numbers(book):
    assert book.sheetnames == ["Decisiones", "Cifras", "Comprobaciones", "Segmentos"]
    assert [book[name].freeze_panes for name in book.sheetnames] == ["B4", "A2", "A2", None]
    rows = [[cell.value for cell in row] for row in book["Decisiones"].iter_rows(min_row=3)]
    assert rows[0][2:7] == ["Responsable", "El importe es", "En dinero", "desde", "hasta"]
    assert rows[1][2:8] == ["CRM", "ganancia", 12.5, 11.5, 13.5, "al año"]
    assert rows[1][10] == "en 30 días"
    assert rows[2][3:8] == [None] * 5  # no amount is known


def test_figures_have_their_interval_unit_and_target(book):
    cells = next(iter(book["Cifras"].iter_rows(min_row=2, max_row=2)))
    assert [cell.value for cell in cells][1:8] == ["Ventas · Top 20 %", None, 0.62, 0.58, 0.67,
                                                   0.45, 4210]  # fmt: skip
    assert cells[3].number_format == "0.0%"
    assert {row[2].value for row in book["Comprobaciones"].iter_rows(min_row=2)} == {
        "superada", "no superada"
    }  # fmt: skip


def test_a_table_is_there_whole_an_estimate_as_three_columns(book):
    rows = [[cell.value for cell in row] for row in book["Segmentos"].iter_rows()]
    at = next(i for i, row in enumerate(rows) if row[0] == "Los [segmentos]")
    heads = ["Segmento", "Gasto", "Gasto (desde)", "Gasto (hasta)", "Parte", "Día"]
    assert rows[at + 1][:6] == heads
    assert rows[at + 2][1:6] == [3, 2, 4, 0.25, dt.datetime(2026, 5, 1)]
    assert rows[at + 3][:6] == ["B", None, None, None, "inf", None]


def test_no_cell_is_a_formula(book):
    cells = [cell for name in book.sheetnames for row in book[name].iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert sum(cell.value == EVIL for cell in cells) == 2  # the decision, and the segment
    assert all(cell.quotePrefix for cell in cells if cell.value == EVIL)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("a/b:c", "a b c"), ("x" * 40, "x" * 31), ("'", "-"), ("Sheet", "Sheet 2")],
)
def test_a_sheet_s_name_is_one_that_a_workbook_takes(wanted, name):
    assert sheet._name(openpyxl.Workbook(), wanted) == name


def test_a_run_that_is_not_there_is_told(tmp_path):
    base = handed.run(tmp_path).file.parent.parent
    done = Bench.at(base).taller("sheet", "params/x.yaml", "--label", "june")
    assert done.code == 2
    assert "june" in done.text
