"""The mix that earns most: hand-worked optima, limits, what is claimed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from taller.errors import InputError
from taller.monitoring.optimisation.model.budget import frontier, plan
from tests.monitoring.optimisation.true_curves import TrueCurves, asked


def steady_curves(**more):
    """Two channels without carry-over, today 100 a week each: heights 100 and 400, half at 100."""
    return TrueCurves([100, 400], [100, 100], carry=0, spent=[[200.0, 200]] + [[100.0, 100]] * 30,
                      **more)  # fmt: skip


def test_the_next_euro_brings_as_much_in_each_channel():
    """Of 200 a week: (b + 100) / (a + 100) = √(400 / 100), so a = 33.3 and b = 166.7."""
    found = plan.make(asked(steady_curves()))
    assert found.spend.mean(axis=0) == pytest.approx([100 / 3, 500 / 3], abs=2.5)
    # A further euro brings h k / (s + k)²: 100 · 100 / 133.3² = .5625 in both, less as it bends.
    assert [each.value for each in found.next] == pytest.approx([0.5625, 0.5625], rel=0.03)
    # Of both 200 · ½ today, and 100 · ¼ + 400 · ⅝ planned: 25 a week more, in 13 weeks.
    assert found.gain.value == pytest.approx(13 * 25, rel=0.01)
    assert found.evidence == ("seen", "longer")
    assert found.claimed


def test_where_little_is_spent_in_vain_all_of_it_goes_to_one_channel():
    """Of two like channels that answer as s² does at first, one gets all of a small budget."""
    curves = TrueCurves([100, 100], [100, 100], carry=0, slope=4, spent=[[90.0, 90]] * 3 +
                        [[40.0, 40]] * 30)  # fmt: skip
    found = plan.make(asked(curves))
    assert sorted(found.spend[0]) == pytest.approx([0, 80], abs=0.1)


def test_what_a_curve_never_brings_is_not_counted_on():
    """Of 150: 131.6 here and 18.4 there would bring 75 + 10.5 along a tangent, truly 75.1."""
    curves = TrueCurves([100, 100], [100, 100], carry=0, slope=4, spent=[[200.0, 200]] * 3 +
                        [[75.0, 75]] * 30)  # fmt: skip
    found = plan.make(asked(curves))
    assert sorted(found.spend[0]) == pytest.approx([0, 150], abs=0.1)


def test_where_nothing_is_spent_now_today_is_the_mean_of_all_weeks():
    """30 weeks of 100 and ten of nothing: 75."""
    curves = TrueCurves([100, 400], [100, 100], spent=[[100.0, 100]] * 30 + [[0.0, 0]] * 10)
    assert asked(curves).today == pytest.approx([75, 75])


def test_a_ceiling_moves_money_to_where_it_earns_next_most():
    """b may have 120 a week; the rest of 200 goes to a."""
    found = plan.make(asked(steady_curves(), ceilings={"b": 120}))
    assert found.spend.mean(axis=0) == pytest.approx([80, 120])
    assert found.held == ((), ("ceiling",))


def test_a_ratio_binds_the_whole_plan():
    found = plan.make(asked(steady_curves(), ratios=[{"channel": "a", "least": 0.3}]))
    assert found.spend.mean(axis=0) == pytest.approx([60, 140])
    assert found.held == (("ratio",), ())


def test_a_ratio_to_another_channel_binds_from_above():
    found = plan.make(asked(steady_curves(), ratios=[{"channel": "b", "of": "a", "most": 1.5}]))
    assert found.spend.mean(axis=0) == pytest.approx([80, 120])


def test_contracts_hold_in_their_weeks_alone():
    """150 a week on a from 20 July to 2 August: the third and fourth week of the plan."""
    held = {"channel": "a", "weekly": 150, "starts_on": "2026-07-20", "ends_on": "2026-08-02"}
    found = plan.make(asked(steady_curves(), contracts=[held]))
    assert (found.spend[2:4, 0] >= 150 - 1e-6).all()
    assert (found.spend[[0, 1, *range(4, 13)], 0] < 60).all()
    assert found.total == pytest.approx(13 * 200)


def test_a_contract_holds_in_a_week_that_it_only_touches():
    """From a Wednesday on, to a Monday: both weeks."""
    held = {"channel": "a", "weekly": 150, "starts_on": "2026-07-08", "ends_on": "2026-07-13"}
    found = plan.make(asked(steady_curves(), contracts=[held]))
    assert (found.spend[:, 0] >= 150 - 1e-6).tolist() == [True, True, *[False] * 11]


def test_each_period_has_its_own_total():
    periods = [{"weeks": 4, "total": 400}, {"weeks": 2, "total": 600}]
    found = plan.make(asked(steady_curves(), periods=periods))
    assert found.spend[:4].sum() == pytest.approx(400)
    assert found.spend[4:].sum() == pytest.approx(600)


def test_how_far_a_channel_may_move_holds_on_both_sides():
    found = plan.make(asked(steady_curves(), move=0.2))
    assert found.spend.mean(axis=0) == pytest.approx([80, 120])
    assert found.held == (("move",), ("move",))


def test_nothing_beyond_the_most_ever_spent_unless_allowed_and_then_it_is_told():
    """Of 390 a week b takes the 200 it ever had; with half as much again it takes more."""
    curves = steady_curves()
    assert plan.make(asked(curves, total=13 * 390)).spend.max() == pytest.approx(200)
    found = plan.make(asked(curves, total=13 * 390, beyond=0.5))
    assert found.spend[:, 1].max() > 205
    assert found.evidence[1] == "beyond"


def test_a_margin_turns_sales_into_profit_and_a_larger_total_costs_what_it_costs():
    """100 a week more: a then has 66.7 and b 233.3, but b had 200 at most."""
    curves = steady_curves()
    sales = plan.make(asked(curves, total=13 * 300))
    profit = plan.make(asked(curves, worth=0.4, profit=True, total=13 * 300))
    assert profit.gain.value == pytest.approx(0.4 * sales.gain.value - 13 * 100)
    assert not profit.as_today
    assert [each.value for each in profit.next] == pytest.approx(
        [0.4 * each.value for each in sales.next]
    )


def test_what_carries_over_from_today_is_in_both_sides():
    """With today's own mix nothing is gained, however much it carries over."""
    curves = TrueCurves([100, 400], [100, 100], carry=0.6, spent=[[100.0, 100]] * 30)
    found = plan.make(asked(curves, move=1e-9))
    assert found.gain.value == pytest.approx(0, abs=1e-3)
    assert not found.claimed


