"""Draws, portfolio and roadmap: by hand, by brute force, and by what must always hold."""

from __future__ import annotations

import datetime as dt
import os
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.measurement.ranges import triangular
from taller.preparation import use_cases as uc
from taller.preparation.use_cases.model import portfolio, roadmap, sensitivity
from tests.preparation.use_cases_made import READY, TABLES, only, own, ranked

WELL = uc.Known(TABLES, READY)
FIXED = {"weight_spread": 0, "draws": 200}


def test_what_a_case_pays_is_expected_impact_weighted_by_priority():
    """Impact 2, 3, 5: mean 10/3. All else 3: priority 3, of 5. 10/3 × 3/5 = 2."""
    [found] = uc.rank(only(a=own("A", impact=[2, 3, 5])))
    assert portfolio.worth(found) == pytest.approx(2)


def test_the_portfolio_is_the_best_set_not_the_first_few():
    """Points equal impact here. For 100: A alone brings 5, B and C together 6."""
    cases = (
        ranked("a", 1, impact=5, money=100),
        ranked("b", 2, impact=3, money=50),
        ranked("c", 3, impact=3, money=50),
    )
    found = portfolio.choose(cases, 100, 1000)
    assert found.chosen == ("b", "c")
    assert (found.pays, found.money, found.days_used) == (6, 100, 20)


def test_person_days_bind_as_money_does():
    cases = (ranked("a", 1, impact=5, person_days=30), ranked("b", 2, person_days=5))
    assert portfolio.choose(cases, 10_000, 20).chosen == ("b",)


def test_a_case_brings_along_what_it_needs_first():
    """C pays 5 but needs A (1 point) first: 150 together. For 149 it cannot be had."""
    cases = (
        ranked("b", 1, impact=3, money=80),
        ranked("a", 2, impact=1, money=50),
        ranked("c", 3, impact=5, money=100, after=("a",)),
    )
    assert portfolio.choose(cases, 150, 1000).chosen == ("a", "c")
    assert portfolio.choose(cases, 149, 1000).chosen == ("b", "a")


def test_a_case_that_needs_what_is_left_out_cannot_be_chosen():
    cases = (ranked("a", 1, after=("gone",)), ranked("b", 2, impact=1))
    assert portfolio.choose(cases, 1e9, 1e9).chosen == ("b",)


def test_a_case_whose_data_is_missing_has_to_wait():
    """A pays more, but there are no events."""
    p = only(a=own("A", impact=5, data=["events"]), b=own("B", impact=2))
    found = uc.rank(p, uc.Known(frozenset(), READY))
    assert portfolio.choose(found, 1e9, 1e9).chosen == ("b",)
    assert portfolio.choose(uc.rank(p, WELL), 1e9, 1e9).chosen == ("a", "b")


def test_a_budget_that_is_assumed_is_a_round_figure():
    """Half of 366,350 is 183,175: 180,000."""
    found = uc.rank(only(a=own("A", money=366_350)))
    assert portfolio.means(found, uc.Params()).budget == 180_000


def test_an_assumed_budget_is_no_more_than_a_tenth_of_what_a_small_shop_sells():
    """Of 40,427 a year that is 4,042.7: 4,000; one that sells enough has half of what all cost."""
    found = uc.rank(only(a=own("A", money=366_350)))
    small = portfolio.means(found, uc.Params(), 40_427)
    assert (small.budget, small.by_sales) == (4_000, True)
    large = portfolio.means(found, uc.Params(), 4e6)
    assert (large.budget, large.by_sales) == (180_000, False)
    given = portfolio.means(found, uc.Params(budget=9), 40_427)
    assert (given.budget, given.by_sales) == (9, False)


def test_without_money_the_portfolio_is_empty():
    p = uc.Params(budget=0)
    found = uc.rank(p, uc.Known(TABLES, READY))
    have = portfolio.means(found, p)
    assert portfolio.choose(found, have.budget, have.person_days).chosen == ()
    others = portfolio.frontier(found, have)
    assert others[0].chosen == ()
    assert len(others[-1].chosen) > 5  # what other budgets would buy is told all the same


