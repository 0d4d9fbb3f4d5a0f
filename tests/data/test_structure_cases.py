"""The made-up cases of what a client's file is, through `taller new`, `check` and `run`."""

from __future__ import annotations

import csv
import datetime as dt
import re

import openpyxl
import pytest


def test_a_dated_summary_row_is_set_apart_with_its_amount(bench, shared_cases):
    """5511.82 in twelve rows, and a thirteenth that is their sum."""
    assert bench.new("r", shared_cases / "money" / "dated_summary_row" / "informe.csv").code == 0
    assert bench.check("r").code == 0
    bench.work("r", "data")
    ledger = bench.ledger()["spend"]
    assert (ledger["read"], ledger["accepted"]) == (13, 12)
    assert [(r["code"], r["rows"], r["money"]) for r in ledger["reasons"]] == [
        ("summary_row", 1, "5511.8200")
    ]
    decisions = [each["what"] for each in bench.result("data")["decisions"]]
    assert "Advertising spend: export without rows of totals" in decisions


def test_what_numbers_the_lines_is_no_item(bench, shared_cases):
    assert bench.new("r", shared_cases / "money" / "line_id_as_item" / "pedidos.csv").code == 0
    text = bench.settings("r").read_text(encoding="utf-8")
    assert re.search(r"item_id: SKU del vendedor", text)


def test_abbreviated_names_are_to_be_looked_at(bench, shared_cases):
    folder = shared_cases / "money" / "abbreviated_names_as_customers"
    assert bench.new("r", folder / "pedidos.csv").code == 0
    (line,) = [
        line for line in bench.settings("r").read_text(encoding="utf-8").splitlines()
        if "user_id:" in line
    ]  # fmt: skip
    assert "REVISAR" in line
    assert "iniciales: varias personas comparten un nombre" in line


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_report_grouped_by_customer_says_where_its_customers_stand(
    bench, shared_cases, tmp_path, suffix
):
    file = shared_cases / "money" / "grouped_invoice_report" / "SalesByCustomerDetail.csv"
    if suffix == "xlsx":
        file = _as_workbook(file, tmp_path / "SalesByCustomerDetail.xlsx")
    said = bench.new("r", file)
    assert said.code == 2
    assert (
        "looks like orders, but no column was found for the customer; "
        "it stands in heading rows (column 1)"
    ) in said.text


def _as_workbook(file, path):
    """The rows of a CSV with their days and numbers as a workbook has them."""
    book = openpyxl.Workbook()
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.reader(rows):
            book.active.append([_typed(cell) for cell in row])
    book.save(path)
    return path


def _typed(cell):
    plain = cell.replace("$", "").replace(",", "")
    if re.fullmatch(r"\d\d/\d\d/\d{4}", cell):
        return dt.datetime.strptime(cell, "%m/%d/%Y")
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else cell or None


@pytest.mark.slow
def test_a_file_that_is_no_table_is_left_out_and_the_others_go_on(bench, shared_cases):
    """Tickets, accounts and orders are tables each; a list of colours is none."""
    colours = bench.root / "colours.csv"
    colours.write_text("shade,mood\n" + "teal,calm\nred,loud\n" * 20, encoding="utf-8")
    files = (
        shared_cases / "claims" / f"{n}.csv" for n in ("r6_tickets", "r7_accounts", "r8_orders")
    )
    said = bench.new("r", colours, *files)
    assert said.code == 0, said.text
    assert "colours.csv" in said.text
    text = bench.settings("r").read_text(encoding="utf-8")
    assert re.search(r"# not used: '.*colours\.csv'", text)
    assert re.search(r"tickets:.*\n    path: .*r6_tickets", text)
    assert re.search(r"accounts:.*\n    path: .*r7_accounts", text)
    assert re.search(r"orders:.*\n    path: .*r8_orders", text)
    assert bench.check("r").code == 0


def test_dates_in_two_ways_are_to_be_looked_at_and_check_refuses_them(bench, shared_cases):
    """Whether 01-04-2024 is in April no other date with its marks tells."""
    assert bench.new("r", shared_cases / "claims" / "r14_dates.csv").code == 0
    (line,) = [
        line for line in bench.settings("r").read_text(encoding="utf-8").splitlines()
        if "event_timestamp:" in line
    ]  # fmt: skip
    assert "CHECK" in line
    assert "its dates are written in more than one way" in line
    said = bench.check("r")
    assert said.code == 2
    assert "line 6" in said.text
