"""The simulated shop: plausible, seeded, and true to what it says of itself."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from pydantic import TypeAdapter

from taller.data.settings.sources import DataSettings
from taller.data.simulators import fashion_store
from taller.data.tables import Tables
from tests.data.conftest import take


def chosen(**more):
    return TypeAdapter(DataSettings).validate_python(
        {"source": "fashion_store", "users": 4000, "items": 300, **more}
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("store")
    return take(folder, folder, chosen())


def test_the_same_seed_gives_the_same_shop_and_another_seed_another(tmp_path):
    small = chosen(users=50, items=20)
    first = fashion_store.simulate(small, seed=1, currency="EUR")["orders"]
    assert fashion_store.simulate(small, seed=1, currency="EUR")["orders"].equals(first)
    assert not fashion_store.simulate(small, seed=2, currency="EUR")["orders"].equals(first)


def test_history_spans_the_months_asked_for_and_nothing_after(store):
    """18 months to 30 June 2026 begin on 1 January 2025."""
    frame = store.orders.execute()
    assert frame["event_timestamp"].min().date() >= dt.date(2025, 1, 1)
    assert frame["event_timestamp"].max().date() <= dt.date(2026, 6, 30)
    assert frame["user_id"].nunique() == 4000


def test_money_adds_up_to_the_cent_and_lines_are_unique(store):
    frame = store.orders.execute()
    assert (frame["price"] * frame["quantity"] == frame["value"]).all()
    assert frame["line"].tolist() == list(range(1, len(frame) + 1))
    assert (frame["price"] > 0).all()
    assert set(frame["currency"]) == {"EUR"}


def test_a_return_follows_a_purchase_of_the_same_item_within_a_month(store):
    """So that netting leaves none unmatched."""
    found = {treatment.code: treatment.rows for treatment in store.ledger("orders").treatments}
    cancelled = (store.orders.kind == "cancellation").sum().execute()
    assert found == {"cancellations": cancelled, "cancellations_netted": cancelled}
    assert 0.08 < cancelled / store.ledger("orders").accepted < 0.16


def test_kinds_of_customer_differ_as_they_are_said_to(store):
    """The devoted buy most often; tryers drop out and send back most."""
    truth = store.truth["customers"].set_index("user_id")
    frame = store.orders.execute().rename(columns={"kind": "line_kind"}).join(truth, on="user_id")
    orders = frame.groupby("kind")["transaction_id"].nunique() / truth["kind"].value_counts()
    assert orders.idxmax() == "devoted"
    assert truth.groupby("kind")["alive"].mean().idxmin() == "tryer"
    back = frame["line_kind"].eq("cancellation").groupby(frame["kind"]).mean()
    assert back.idxmax() == "tryer"


def test_december_is_the_busiest_month_of_2025(store):
    frame = store.orders.execute()
    months = frame.groupby(frame["event_timestamp"].dt.to_period("M"))["value"].sum()
    assert months["2025-01":"2025-12"].astype(float).idxmax() == pd.Period("2025-12")


def test_one_customer_and_one_item_are_enough(tmp_path):
    tables = take(tmp_path, tmp_path, chosen(users=1, items=1, months=1))
    assert tables.simulated
    assert tables.customers.count().execute() == 1
    assert tables.truth["items"]["item_id"].tolist() == ["F00001"]