def _brute(given: portfolio.Problem, budget: float, days: float) -> float:
    best = 0.0
    for choice in product((False, True), repeat=len(given.pays)):
        mask = np.array(choice)
        fits = given.money[mask].sum() <= budget and given.days[mask].sum() <= days
        waits = all(mask[first] or not mask[later] for later, first in given.waits)
        if fits and waits and not mask[list(given.blocked)].any():
            best = max(best, float(given.pays[mask].sum()))
    return best


def test_the_integer_programme_equals_brute_force_on_200_instances():
    rng = np.random.default_rng(20261)
    chosen = 0
    for _ in range(200):
        n = int(rng.integers(1, 9))
        later = [(i, int(rng.integers(0, i))) for i in range(1, n) if rng.random() < 0.4]
        made = portfolio.Problem(
            pays=rng.integers(1, 60, n) / 8,
            money=rng.integers(0, 50, n).astype(float),
            days=rng.integers(1, 30, n).astype(float),
            waits=tuple(later),
            blocked=(int(rng.integers(0, n)),) if rng.random() < 0.2 else (),
        )
        budget, days = float(rng.integers(0, 120)), float(rng.integers(0, 80))
        mask = portfolio.best(made, budget, days)
        assert made.money[mask].sum() <= budget
        assert made.days[mask].sum() <= days
        assert all(mask[first] or not mask[i] for i, first in made.waits)
        assert float(made.pays[mask].sum()) == pytest.approx(_brute(made, budget, days))
        chosen += int(mask.sum())
    assert chosen > 300  # the instances are no empty ones


def test_means_not_given_are_assumed_and_said():
    """Half of 1000 + 3000; two people, 5 days a week, 26 weeks."""
    found = uc.rank(only(a=own("A", money=1000), b=own("B", money=3000)))
    assert portfolio.means(found, uc.Params()) == portfolio.Means(2000, 260, True, True)
    told = uc.Params(budget=7, person_days=9)
    assert portfolio.means(found, told) == portfolio.Means(7, 9, False, False)


def test_more_of_what_holds_back_adds_points():
    """For 100 A (5) is had; a quarter more buys B (3) too. Days are plenty."""
    cases = (ranked("a", 1, impact=5, money=100), ranked("b", 2, impact=3, money=25))
    more = portfolio.more(cases, portfolio.choose(cases, 100, 1000))
    assert (more.money, more.days) == (3, 0)


def test_the_frontier_never_falls_and_holds_the_clients_own_budget():
    p = uc.Params(budget=60_000)
    found = uc.rank(p, uc.Known(TABLES, READY))
    have = portfolio.means(found, p)
    others = portfolio.frontier(found, have)
    assert [o.budget for o in others] == pytest.approx([10_000 * i for i in range(13)])
    assert all(a.pays <= b.pays + 1e-9 for a, b in pairwise(others))
    own_choice = portfolio.choose(found, 60_000, have.person_days)
    assert others[6].pays == pytest.approx(own_choice.pays)


def test_a_choice_without_spread_is_made_in_every_redraw():
    cases = (ranked("a", 1, impact=5, money=100), ranked("b", 2, impact=3, money=100))
    drawn = sensitivity.Sensitivity(np.full((60, 2), 5.0), np.ones((60, 2)), np.eye(2), 0.0)
    have = portfolio.Means(100, 100, False, False)
    assert portfolio.steadiness(cases, have, drawn, 1) == {"a": 1, "b": 0}


