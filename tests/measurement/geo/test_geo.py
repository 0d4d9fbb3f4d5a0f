"""Regional trials: hand-worked numbers, placebos, designs, and the public trial."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.errors import DataError
from taller.measurement.geo import (
    candidate_sets,
    designs,
    geo_effect,
    placebo_dates,
    placebo_regions,
    region_panel,
)
from taller.measurement.geo.synthetic import Synthetic
from taller.measurement.geo.trial import end, null_test


def made(days=60, after=10, effect=0.0, noise=0.0, many=8, seed=1):
    """Regions of different size; ``own`` is half as a and half as b in percent, and noise."""
    rng = np.random.default_rng(seed)
    index = pd.date_range("2026-01-01", periods=days)
    moves = 1 + 0.1 * rng.normal(size=(days, many))
    moves /= moves[: days - after].mean(axis=0)
    panel = pd.DataFrame(
        moves * rng.uniform(50, 500, many), index=index, columns=list("abcdefgh")[:many]
    )
    own = 100 * (moves[:, 0] + moves[:, 1]) / 2 + noise * rng.normal(size=days)
    own[days - after :] += effect
    return panel.assign(own=own)


def test_what_others_explain_wholly_is_found_to_the_digit():
    """10 a day on sales of about 100, for 10 days; without it nothing is left unexplained."""
    panel = made(effect=10)
    found = geo_effect(panel, ["own"], panel.index[50])
    assert found.daily.value == pytest.approx(10, rel=0.05)
    assert found.total.value == pytest.approx(10 * found.daily.value)
    before_it = panel["own"].iloc[50:].mean() - found.daily.value
    assert found.lift.value == pytest.approx(found.daily.value / before_it)
    assert found.p == pytest.approx(2 / 61)  # no other stretch of days is as far off
    assert found.daily.low > 9
    assert found.daily.high < 11


def test_several_regions_count_by_region_and_day():
    panel = made(effect=10).assign(twin=lambda all: all["own"])
    found = geo_effect(panel, ["own", "twin"], panel.index[50])
    assert found.total.value == pytest.approx(20 * found.daily.value)


def test_convex_weights_are_those_that_made_it():
    rng = np.random.default_rng(2)
    others = rng.normal(size=(40, 4))
    model = Synthetic(others)
    own = others @ [0.7, 0.3, 0, 0] + 5
    assert model.convex(own) == pytest.approx([0.7, 0.3, 0, 0], abs=1e-6)
    beyond = others @ [1.5, -0.5, 0, 0]  # no convex weights make it; a faint ridge does
    assert model.augmented(beyond, model.convex(beyond), 1e-9) == pytest.approx(
        [1.5, -0.5, 0, 0], abs=1e-4
    )


def test_an_effect_is_believed_where_its_days_look_like_others():
    """Nothing is explained by flat others: gaps are the series' own, and shifts are counted."""
    own = np.r_[np.tile([1.0, -1.0], 10), 3.0, 3.0]
    flat = np.c_[np.zeros(22), np.zeros(22)]
    p = null_test(own, flat, np.array([20, 21]), 1.0)
    assert p(0.0) == pytest.approx(2 / 23)
    assert p(3.0) == 1.0  # all stretches of two days sum to 0


def test_the_end_of_an_interval_is_where_belief_ends():
    assert end(lambda effect: 0.5 * (effect < 7), 2.0, 1.0, 0.05) == pytest.approx(7, rel=0.01)
    assert end(lambda effect: 0.5 * (effect > -3), 2.0, -1.0, 0.05) == pytest.approx(-3, rel=0.01)


@settings(max_examples=8, deadline=None)
@given(st.floats(0.01, 1000), st.randoms(use_true_random=False))
def test_neither_the_unit_nor_the_order_of_regions_matters(scale, random):
    panel = made(effect=5, noise=3, many=4)
    found = geo_effect(panel, ["own"], panel.index[50])
    other = panel[random.sample(list(panel), 5)] * scale
    again = geo_effect(other, ["own"], panel.index[50])
    assert again.lift.value == pytest.approx(found.lift.value, rel=1e-3)
    assert again.daily.high == pytest.approx(found.daily.high * scale, rel=0.02)


def test_a_missing_day_is_told_and_not_taken_for_zero():
    long = pd.DataFrame({"region": ["a", "a", "b"], "day": ["2026-01-01", "2026-01-02"] * 1
                         + ["2026-01-01"], "value": [1, 2, 3]})  # fmt: skip
    with pytest.raises(DataError, match="b: 1 of 2 days missing"):
        region_panel(long)


def test_rows_of_one_region_and_day_are_added_up():
    long = pd.DataFrame({"city": ["a", "a"], "date": ["2026-01-01"] * 2, "sales": [1, 2]})
    panel = region_panel(long, region="city", day="date", value="sales")
    assert panel.to_numpy().tolist() == [[3.0]]


def test_all_faults_are_told_at_once():
    panel = made(days=25).assign(empty=0.0)
    with pytest.raises(DataError) as raised:
        geo_effect(panel, ["nowhere"], panel.index[15])
    told = str(raised.value)
    for part in ("nowhere: no such region", "needs 40 days before", "empty: sold nothing before"):
        assert part in told


def test_placebos_leave_the_treated_regions_and_the_campaign_out():
    panel = made(days=80, effect=30, noise=1)
    places = placebo_regions(panel, ["own"], panel.index[70], draws=6)
    assert places["regions"][0] == ("own",)
    assert not any("own" in regions for regions in places["regions"][1:])
    assert places["ratio"].abs().idxmax() == 0
    dates = placebo_dates(panel, ["own"], panel.index[70])
    assert dates["start"].tolist() == [panel.index[i] for i in (60, 50, 40)]
    assert dates["lift"].abs().max() < 0.1 < places["lift"][0]


def test_a_design_that_varies_less_sees_less_and_costs_its_days():
    panel = made(days=90, noise=1).assign(loud=lambda all: made(days=90, noise=40)["own"])
    found = designs(panel, sets=[["loud"], ["own"]], days=[10], daily_cost={"own": 7, "loud": 1})
    assert found["regions"].tolist() == [("own",), ("loud",)]
    assert found["cost"].tolist() == [70, 10]
    quiet = found.iloc[0]
    assert quiet["smallest_total"] == pytest.approx(
        quiet["smallest_lift"] * panel["own"].mean() * 10
    )
    assert quiet["stretches"] == 5
    with pytest.raises(DataError, match="90 days are too few to try"):
        designs(panel, sets=[["own"]], days=[60])


def test_sets_of_regions_are_drawn_without_repeats():
    panel = made()
    sets = candidate_sets(panel, 2, count=10, seed=3)
    assert len(set(sets)) == 10
    assert sets == candidate_sets(panel, 2, count=10, seed=3)


def test_the_public_trial_holds_the_published_effect(shared_data):
    """GeoLift_Test: 155.556 a day and city, 4,667 in all, published."""
    long = pd.read_csv(shared_data / "geolift" / "GeoLift_Test.csv.gz")
    panel = region_panel(long, region="location", day="date", value="Y")
    found = geo_effect(panel, ["chicago", "portland"], "2021-04-01")
    assert found.daily.low < 155.556 < found.daily.high
    assert found.total.low < 4667 < found.total.high
    assert found.daily.value == pytest.approx(172, abs=5)
    assert found.lift.value == pytest.approx(0.06, abs=0.01)
    assert found.daily.low < 0  # so no effect is shown beyond chance
    assert found.p > 0.05