def test_no_better_mix_is_claimed_where_the_draws_leave_it_open():
    """Channels alike but for draws that are far off: the best guess is not claimed."""
    curves = TrueCurves([200, 220], [100, 100], spent=[[200.0, 200]] + [[100.0, 100]] * 30,
                        spread=0.8, draws=400)  # fmt: skip
    found = plan.make(asked(curves))
    assert found.gain.low < 0
    assert not found.claimed


def test_the_plan_nearest_to_today_keeps_to_limits_and_is_never_claimed():
    found = plan.make(asked(steady_curves(), floors={"b": 130}), best=False)
    assert found.spend.mean(axis=0) == pytest.approx([70, 130])
    assert not found.claimed


def test_with_demand_the_plan_spends_more_in_weeks_of_more_demand_if_so_assumed():
    curves = steady_curves()
    season = asked(curves, season="demand").season[:13]
    found = plan.make(asked(curves, season="demand", ceilings={"a": 200, "b": 200}))
    assert season[0] == pytest.approx(1)  # as in the mean week of a year
    assert np.corrcoef(found.spend.sum(axis=1), season)[0, 1] > 0.9
    assert np.ptp(plan.make(asked(curves)).spend, axis=0) == pytest.approx([0, 0])


def test_a_channel_without_any_spend_gets_none():
    curves = TrueCurves([100, 400], [100, 100], spent=[[100.0, 0]] * 30)
    found = plan.make(asked(curves))
    assert found.spend[:, 1] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("slope", [1.0, [0.8, 1.2, 2.0, 1.0]])
def test_levels_by_block_earn_what_every_week_for_itself_would(slope):
    """With carry-over: at least 98 % of what a search over all 52 numbers finds from there."""
    rng = np.random.default_rng(4)
    spent = rng.uniform(0.3, 1, (60, 4)) * [1000, 800, 500, 300]
    curves = TrueCurves([2000, 3000, 500, 900], [600, 1500, 200, 400], carry=[0.2, 0.7, 0.1, 0.4],
                        slope=slope, spent=spent, draws=1)  # fmt: skip
    made = asked(curves)
    found = plan.make(made)
    size, most = found.spend.shape, np.tile(curves.observed_most, 13)
    before = plan.sold(made, found.before).sum()
    searched = minimize(
        lambda x: -plan.sold(made, x.reshape(size)).sum() / 1e4, found.spend.ravel(),
        bounds=[(0, top) for top in most], method="SLSQP", options={"maxiter": 25},
        constraints={"type": "eq", "fun": lambda x: x.sum() / found.total - 1},
    )  # fmt: skip
    assert found.gain.value >= 0.98 * (-1e4 * searched.fun - before)


