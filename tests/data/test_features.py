"""Netting: cancellations are taken from the latest earlier purchases of the same item."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from decimal import Decimal

import ibis
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from taller.data import features
from tests.data.postgres import PASSWORD, USER, postgres, server  # noqa: F401

SCHEMA = pa.schema(
    {
        "transaction_id": pa.string(), "line": pa.int64(), "user_id": pa.string(),
        "item_id": pa.string(), "event_timestamp": pa.timestamp("us"), "quantity": pa.int64(),
        "price": pa.decimal128(18, 4), "value": pa.decimal128(18, 4), "currency": pa.string(),
        "kind": pa.string(),
    }
)  # fmt: skip


def orders(*moves: tuple[str, str, int, int], price: str = "10") -> ibis.Table:
    """Orders from (user, item, day, signed quantity)."""
    rows = [
        {
            "transaction_id": str(line), "line": line, "user_id": user, "item_id": item,
            "event_timestamp": dt.datetime(2026, 1, 1) + dt.timedelta(days=day),
            "quantity": quantity, "price": Decimal(price), "value": Decimal(price) * quantity,
            "currency": "EUR", "kind": "sale" if quantity > 0 else "cancellation",
        }
        for line, (user, item, day, quantity) in enumerate(moves, start=1)
    ]  # fmt: skip
    return ibis.memtable(pa.Table.from_pylist(rows, SCHEMA))


def net(table: ibis.Table) -> list[int]:
    """What is left of each sale, in the order of the source."""
    return features.net_sales(table).order_by("line").net_quantity.execute().tolist()


def unmatched(table: ibis.Table) -> dict[int, int]:
    """Units that found no purchase, by line."""
    frame = features.unmatched_cancellations(table).execute()
    return dict(zip(frame["line"], frame["unmatched_quantity"], strict=True))


def test_a_cancellation_takes_from_the_latest_purchase_first():
    """Bought 3, then 2; 4 go back: the 2, then 2 of the 3."""
    table = orders(("u", "a", 1, 3), ("u", "a", 2, 2), ("u", "a", 3, -4))
    assert net(table) == [1, 0]
    assert unmatched(table) == {}


def test_a_cancellation_does_not_touch_a_later_purchase():
    """5 go back on day 2, when only 2 were held: 3 are unmatched, and day 3 keeps its 4."""
    table = orders(("u", "a", 1, 2), ("u", "a", 2, -5), ("u", "a", 3, 4))
    assert net(table) == [0, 4]
    assert unmatched(table) == {2: 3}


def test_customers_and_items_are_netted_apart():
    table = orders(("u", "a", 1, 2), ("v", "a", 2, -1), ("u", "b", 3, -1))
    assert net(table) == [2]
    assert unmatched(table) == {2: 1, 3: 1}


def test_at_the_same_time_a_purchase_comes_before_its_cancellation():
    table = orders(("u", "a", 1, -2), ("u", "a", 1, 2))
    assert net(table) == [0]


def test_net_value_is_what_is_left_at_the_purchases_own_price():
    """3 bought at 19.99, 1 sent back: 39.98 is left."""
    table = orders(("u", "a", 1, 3), ("u", "a", 2, -1), price="19.99")
    frame = features.net_sales(table).execute()
    assert frame["net_value"].tolist() == [Decimal("39.98")]
    lost = features.unmatched_cancellations(orders(("u", "a", 1, -2), price="19.99")).execute()
    assert lost["unmatched_value"].tolist() == [Decimal("39.98")]


def test_orders_cut_at_a_date_are_netted_as_of_that_date():
    table = orders(("u", "a", 1, 3), ("u", "a", 9, -1))
    assert net(table.filter(table.event_timestamp < dt.datetime(2026, 1, 5))) == [3]


def test_of_what_nothing_came_back_is_set_aside():
    """An item sent back and the order of a refund stay together; the rest is whole on any day."""
    table = orders(
        ("u", "a", 1, 3), ("u", "a", 9, -1), ("u", "b", 1, 2), ("v", "a", 1, 1), ("w", "a", 1, 1),
        ("w", "a", 5, -1),
    )  # fmt: skip
    refund = (table.line == 6).ifelse("refund", table.kind)
    table = table.mutate(kind=refund, transaction_id=(table.line == 6).ifelse(
        "5", table.transaction_id))  # fmt: skip
    whole, rest = features.settled(table)
    assert sorted(whole.line.execute()) == [3, 4]
    assert sorted(rest.line.execute()) == [1, 2, 5, 6]


def test_by_arrow_a_column_with_gaps_is_what_ibis_makes_of_it():
    table = orders(("u", "a", 1, 3), ("v", "b", 2, 1))
    some = (table.line == 1).ifelse(table.quantity, None)
    table = table.mutate(some=some, text=(table.line == 1).ifelse("x", None))
    pd.testing.assert_frame_equal(features.pulled(table), table.to_pandas())


def by_stack(moves: list[tuple[str, str, int, int]]) -> tuple[dict[int, int], dict[int, int]]:
    """The same by hand: one stack per customer and item."""
    stacks, left, lost = defaultdict(list), {}, {}
    ordered = sorted(enumerate(moves, 1), key=lambda m: (m[1][2], m[1][3] < 0, m[0]))
    for line, (user, item, _, quantity) in ordered:
        stack = stacks[user, item]
        if quantity > 0:
            left[line] = quantity
            stack.append(line)
            continue
        wanted = -quantity
        while wanted and stack:
            taken = min(wanted, left[stack[-1]])
            left[stack[-1]] -= taken
            wanted -= taken
            if not left[stack[-1]]:
                stack.pop()
        if wanted:
            lost[line] = wanted
    return left, lost


MOVE = st.tuples(
    st.sampled_from("uvwxyz"), st.sampled_from("ab"), st.integers(0, 6),
    st.integers(-6, 6).filter(lambda quantity: quantity != 0),
)  # fmt: skip


@pytest.mark.slow
@budget(max_examples=12, deadline=None)
@given(st.lists(MOVE, min_size=1, max_size=100))
def test_the_closed_form_equals_a_stack_worked_line_by_line(moves):
    left, lost = by_stack(moves)
    table = orders(*moves)
    frame = features.net_sales(table).execute()
    assert dict(zip(frame["line"], frame["net_quantity"], strict=True)) == left
    assert unmatched(table) == lost
    assert isinstance(frame, pd.DataFrame)


# --- the same on another database -----------------------------------------------------------------


def test_netting_is_the_same_on_postgres_and_duckdb(postgres):  # noqa: F811
    """Two years of moves of ten customers, a refund included, row by row and to the cent."""
    chance = random.Random(7)
    moves = [
        (f"u{chance.randrange(10)}", f"i{chance.randrange(4)}", chance.randrange(700),
         chance.choice((1, 2, 3, -1, -2)))
        for _ in range(400)
    ]  # fmt: skip
    rows = orders(*moves, price="9.99").to_pyarrow().to_pylist()
    back = {"quantity": 0, "price": Decimal("3.33"), "value": Decimal("-3.33"), "kind": "refund"}
    rows.append({**rows[0], "line": 401, **back})
    table = pa.Table.from_pylist(rows, SCHEMA)
    remote = ibis.postgres.connect(
        host="127.0.0.1", port=postgres.port, user=USER, password=PASSWORD, database="postgres"
    )
    try:
        there = remote.create_table("orders", table)
        for name, value in (("net_sales", "net_value"), ("unmatched_cancellations",
                                                         "unmatched_value")):  # fmt: skip
            made = getattr(features, name)
            ours = _plain(made(ibis.memtable(table)), value)
            assert ours == _plain(made(there), value)
            assert len(ours) > 20
    finally:
        remote.disconnect()


def _plain(table: ibis.Table, value: str) -> list[tuple]:
    found = table.order_by("line").to_pyarrow().to_pylist()
    units = "net_quantity" if value == "net_value" else "unmatched_quantity"
    return [(row["line"], int(row[units]), round(Decimal(row[value]), 4)) for row in found]
