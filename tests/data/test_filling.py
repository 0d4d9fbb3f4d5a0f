"""What an order says on its first line alone holds for its other lines, and for those alone."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.data.propose.columns import relations
from taller.data.propose.columns.values import Profile
from taller.data.propose.proposal import propose
from taller.data.settings.sources import TableFile
from tests.data import exports
from tests.data.conftest import HEADER, reasons, rejected, settings, take
from tests.data.staged_files import write

pytestmark = pytest.mark.usefixtures("unmeasured")

DOWN = {"fill_down": True}
LINES = (
    "1,ana,hat,2026-01-05 10:00,2,9.50", "1,,cap,,1,5.00", "1, ,tie, ,1,7.00",
    "2,eva,hat,2026-02-01 09:00,1,9.50", "2,,tie,,3,7.00",
)  # fmt: skip


def kept(tables) -> pd.DataFrame:
    columns = ["transaction_id", "user_id", "item_id", "event_timestamp", "quantity"]
    return tables.orders.execute().sort_values("line")[columns].reset_index(drop=True)


def told(tables) -> dict[str, int]:
    found = tables.ledger("orders").treatments
    return {t.column: t.rows for t in found if t.code == "filled_down"}


def whole(lines) -> list[str]:
    """The same lines with all cells written out."""
    found, above = [], ["", ""]
    for text in lines:
        order, user, item, when, *rest = text.split(",")
        above = [user, when] if when.strip() else above
        found.append(",".join([order, above[0], item, above[1], *rest]))
    return found


def test_lines_take_what_the_first_line_of_their_order_says(shop):
    filled = shop(*LINES, orders=DOWN)
    assert told(filled) == {"customer": 3, "when": 3}
    assert filled.ledger("orders").rejected == 0
    pd.testing.assert_frame_equal(kept(filled), kept(shop(*whole(LINES))))


def test_without_being_asked_such_lines_are_rejected_and_say_why(shop):
    tables = shop(*LINES)
    assert reasons(tables) == [["missing_user", "missing_date"]] * 3
    assert told(tables) == {}


def test_lines_of_a_sheet_with_merged_cells_belong_to_the_order_above(shop):
    merged = [line if i in (0, 3) else "," + line.split(",", 1)[1] for i, line in enumerate(LINES)]
    filled = shop(*merged, orders=DOWN)
    assert told(filled) == {"order": 3, "customer": 3, "when": 3}
    pd.testing.assert_frame_equal(kept(filled), kept(shop(*whole(LINES))))


def test_lines_written_alike_below_two_orders_are_no_repetitions(shop):
    lines = ["1,ana,hat,2026-01-05,2,9.50", ",,cap,,1,5.00", "2,ana,hat,2026-01-05,2,9.50",
             ",,cap,,1,5.00", ",,hat,,2,9.50"]  # fmt: skip
    tables = shop(*lines, orders=DOWN)
    assert tables.ledger("orders").rejected == 0
    assert kept(tables)["transaction_id"].tolist() == ["1", "1", "2", "2", "2"]
    again = shop(*lines, lines[1], orders=DOWN)  # the last but one below order 2, twice
    assert reasons(again) == [["duplicate_row"]]


def test_a_line_that_names_a_customer_and_no_order_is_no_orders_line(shop):
    tables = shop(*LINES, ",bea,hat,2026-02-03 09:00,1,9.50", orders=DOWN)
    assert reasons(tables) == [["missing_transaction"]]


def test_a_total_below_the_table_takes_nothing(shop):
    tables = shop(*LINES, "Total,,,,8,49.50", orders=DOWN)
    assert tables.ledger("orders").rejected == 1
    assert rejected(tables)["order"].tolist() == ["Total"]


def test_numbers_that_begin_anew_in_each_file_take_from_their_own(tmp_path):
    for name, user, day in (("a.csv", "ana", "2026-01-05"), ("b.csv", "eva", "2026-02-05")):
        lines = [HEADER, f"1,{user},hat,{day},1,2", "1,,cap,,1,3"]
        write(tmp_path, "\n".join(lines) + "\n", f"orders/{name}")
    tables = take(tmp_path / "run", tmp_path, settings("orders", orders=DOWN))
    found = kept(tables)
    assert found["user_id"].tolist() == ["ana", "ana", "eva", "eva"]
    assert found["event_timestamp"].dt.month.tolist() == [1, 1, 2, 2]


def test_an_order_of_typed_columns_is_filled_too(tmp_path):
    when = pd.to_datetime(["2026-01-05 10:00", None]).as_unit("us")
    table = pa.table({
        "order": [1, 1], "customer": [7, None], "sku": ["hat", "cap"], "when": when,
        "units": [2, 1], "price": [9.5, 5.0],
    })  # fmt: skip
    pq.write_table(table, tmp_path / "orders.parquet")
    tables = take(tmp_path / "run", tmp_path, settings("orders.parquet", orders=DOWN))
    assert kept(tables)["user_id"].tolist() == ["7", "7"]
    assert kept(tables)["event_timestamp"].nunique() == 1


def test_the_quarantine_keeps_a_row_as_it_came(shop):
    tables = shop(*LINES, "2,,hat,,0,1.00", orders=DOWN)
    row = rejected(tables).iloc[0]
    assert row[["customer", "when"]].isna().all()
    assert row["reasons"].tolist() == ["zero_quantity"]


def test_a_person_that_is_filled_in_stays_hidden(shop):
    lines = [line.replace("ana", "ana@example.org").replace("eva", "eva@example.org")
             for line in LINES]  # fmt: skip
    tables = shop(*lines, orders=DOWN)
    users = kept(tables)["user_id"]
    assert users.nunique() == 2
    assert not users.str.contains("@").any()


# --- proposed -------------------------------------------------------------------------------------

ENGLISH = exports.ORDERS["plain English"]


def first_lines_only(cells: dict, columns: tuple[str, ...]) -> dict:
    orders = cells["order_id"]
    again = [i > 0 and orders[i - 1] == order for i, order in enumerate(orders)]
    return {
        name: [None if a and name in columns else v for a, v in zip(again, values, strict=True)]
        for name, values in cells.items()
    }


@pytest.mark.parametrize(
    ("blank", "proposed"),
    [
        ((), False),
        (("status",), False),
        (("order_date",), True),
        (("order_date", "customer_id"), True),
        (("order_id", "order_date", "customer_id"), True),
    ],
)
def test_it_is_proposed_where_further_lines_are_blank(tmp_path, blank, proposed):
    cells = first_lines_only(exports.cells("orders", ENGLISH), blank)
    pd.DataFrame(cells).to_csv(tmp_path / "orders.csv", index=False)
    found = propose(TableFile(path="orders.csv"), root=tmp_path).tables[0]
    assert found.columns["transaction_id"] == "order_id"
    assert ("fill_down" in found.rules) is proposed


@given(st.lists(st.booleans(), min_size=40, max_size=80))
def test_dates_that_are_blank_by_chance_are_no_first_lines(blanks):
    order = Profile.of([f"P{i // 4}" for i in range(len(blanks))])
    date = Profile.of([None if blank else "2026-01-05" for blank in blanks])
    first = [i % 4 == 0 for i in range(len(blanks))]
    fits = sum(blank is not one for blank, one in zip(blanks, first, strict=True)) / len(blanks)
    if relations.told_on_first(order, date):
        assert fits >= 0.9
    elif fits == 1:
        raise AssertionError("blank on all lines but the first")