@settings(max_examples=25, deadline=None)
@given(
    heights=st.lists(st.floats(10, 1000), min_size=3, max_size=3),
    halves=st.lists(st.floats(20, 500), min_size=3, max_size=3),
    total=st.floats(100, 2500), floor=st.floats(0, 30), share=st.floats(0, 0.5),
)  # fmt: skip
def test_a_plan_keeps_to_every_limit_and_no_mix_by_lot_earns_more(
    heights, halves, total, floor, share
):
    curves = TrueCurves(heights, halves, carry=0, spent=[[100.0, 80, 60]] * 14, draws=1)
    made = asked(curves, total=total, floors={"a": min(floor, total / 40)},
                 ratios=[{"channel": "b", "least": min(share, 400 / total)}])  # fmt: skip
    found = plan.make(made)
    assert found.total == pytest.approx(total, rel=1e-6)
    assert (found.spend >= -1e-6).all()
    assert (found.spend <= np.array([100, 80, 60]) + 1e-6).all()
    assert found.spend[:, 0].min() >= min(floor, total / 40) - 1e-6
    assert found.spend[:, 1].sum() >= min(share, 400 / total) * total - 1e-4
    lots = np.random.default_rng(1).dirichlet([1, 1, 1], 400) * total / 13
    fair = ((lots <= [100, 80, 60]) & (lots >= [min(floor, total / 40), 0, 0])).all(axis=1)
    fair &= lots[:, 1] >= min(share, 400 / total) * total / 13
    best = curves.steady(lots[fair]).sum(axis=2).max(initial=0)
    assert plan.sold(made, found.spend).sum() >= 13 * best * (1 - 2e-3)


def test_more_money_brings_more_sales_and_at_some_total_less_profit():
    """Profit .4 f(T) - T is most where a further euro sells 2.5; both channels then have less."""
    found = frontier.along(asked(steady_curves(), worth=0.4, profit=True))
    assert found.totals == pytest.approx(13 * 200 * np.arange(0.5, 1.55, 0.1))
    assert found.best == 0
    assert found.claimed
    assert found.longer == ()
    assert frontier.along(asked(steady_curves(), worth=5, profit=True)).longer == ("b",)
    sales = frontier.along(asked(steady_curves()))
    assert (np.diff([each.value for each in sales.brings]) > 0).all()
    assert sales.best is None
    assert not sales.claimed


def test_totals_that_limits_rule_out_are_left_out():
    found = frontier.along(asked(steady_curves(), floors={"a": 80, "b": 60}))
    assert found.totals[0] == pytest.approx(0.7 * 2600)
    assert frontier.along(asked(steady_curves(), ceilings={"a": 100, "b": 105})) is not None


def test_where_limits_leave_no_totals_to_compare_there_is_nothing_to_slide():
    assert frontier.along(asked(steady_curves(), move=0.05)) is None


def test_limits_that_contradict_each_other_are_named_and_no_others():
    with pytest.raises(InputError, match=r"loosen at least one: a total of 1,000; a: at least 90 a "
                       r"week$"):  # fmt: skip
        plan.make(asked(steady_curves(), total=1000, floors={"a": 90, "b": 5}, move=3))


def test_every_set_of_contradictions_is_told_at_once():
    held = {"channel": "b", "weekly": 120}
    said = (r"(?s)2 faults.*b: at most 50 a week; b: contracts of 120 a week\n"
            r".*a: at most 200 a week, the most ever spent; a: at least 300")  # fmt: skip
    with pytest.raises(InputError, match=said):
        plan.make(asked(steady_curves(), floors={"a": 300}, ceilings={"b": 50}, contracts=[held]))


def test_unknown_channels_are_told_all_at_once():
    said = r"(?s)2 faults.*floors\.aa: no such channel.*ratios\.0\.of"
    with pytest.raises(InputError, match=said):
        plan.make(asked(steady_curves(), floors={"aa": 1}, ratios=[{"channel": "a", "of": "z"}]))
