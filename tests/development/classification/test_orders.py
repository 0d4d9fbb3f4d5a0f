"""From orders: what is described was known, what is predicted came after."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from taller.development.classification.evaluation import test as testing
from taller.development.classification.evaluation import wait as timing
from taller.development.classification.features import rows as sources
from taller.development.classification.model import training
from taller.development.classification.params import Params
from taller.development.template import source

DAY = dt.date(2026, 4, 1)


class Tables:
    """Orders alone."""

    def __init__(self, orders):
        self.orders = orders

    def has(self, name):
        return name == "orders"


@pytest.fixture
def tables(orders_of):
    rows = [
        ("ana", "a1", "x", "2026-01-01", 2, 10.0),
        ("ana", "a2", "y", "2026-03-02", 1, 30.0),
        ("ana", "a3", "y", "2026-03-22", 1, 30.0),
        ("ana", "ca", "y", "2026-04-10", -1, 30.0),  # known only after the day
        ("ben", "b1", "x", "2025-11-01", 1, 10.0),
        ("eva", "e1", "x", "2026-02-01", 1, 10.0),
        ("eva", "ce", "x", "2026-02-02", -1, 10.0),  # nothing left
        ("ana", "a4", "z", "2026-04-01", 1, 50.0),
        ("new", "n1", "x", "2026-04-02", 1, 10.0),
    ]
    return Tables(orders_of(rows))


def test_customers_are_described_by_what_was_known(tables):
    frame = source.described(tables, DAY)
    assert frame.index.tolist() == ["ana", "ben"]
    ana = frame.loc["ana"]
    assert ana[["recency_days", "tenure_days", "orders", "items"]].tolist() == [10, 90, 3, 2]
    assert ana[["spend", "order_value"]].tolist() == pytest.approx([80, 80 / 3])
    assert ana[["orders_recent", "orders_before"]].tolist() == [3, 0]
    assert ana["gap_days"] == 40  # 80 days between three buying days
    assert ana["overdue"] == 0.25
    ben = frame.loc["ben"]
    assert ben[["orders_recent", "orders_before", "spend_before"]].tolist() == [0, 1, 10]
    assert np.isnan(ben["gap_days"])


def test_later_orders_do_not_move_the_description(tables, orders_of):
    before = source.described(tables, DAY)
    extra = [("ben", "b9", "x", "2026-06-01", 9, 99.0)]
    again = Tables(tables.orders.union(orders_of(extra)))
    pd.testing.assert_frame_equal(source.described(again, DAY), before)


def test_spend_of_a_window_is_net_of_what_came_back_within_it(tables):
    found = source.Past(tables).spend(DAY, dt.date(2026, 5, 1))
    assert found["spend"].to_dict() == {"ana": 50.0, "new": 10.0}
    assert found["orders"].to_dict() == {"ana": 1, "new": 1}


def test_windows_do_not_overlap_and_the_last_ends_with_the_data():
    days = source.cuts(dt.date(2025, 1, 1), DAY, horizon=60, history=90, most=4)
    assert [(b - a).days for a, b in pairwise(days)] == [60, 60, 60]
    assert (DAY - days[-1]).days == 60
    assert source.cuts(DAY, DAY, horizon=60, history=90, most=4) == ()


@pytest.fixture(scope="module")
def shop_tables(shop):
    return Tables(shop.orders)


@pytest.fixture(scope="module")
def held(shop_tables):
    """Customers at three dates, and who of them orders within 60 days."""
    return sources.gather(shop_tables, Params(horizon_days=60, active_days=400, cutoffs=3))


@pytest.mark.slow
def test_churn_and_propensity_are_each_others_complement(shop_tables):
    knobs = {"horizon_days": 60, "active_days": 400, "cutoffs": 3}
    churn = sources.gather(shop_tables, Params(purpose="churn", **knobs))
    buy = sources.gather(shop_tables, Params(purpose="propensity", **knobs))
    assert (churn.rows.target + buy.rows.target == 1).all()
    assert churn.value > 0
    last = churn.rows.when == churn.rows.when.max()
    assert len(np.unique(churn.rows.subjects[last])) == last.sum()


@pytest.mark.slow
def test_those_long_gone_do_not_count(shop_tables):
    held = sources.gather(shop_tables, Params(horizon_days=60, active_days=100, cutoffs=2))
    assert held.rows.features["recency_days"].max() <= 100
    assert held.current["recency_days"].max() <= 100


def test_a_short_history_is_told_not_failed(tables):
    held = sources.gather(tables, Params(horizon_days=180))
    assert held.rows is None
    assert "420" in held.reason  # two periods of 180 days and 60 of history


@pytest.mark.slow
def test_a_wait_is_within_its_window_and_says_the_same_as_the_label(held):
    """Watched for 60 days from each date: who ordered within them did not churn."""
    assert (held.seen.happened == (held.rows.target == 0)).all()
    assert held.seen.durations.min() >= 1
    assert held.seen.durations.max() == 60
    assert (held.seen.durations[~held.seen.happened] == 60).all()


@pytest.mark.slow
def test_how_long_until_they_come_back(held):
    tested = testing.assess(training.train(sources.prepare(held, 3), 3), 3)
    found = timing.wait(tested, 3)
    last = held.rows.when == held.rows.when.max()
    assert found.subjects == last.sum()
    assert found.whole.share[0] == 1
    assert found.whole.at(60)[0] == pytest.approx(held.rows.target[last].mean())
    assert found.timed is None or found.timed.times[-1] < 60


@pytest.mark.slow
def test_a_small_shop_is_told_not_failed(shop):
    """With some thirty customers there is nothing to learn: the other analyses must go on."""
    few = shop.orders.select("user_id").distinct().order_by("user_id").limit(30)
    small = Tables(shop.orders.semi_join(few, "user_id"))
    held = sources.gather(small, Params(horizon_days=60, active_days=400, cutoffs=2))
    assert held.rows is None
    assert "at least 20 of either kind" in held.reason


def test_a_date_that_orders_know_nothing_of_is_told(shop_tables):
    held = sources.gather(shop_tables, Params(as_of=dt.date(2050, 1, 1)))
    assert held.rows is None
    assert "as_of" in held.reason


def test_a_shop_where_nobody_comes_back_is_told(orders_of):
    """Each buys once: there is no next order to wait for."""
    rows = [
        (f"u{i}", f"o{i}", "x", (dt.date(2025, 1, 1) + dt.timedelta(days=i)).isoformat(), 1, 9.0)
        for i in range(400)
    ]
    held = sources.gather(Tables(orders_of(rows)), Params(horizon_days=60, cutoffs=2))
    assert held.rows is None
    assert "of either kind" in held.reason
