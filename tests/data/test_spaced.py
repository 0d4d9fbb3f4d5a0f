"""Texts whose columns stand apart by spaces."""

from __future__ import annotations

import pytest

from taller.errors import DataError
from tests.data.conftest import COLUMNS, HEADER

pytestmark = pytest.mark.usefixtures("unmeasured")

NAMES = HEADER.split(",")
ROWS = [
    ["1", "ana", "hat", "2026-01-05", "2", "9.50"],
    ["2", "eva", "bag", "2026-01-06", "1", "4.00"],
    ["3", "ana", "bag", "2026-01-09", "3", "4.00"],
]


def lines(rows, apart=" "):
    return [apart.join(row) for row in rows]


def aligned(rows):
    return ["".join(f"{cell:<18}" for cell in row) for row in rows]


@pytest.mark.parametrize("written", [lines, aligned])
def test_columns_apart_by_spaces_are_a_table(shop, written):
    """2 x 9.50 + 4 + 3 x 4 = 35."""
    header, *below = written([NAMES, *ROWS])
    assert shop(*below, header=header).orders.execute()["value"].sum() == 35


def test_two_spaces_part_cells_that_hold_one(shop):
    rows = [[*row[:3], f"{row[3]} 10:00", *row[4:]] for row in ROWS]
    header, *below = aligned([["order no", *NAMES[1:]], ["-" * 8, *["-" * 5] * 5], *rows])
    told = shop(
        *below, header=header, orders={"columns": {**COLUMNS, "transaction_id": "order no"}}
    )
    frame = told.orders.execute()
    assert (len(frame), frame["value"].sum()) == (3, 35)
    assert frame["event_timestamp"].dt.hour.tolist() == [10, 10, 10]


def test_a_row_of_another_width_is_refused_with_its_line(shop):
    many = lines(ROWS * 2000)
    with pytest.raises(DataError, match=r"line 6002 .* fewer columns than the header: 3, not 6"):
        shop(*many, "9 eva hat", header=" ".join(NAMES))


def test_columns_apart_by_spaces_that_nothing_names_are_refused_for_that(shop):
    header, *below = lines(ROWS)
    with pytest.raises(DataError, match="columns separated by spaces, without a header"):
        shop(*below, header=header)


def test_spaces_within_cells_of_a_csv_part_nothing(shop):
    rows = [
        "1,ana maria,big hat,2026-01-05 10:00,2,9.50",
        "2,eva maria,big bag,2026-01-06 11:00,1,4",
    ]
    assert shop(*rows).orders.execute()["value"].sum() == 23


@pytest.mark.slow
def test_a_text_of_spaces_goes_through_new_check_and_run(bench, tmp_path):
    """1 x 9.50 + 2 x 9.50 + ... : 60 rows, units 1, 2, 3 in turn: 120 x 9.50 = 1140."""
    path = tmp_path / "orders.txt"
    rows = [["order_id", "customer_id", "order_date", "sku", "quantity", "unit_price"]]
    rows += [
        [f"O{i}", f"C{i % 17}", f"2026-0{1 + i % 6}-1{i % 9}", f"S{i % 5}", str(1 + i % 3), "9.50"]
        for i in range(60)
    ]
    path.write_text("\r\n".join(aligned(rows)) + "\r\n", encoding="utf-8")
    assert bench.new("r", path).code == 0
    assert bench.check("r").code == 0
    bench.work("r", "data")
    assert bench.ledger()["orders"]["accepted"] == 60
