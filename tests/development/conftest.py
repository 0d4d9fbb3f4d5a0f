"""Orders for the tests of phase 3: a few by hand, and a small shop whose truth is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest


def _canonical(rows: pd.DataFrame):
    """Orders as the data layer gives them, from ``user, order, item, day, quantity, price``.

    The index is the line's number.
    """
    import ibis
    import pyarrow as pa

    frame = pd.DataFrame(
        {
            "transaction_id": rows["order"].astype(str),
            "line": rows.index.astype("int64"),
            "user_id": rows["user"].astype(str),
            "item_id": rows["item"].astype(str),
            "event_timestamp": pd.to_datetime(rows["day"]) + pd.Timedelta(hours=12),
            "quantity": rows["quantity"].astype("int64"),
            "price": rows["price"].astype("float64"),
            "currency": "EUR",
        }
    )
    frame["kind"] = np.where(frame["quantity"] > 0, "sale", "cancellation")
    table = ibis.memtable(pa.Table.from_pandas(frame, preserve_index=False))
    price = table.price.cast("decimal(18, 4)")
    return table.mutate(
        price=price,
        value=(table.quantity.cast("decimal(18, 0)") * price).cast("decimal(18, 4)"),
    )


@pytest.fixture
def orders_of() -> Callable:
    """Orders from rows of ``(user, order, item, day, quantity, price)``."""
    columns = ["user", "order", "item", "day", "quantity", "price"]
    return lambda rows: _canonical(pd.DataFrame(rows, columns=columns))


@pytest.fixture(scope="session", name="canonical")
def canonical_fixture() -> Callable:
    """Orders from a frame of rows."""
    return _canonical


class Shop(NamedTuple):
    """Rows of a simulated shop, and the latent type of each customer."""

    rows: pd.DataFrame
    truth: pd.Series

    @property
    def orders(self):
        return _canonical(self.rows)


END = dt.date(2026, 1, 1)


def simulate(customers: int = 420, seed: int = 3) -> Shop:
    """Three kinds of customer: regulars, one-time buyers long gone, newcomers; some send back."""
    draw = np.random.default_rng(seed)
    types = np.repeat(["regular", "gone", "new"], customers // 3)
    rows, truth = [], {}
    for i, kind in enumerate(types):
        user = f"u{i:05d}"
        truth[user] = kind
        if kind == "regular":
            ages = draw.uniform(0, 360, 3 + draw.poisson(9))
        elif kind == "gone":
            ages = draw.uniform(200, 360, 1)
        else:
            ages = draw.uniform(0, 60, 1 + draw.poisson(0.3))
        for number, age in enumerate(ages):
            day = END - dt.timedelta(days=1 + int(age))
            for item in draw.choice(40, 4 if kind == "regular" else 1, replace=False):
                price = round(float(draw.lognormal(3, 0.5)), 2)
                rows.append((user, f"{user}-{number}", f"i{item}", day, 2, price))
                if draw.random() < 0.04:
                    rows.append((user, f"C{user}-{number}", f"i{item}", day, -1, price))
    columns = ["user", "order", "item", "day", "quantity", "price"]
    return Shop(pd.DataFrame(rows, columns=columns), pd.Series(truth))


@pytest.fixture(scope="session")
def shop() -> Shop:
    """A shop of 420 customers whose types are known."""
    return simulate()