def test_without_spread_every_draw_is_the_ranking():
    p = only(a=own("A", impact=5), b=own("B"), c=own("C", impact=1)).model_copy(update=FIXED)
    found = uc.rank(p)
    drawn = sensitivity.simulate(found, p, 1)
    assert drawn.scores == pytest.approx(np.tile([each.score for each in found], (200, 1)))
    assert drawn.shares.tolist() == np.eye(3).tolist()
    assert drawn.places_of(found[1]) == (2, 2)
    estimate = drawn.estimate(found[0])
    assert (estimate.low, estimate.high) == pytest.approx((estimate.value, estimate.value))
    assert estimate.level is None  # a sensitivity claims no coverage


def test_of_two_alike_each_is_first_in_half_of_the_draws():
    """Binomial with n = 4000: within four standard errors, .032."""
    wide = {"impact": [1, 3, 5], "feasibility": [1, 3, 5]}
    p = only(a=own("A", **wide), b=own("B", **wide))
    found = uc.rank(p)
    drawn = sensitivity.simulate(found, p, 7)
    assert drawn.within(found[0], 1) == pytest.approx(0.5, abs=0.032)
    assert drawn.within(found[0], 2) == 1


def test_draws_follow_the_triangular_distribution():
    """Mean (1 + 2 + 5)/3 and variance (1 + 4 + 25 - 2 - 5 - 10)/18 = 13/18, worked by hand."""
    chance = (np.arange(20_000) + 0.5) / 20_000
    drawn = triangular(uc.Range(1, 2, 5), chance)
    assert drawn.mean() == pytest.approx(8 / 3, abs=1e-3)
    assert drawn.var() == pytest.approx(13 / 18, abs=1e-3)
    assert drawn.min() >= 1
    assert drawn.max() <= 5


def test_weights_drawn_stay_within_their_spread_and_add_up_to_one():
    """Impact weighs .3 ± .1 of sums between .5 and 1.5: its share stays between .2/1.4 and .4/.8.

    Only impact is 5, all else 1: the priority is 1 + 4 × its share.
    """
    p = only(a=own("A", impact=5, feasibility=1, cost=1, timeline=1, risk=1))
    drawn = sensitivity.simulate(uc.rank(p), p, 3)
    share = (drawn.scores[:, 0] - 1) / 4
    assert share.min() > 0.2 / 1.4
    assert share.max() < 0.4 / 0.8
    assert share.std() > 0.03
    assert share.mean() == pytest.approx(0.30, abs=0.01)


def test_one_case_more_leaves_the_others_draws_as_they_are():
    spans = {"impact": [1, 3, 5], "risk": [2, 3, 4]}
    few = only(a=own("A", **spans))
    many = only(a=own("A", **spans), b=own("B", impact=[4, 4.5, 5]))
    before = sensitivity.simulate(uc.rank(few), few, 5).scores[:, 0]
    after = sensitivity.simulate(uc.rank(many), many, 5)
    [place] = [e.rank for e in uc.rank(many) if e.case.key == "a"]
    assert after.scores[:, place - 1] == pytest.approx(before)
    assert sensitivity.simulate(uc.rank(few), few, 6).scores[:, 0] != pytest.approx(before)


def test_every_place_is_taken_once_in_every_draw():
    p = uc.Params(draws=300)
    drawn = sensitivity.simulate(uc.rank(p), p, 2)
    whole = np.arange(1, drawn.scores.shape[1] + 1)
    assert (np.sort(drawn.places, axis=1) == whole).all()
    assert drawn.shares.sum(axis=0) == pytest.approx(np.ones(len(whole)))
    assert drawn.shares.sum(axis=1) == pytest.approx(np.ones(len(whole)))


