"""The media panel: days become weeks, and every fault is told at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.errors import DataError
from taller.measurement.media_mix import Panel, from_tables

WEEKS = np.datetime64("2024-01-01") + 7 * np.arange(60)


def panel(spend=None, sales=None, weeks=WEEKS, channels=("search", "tv"), **more) -> Panel:
    rng = np.random.default_rng(1)
    spend = rng.uniform(1, 9, (1, len(weeks), len(channels))) if spend is None else spend
    sales = np.full((1, len(weeks)), 100.0) if sales is None else sales
    return Panel.of(weeks, channels, spend, sales, **more)


def test_all_faults_of_a_panel_are_told_at_once():
    """Spend below zero, a week of sales missing: both, with channel, week and what was given."""
    spend, sales = np.ones((1, 60, 2)), np.full((1, 60), 100.0)
    spend[0, :, 0] = np.arange(60)
    spend[0, 3, 1], sales[0, 7] = -20, np.nan
    with pytest.raises(DataError) as told:
        panel(spend, sales)
    assert "spend of tv: 1 negative or no number, first in the week of 2024-01-22 (-20)" in str(
        told.value
    )
    assert "sales: 1 weeks missing, first that of 2024-02-19" in str(told.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"weeks": WEEKS[:1]}, "1 weeks of spend and sales together; 40 are needed"),
        ({"weeks": np.delete(WEEKS, 5)}, "14 days after the one before, should be 7"),
        ({"weeks": np.insert(WEEKS, 5, WEEKS[5])}, "0 days after the one before"),
        ({"channels": ("tv", "tv")}, "tv: named twice"),
        ({"spend": np.ones((1, 60, 2))}, "no channel's spend ever changes"),
        ({"spend": np.ones((1, 50, 2))}, r"spend: shape \(1, 50, 2\), should be \(1, 60, 2\)"),
        ({"sales": np.zeros((1, 60))}, "sales: nothing sold"),
        ({"controls": np.full((1, 60, 1), np.nan)}, "controls: some are missing"),
    ],
    ids=["one-week", "week-missing", "week-doubled", "named-twice", "constant", "shape",
         "nothing-sold", "control-missing"],
)  # fmt: skip
def test_what_no_curve_can_be_fitted_to_is_refused_by_name(given, told):
    with pytest.raises(DataError, match=told):
        panel(**given)


def test_days_are_added_up_to_weeks_by_region_and_a_week_without_spend_is_zero():
    """Seven days of 2 in each region are 14; search was bought in the north alone, once a week."""
    days = pd.date_range("2024-01-01", periods=60 * 7)
    north = pd.DataFrame({"week": days[::7], "channel": "search", "cost": np.arange(60.0)})
    sales = pd.concat(pd.DataFrame({"week": days, "value": 2.0, "region": r}) for r in "ns")
    holiday = pd.DataFrame({"week": days, "holiday": (days.day == 1).astype(float)})
    found = from_tables(north.assign(region="n"), sales, controls=holiday)
    assert found.regions == ("n", "s")
    assert found.channels == ("search",)
    assert found.sales.tolist() == [[14.0] * 60] * 2
    assert found.spend[0, :, 0].tolist() == list(range(60))
    assert not found.spend[1].any()
    assert found.controls.shape == (2, 60, 1)
    assert found.controls[1, 0, 0] == pytest.approx(1 / 7)


def test_spend_where_nothing_is_sold_is_a_fault():
    days = pd.date_range("2024-01-01", periods=60, freq="7D")
    cost = pd.DataFrame({"week": days, "channel": "tv", "cost": 1.0, "region": "lost"})
    sales = pd.DataFrame({"week": days, "value": 2.0, "region": "n"})
    with pytest.raises(DataError, match="lost: spend, but no sales"):
        from_tables(cost, sales)


def test_a_table_without_a_column_says_which():
    with pytest.raises(DataError, match="spend: no column 'cost'"):
        from_tables(
            pd.DataFrame(columns=["week", "channel"]), pd.DataFrame(columns=["week", "value"])
        )
