"""Rows that are the sum of others are set apart; ordinary rows that happen to be sums are not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from taller.data.settings.sources import DataSettings
from taller.data.snapshot import snapshot
from taller.data.tables import Tables

pytestmark = pytest.mark.usefixtures("unmeasured")

SPEND = {"date": "day", "campaign": "campaign", "cost": "cost", "impressions": "shown"}
ORDERS = {"transaction_id": "order", "user_id": "who", "item_id": "sku",
          "event_timestamp": "day", "quantity": "units", "value": "amount"}  # fmt: skip


def read(folder: Path, table: str, columns: dict[str, str], lines: list[str], **more) -> Tables:
    """The canonical tables of a small CSV."""
    header = ",".join([*columns.values(), "note"])
    (folder / "export.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    given = {"path": "export.csv", "columns": columns, **more}
    settings = TypeAdapter(DataSettings).validate_python({"source": "files", table: given})
    return snapshot.take(
        settings, root=folder, folder=folder / "run", seed=1, currency="EUR",
        now=dt.datetime(2026, 7, 1, 12), client="summaries",
    )  # fmt: skip


def apart(tables: Tables, table: str) -> tuple[int, Decimal | None]:
    """Rows set apart as sums, and what they come to."""
    reasons = [r for r in tables.ledger(table).reasons if r.code == "summary_row"]
    assert all(r.code == "summary_row" for r in tables.ledger(table).reasons)
    return (reasons[0].rows, reasons[0].money) if reasons else (0, None)


DETAIL = ["2026-01-01,A,10.10,100,", "2026-01-01,B,20.20,200,", "2026-02-01,A,30.30,300,",
          "2026-02-01,B,40.40,400,"]  # fmt: skip


@pytest.mark.parametrize(
    "total",
    ["2026-01-01,,101.00,1000,", "2026-01-01,,101.00,,", "2026-02-01,Total,101.00,1000,",
     ",Total general,101.00,1000,", "2026-02-01,--,101.00,1000,", ",Gesamtsumme,101.00,,",
     "2026-01-01,Results from 2 campaigns,101.00,1000,", ",Totaux,101.00,1000,",
     "2026-01-01,Totais,101.00,1000,"],
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_a_total_is_set_apart_first_or_last_dated_or_not(tmp_path, total, first):
    lines = [total, *DETAIL] if first else [*DETAIL, total]
    tables = read(tmp_path, "spend", SPEND, lines)
    assert apart(tables, "spend") == (1, Decimal("101.0000"))
    assert float(tables.spend.cost.sum().execute()) == pytest.approx(101)


@pytest.mark.parametrize("above", [True, False])
def test_subtotals_of_blocks_and_their_total_are_set_apart(tmp_path, above):
    """Two months of 30.30 and 70.70, and 101 in all."""
    one, two = "2026-01-01,,30.30,300,", "2026-02-01,,70.70,700,"
    blocks = [[*DETAIL[:2]], [*DETAIL[2:]]]
    lines = [
        line for block, sub in zip(blocks, (one, two), strict=True)
        for line in ([sub, *block] if above else [*block, sub])
    ]  # fmt: skip
    total = "2026-01-01,,101.00,1000,"
    tables = read(tmp_path, "spend", SPEND, [total, *lines] if above else [*lines, total])
    assert apart(tables, "spend") == (3, Decimal("202.0000"))


def test_sums_of_each_campaign_below_all_of_them_are_set_apart(tmp_path):
    """A without a day is 40.40, B 60.60."""
    lines = [*DETAIL, ",A,40.40,400,", ",B,60.60,600,"]
    assert apart(read(tmp_path, "spend", SPEND, lines), "spend") == (2, Decimal("101.0000"))


def test_each_file_has_its_own_total(tmp_path):
    header = ",".join([*SPEND.values(), "note"])
    folder = tmp_path / "months"
    folder.mkdir()
    for month, rows in (("01", DETAIL[:2]), ("02", DETAIL[2:])):
        cost = sum(float(row.split(",")[2]) for row in rows)
        shown = sum(int(row.split(",")[3]) for row in rows)
        lines = [header, *rows, f"2026-{month}-01,,{cost:.2f},{shown},"]
        (folder / f"{month}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    given = {"path": "months", "columns": SPEND}
    settings = TypeAdapter(DataSettings).validate_python({"source": "files", "spend": given})
    tables = snapshot.take(
        settings, root=tmp_path, folder=tmp_path / "run", seed=1, currency="EUR",
        now=dt.datetime(2026, 7, 1, 12), client="summaries",
    )  # fmt: skip
    assert apart(tables, "spend") == (2, Decimal("101.0000"))


@pytest.mark.parametrize(
    "lines",
    [
        ["2026-01-01,A,10,,", "2026-01-02,B,20,,", "2026-01-03,C,30,,"],  # c = a + b, with its name
        ["2026-01-01,A,10,,", "2026-01-02,B,20,,", "2026-01-03,,30,,"],  # two rows, one amount
        ["2026-01-01,A,10,5,", "2026-01-02,,11,7,", "2026-01-03,B,12,6,"],  # no sum
        ["2026-01-01,A,10,,", "2026-01-02,,10,,", "2026-01-03,B,30,,", "2026-01-04,C,20,,",
         "2026-01-05,,17,,", "2026-01-06,D,17,,", "2026-01-07,,5,,"],
        ["2026-01-01,A,10,,", "2026-01-01,Total Wellness,25,,", "2026-01-01,C,35,,"],
        ["2026-01-01,,10,,", "2026-01-02,,20,,", "2026-01-03,,30,,"],  # no campaign anywhere
    ],
)  # fmt: skip
def test_ordinary_rows_are_never_taken(tmp_path, lines):
    assert apart(read(tmp_path, "spend", SPEND, lines), "spend") == (0, None)


LINES = ["P1,a,x,2026-01-01,1,10.00,", "P1,a,y,2026-01-01,2,15.50,", "P2,b,x,2026-01-02,1,10.00,",
         "P3,c,y,2026-01-03,2,15.50,"]  # fmt: skip


@pytest.mark.parametrize(
    "total", [",,,,6,51.00,", "Total,,,,6,51.00,", ",,,,,51.00,TOTAL", "Total,,,2026-01-03,,51.00,"]
)
def test_totals_of_orders_are_set_apart_and_called_so_alone(tmp_path, total):
    tables = read(tmp_path, "orders", ORDERS, [*LINES, total])
    assert apart(tables, "orders") == (1, Decimal("51.0000"))
    assert float(tables.orders.value.sum().execute()) == pytest.approx(51)


def test_a_line_whose_order_is_told_above_is_no_total_though_it_is_a_sum(tmp_path):
    """The third line of P1 costs what the two above cost together; it names its item."""
    lines = ["P1,a,x,2026-01-01,1,10.00,", ",,y,,1,20.00,", ",,z,,1,30.00,",
             "P2,b,x,2026-01-02,1,60.00,"]  # fmt: skip
    tables = read(tmp_path, "orders", ORDERS, lines, fill_down=True)
    assert apart(tables, "orders") == (0, None)


def test_a_guests_order_is_no_total(tmp_path):
    lines = [*LINES, "P4,,x,2026-01-04,6,51.00,"]
    tables = read(tmp_path, "orders", ORDERS, lines)
    assert "summary_row" not in {r.code for r in tables.ledger("orders").reasons}


def test_totals_are_kept_where_the_engagement_says_so(tmp_path):
    lines = [*DETAIL, "2026-01-01,,101.00,1000,"]
    tables = read(tmp_path, "spend", SPEND, lines, summary_rows="kept")
    assert float(tables.spend.cost.sum().execute()) == pytest.approx(202)