def test_the_roadmap_worked_by_hand():
    """One person: 5 days a week. A: 10 days in 4 weeks, 2.5 a week; B as A; C 2.5 a week too, for
    2 weeks, after A. Weeks 1-4 are full with A and B; C has weeks 5 and 6."""
    cases = (
        ranked("a", 1, person_days=10, weeks=4),
        ranked("b", 2, person_days=10, weeks=4),
        ranked("c", 3, person_days=5, weeks=2, after=("a",)),
        ranked("d", 4, person_days=10, weeks=4),
    )
    found = roadmap.schedule(cases, ["a", "b", "c"], uc.Params(people=1))
    assert [(s.key, s.start_week, s.end_week) for s in found.stages] == [
        ("a", 1, 4), ("b", 1, 4), ("c", 5, 6),
    ]  # fmt: skip
    assert found.weeks == 6
    assert roadmap.load(found) == [5, 5, 5, 5, 2.5, 2.5]


def test_a_case_waits_until_there_are_people():
    cases = tuple(ranked(k, i, person_days=20, weeks=4) for i, k in enumerate("ab", 1))
    found = roadmap.schedule(cases, ["a", "b"], uc.Params(people=1))
    assert [(s.start_week, s.end_week) for s in found.stages] == [(1, 4), (5, 8)]


def test_too_few_people_make_a_case_longer():
    """40 days at 5 a week: 8 weeks, though 4 are usual."""
    [stage] = roadmap.schedule(
        (ranked("a", 1, person_days=40, weeks=4),), ["a"], uc.Params(people=1)
    ).stages
    assert (stage.end_week, stage.per_week) == (8, 5)


def test_weeks_become_days_where_the_start_is_known():
    p = uc.Params(people=1, starts_on=dt.date(2026, 2, 2))
    [stage] = roadmap.schedule((ranked("a", 1, weeks=4),), ["a"], p).stages
    assert (stage.starts_on, stage.ends_on) == (dt.date(2026, 2, 2), dt.date(2026, 3, 1))


def test_nothing_chosen_is_an_empty_roadmap():
    found = roadmap.schedule((ranked("a", 1),), [], uc.Params())
    assert (found.weeks, found.stages, roadmap.load(found)) == (0, (), [])


@st.composite
def plans(draw) -> tuple:
    n = draw(st.integers(1, 7))
    made = []
    for i in range(n):
        after = draw(st.sets(st.integers(0, i - 1), max_size=2)) if i else set()
        made.append(
            ranked(
                str(i), n - i,
                person_days=draw(st.integers(0, 40)),
                weeks=draw(st.integers(1, 9)),
                after=tuple(map(str, sorted(after))),
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda each: each.rank)), draw(st.sampled_from([0.5, 1, 2.5]))


@settings(max_examples=120, deadline=None)
@given(plans())
def test_a_roadmap_keeps_every_rule(plan):
    cases, people = plan
    keys = [each.case.key for each in cases]
    found = roadmap.schedule(cases, keys, uc.Params(people=people))
    stages = {stage.key: stage for stage in found.stages}
    assert sorted(stages) == sorted(keys)
    assert max(roadmap.load(found)) <= people * 5 + 1e-6
    assert found.weeks == max(stage.end_week for stage in found.stages)
    for each in cases:
        stage = stages[each.case.key]
        assert stage.person_days == pytest.approx(each.case.person_days.mid)
        assert stage.end_week - stage.start_week + 1 >= each.case.weeks.mid
        assert all(stages[first].end_week < stage.start_week for first in each.case.after)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_no_case_of_a_roadmap_could_begin_a_week_earlier(plan):
    """Neither what it waits for nor the people there are would allow it."""
    cases, people = plan
    found = roadmap.schedule(cases, [each.case.key for each in cases], uc.Params(people=people))
    load, ends = roadmap.load(found), {s.key: s.end_week for s in found.stages}
    for stage in found.stages:
        week = stage.start_week - 1
        if week == 0 or any(ends[first] == week for first in stage.after):
            continue
        assert load[week - 1] + stage.per_week > people * 5 - 1e-9


def test_what_the_solver_prints_of_itself_is_not_heard(capfd):
    with portfolio._unheard():
        os.write(1, b"HighsMipSolverData")
    os.write(1, b"after")
    assert capfd.readouterr().out == "after"
