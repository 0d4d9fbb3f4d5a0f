"""Whether rows stand in order of time: what drifts, and what a file is merely sorted by."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.data.contract import row_order
from taller.data.contract.row_order import Order

N = 2_000
DRAW = np.random.default_rng(5)
FRAME = pd.DataFrame({
    "age": DRAW.integers(18, 80, N), "spend": DRAW.lognormal(3, 1, N).round(2),
    "plan": DRAW.choice(["basic", "plus", "pro"], N),
})  # fmt: skip
STEADY = (DRAW.random(N) < 0.1).astype(float)
LATE = np.arange(N) >= 0.8 * N
SHIFTED = np.where(LATE, DRAW.random(N) < 0.4, DRAW.random(N) < 0.05).astype(float)


def test_rows_as_they_came_by_lot_have_no_order():
    assert row_order.look(FRAME, STEADY) is None


def test_a_base_rate_that_jumps_may_be_time():
    assert row_order.look(FRAME, SHIFTED) == Order(True, "rate")


def test_a_mean_that_drifts_may_be_time():
    drifting = FRAME.assign(spend=FRAME["spend"] * np.linspace(1, 2, N))
    assert row_order.look(drifting, STEADY) == Order(True, "drift", "spend")


@pytest.mark.parametrize("key", ["age", "spend", "plan"])
def test_a_file_sorted_by_an_unrelated_key_is_not_in_order_of_time(key):
    frame = FRAME.assign(y=STEADY).sort_values(key, kind="stable", ignore_index=True)
    found = row_order.look(frame.drop(columns="y"), frame["y"].to_numpy())
    assert found == Order(False, "sorted", key)


def test_a_file_sorted_by_what_happened_is_not_either():
    happened = np.sort(STEADY)
    assert row_order.look(FRAME, happened) == Order(False, "sorted")


def test_ids_in_order_sort_nothing():
    ids = [f"K{n:05}" for n in range(N)]
    assert row_order.look(FRAME.assign(customer_id=ids), STEADY) is None
    assert row_order.look(FRAME.assign(customer_id=ids), SHIFTED) == Order(True, "rate")


@pytest.mark.parametrize("names", [("may", "jun", "jul", "aug", "oct", "nov", "jan", "mar"),
                                   ("mayo", "junio", "julio", "agosto", "octubre", "noviembre",
                                    "enero", "marzo")])  # fmt: skip
def test_months_that_follow_one_another_are_time_and_shuffled_or_alphabetical_ones_are_not(names):
    months = np.repeat(names, N // len(names))
    assert row_order.look(FRAME.assign(m=months), STEADY) == Order(True, "months", "m")
    shuffled = np.random.default_rng(1).permutation(months)
    assert row_order.look(FRAME.assign(m=shuffled), STEADY) is None
    sorted_ = row_order.look(FRAME.assign(m=np.sort(months)), STEADY)
    assert sorted_ == Order(False, "sorted", "m")


@pytest.mark.parametrize("step", [1, -1])
def test_dates_along_the_rows_are_time_whichever_way_they_go(step):
    days = pd.date_range("2025-01-01", periods=N, freq="h").strftime("%d/%m/%Y")[::step]
    cells = {"day": list(days), "age": [str(v) for v in FRAME["age"]]}
    assert row_order.look(row_order.typed(cells), STEADY) == Order(True, "dates", "day")


def test_dates_in_no_order_and_few_rows_say_nothing():
    days = pd.Series(pd.date_range("2025-01-01", periods=N, freq="h")).sample(
        frac=1, random_state=1
    )
    assert row_order.look(FRAME.assign(day=days.to_numpy()), STEADY) is None
    assert row_order.look(FRAME[:150], SHIFTED[-150:]) is None
