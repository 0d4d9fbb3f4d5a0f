"""The steps of the notebook, given a fit or none."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from taller.errors import InputError
from taller.monitoring.optimisation.model.budget import steps
from taller.monitoring.optimisation.params import Params
from tests.monitoring.optimisation.test_budget_trials import regional
from tests.monitoring.optimisation.true_curves import TrueCurves

WEEKS = 104


def response(*, told=True, spread=0.0, by_region=None, regions=1, margin=None):
    """A stand-in for what a fit gives: two channels, today 100 a week each."""
    spent = np.array([[200.0, 200]] * 4 + [[100.0, 100]] * (WEEKS - 4))
    curves = TrueCurves([100, 400], [100, 100], carry=0, spent=spent, spread=spread, draws=200)
    monday = np.datetime64("2026-06-29")
    curves.weeks = lambda n: monday + 7 * np.arange(1, n + 1)
    panel = SimpleNamespace(
        spend=np.repeat(spent[None] / regions, regions, axis=0), regions=list("nsew")[:regions],
        sales=regional(regions, WEEKS).to_numpy().T, weeks=monday - 7 * np.arange(WEEKS)[::-1],
    )  # fmt: skip
    verdicts = [SimpleNamespace(channel=name, verdict="not_told_apart") for name in "ab"]
    fit = SimpleNamespace(panel=panel, curves=lambda: curves, told=verdicts)
    media = SimpleNamespace(panel=panel, by_region=by_region)
    return SimpleNamespace(media=media, fit=fit, curves=curves if told else None, margin=margin,
                           of="sales")  # fmt: skip


def test_next_quarter_is_the_best_mix_where_nothing_else_is_asked():
    given, p = response(), Params()
    shares = steps.allocate(given, p)
    assert steps.next_quarter(given, shares, p) is shares
    assert [str(day) for day in shares.asked.days[:2]] == ["2026-07-06", "2026-07-13"]


def test_another_total_is_shared_out_at_its_best_and_the_mix_is_still_told_at_today_s():
    given, p = response(), Params(budget={"total": 13 * 300})
    shares = steps.allocate(given, p)
    assert shares.total == pytest.approx(13 * 200)
    assert steps.next_quarter(given, shares, p).total == pytest.approx(13 * 300)


def test_where_no_mix_is_shown_better_next_quarter_stays_near_today_s():
    """Also of half as much again: 150 each."""
    given, p = response(spread=2.0), Params(budget={"total": 13 * 300})
    shares = steps.allocate(given, p)
    assert not shares.claimed
    quarter = steps.next_quarter(given, shares, p)
    assert quarter.spend == pytest.approx(np.full((13, 2), 150.0))
    assert not quarter.best
    assert not steps.next_quarter(given, steps.allocate(given, Params()), Params()).best


def test_where_limits_rule_out_today_s_total_the_client_s_own_is_shared_out():
    """At least 300 a week, of which 200 are spent today."""
    given = response()
    p = Params(budget={"total": 13 * 350, "floors": {"a": 150, "b": 150}})
    shares = steps.allocate(given, p)
    assert shares.total == pytest.approx(13 * 350)
    assert not shares.as_today


def test_limits_that_contradict_the_client_s_own_total_are_refused():
    with pytest.raises(InputError, match="loosen at least one: a total of 1,300; a: at least 150"):
        steps.allocate(response(), Params(budget={"total": 1300, "floors": {"a": 150}}))


def test_where_no_curves_bear_a_budget_there_is_none_but_a_trial_is_named():
    given, p = response(told=False, regions=4, spread=0.5), Params()
    assert steps.allocate(given, p) is steps.frontier(given, p) is None
    assert steps.next_quarter(given, None, p) is None
    found = steps.next_experiment(given, p, seed=1)
    assert not found.told
    assert found.best.further == pytest.approx(100)  # 100 a week more, a quarter of it, 4 weeks


def test_without_spend_by_region_it_is_taken_to_be_shared_as_sales_are():
    """One of five regions sells seven times as much as each other."""
    sales = regional(5).assign(r0=lambda f: 7 * f["r0"])
    found = steps.next_experiment(response(by_region=sales, spread=0.5, told=False), Params(), 1)
    assert found.assumed
    share = sum(7 if name == "r0" else 1 for name in found.best.regions) / 11
    assert found.best.further == pytest.approx(100 * share * found.best.weeks, rel=0.02)


def test_without_regions_the_trial_is_not_named_and_without_a_panel_nothing_is():
    assert steps.next_experiment(response(spread=0.5), Params(), seed=1).why == "no_regions"
    assert steps.next_experiment(SimpleNamespace(media=None, fit=None), Params(), seed=1) is None


def test_the_plan_s_weeks_are_its_periods():
    p = Params(
        weeks=13, budget={"periods": [{"weeks": 2, "total": 500}, {"weeks": 3, "total": 600}]}
    )
    given = response()
    shares = steps.allocate(given, p)
    quarter = steps.next_quarter(given, shares, p)
    assert len(quarter.asked.days) == 5
    assert quarter.spend[:2].sum() == pytest.approx(500)
    assert pd.Timestamp(quarter.asked.days[-1]) == pd.Timestamp("2026-08-03")
