"""Curves of uplift: hand-worked numbers, and what has to hold for any trial."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.errors import AnalysisError, DataError
from taller.measurement.uplift import auuc, heterogeneity, qini, qini_curve, uplift_at
from taller.measurement.uplift.influence import of_influence


def test_control_is_scaled_to_the_treated_count():
    """With 2 treated and 6 control, equal response rates mean no gain."""
    curve = qini_curve(
        score=[0.5] * 8, treated=[1, 1, 0, 0, 0, 0, 0, 0], responded=[1, 0, 1, 1, 1, 0, 0, 0]
    )
    assert curve["gain"].tolist() == [0.0, 0.0]  # 1 - 3 * (2 / 6)


SCORE = [3, 3, 2, 2, 1, 1, 0, 0]
TREATED = [1, 0, 1, 0, 1, 0, 1, 0]
RESPONDED = [1, 0, 1, 0, 0, 0, 0, 1]


def test_areas_by_hand():
    """Gains 0 1 2 2 1 of 4 treated at quarters: area (1/2 + 3/2 + 2 + 3/2) / 4 / 4 = 11/32."""
    assert qini_curve(SCORE, TREATED, RESPONDED)["gain"].tolist() == [0, 1, 2, 2, 1]
    assert auuc(SCORE, TREATED, RESPONDED).value == pytest.approx(11 / 32)
    assert qini(SCORE, TREATED, RESPONDED).value == pytest.approx(11 / 32 - 1 / 8)


def test_ties_at_the_end_of_the_top_are_included():
    """A tenth is asked for; both rows with the highest score count, so 1 of 1 against 0 of 1."""
    tied = [3, 3, 3, 3, 1, 1, 0, 0]
    found = uplift_at(tied, TREATED, RESPONDED, share=0.1)
    assert (found.value, found.n) == (1.0, 4)


def test_a_propensity_alike_for_all_changes_no_value():
    same = [0.5] * 8
    for measure in (qini, auuc, uplift_at):
        plain = measure(SCORE, TREATED, RESPONDED)
        assert measure(SCORE, TREATED, RESPONDED, same).value == pytest.approx(plain.value)


def test_rows_count_by_the_inverse_of_their_propensity():
    """Of the treated, one at .8 did not respond and one at .4 did: 2.5 of 3.75; control none."""
    found = uplift_at([1] * 4, [1, 1, 0, 0], [0, 1, 0, 0], [0.8, 0.4, 0.5, 0.5], share=1.0)
    assert found.value == pytest.approx(2 / 3)


def test_rows_without_a_score_are_left_out():
    more = [*SCORE, float("nan")]
    assert qini(more, [*TREATED, 1], [*RESPONDED, 1]) == qini(SCORE, TREATED, RESPONDED)


def test_an_interval_without_hits_has_width():
    """3 of 30 respond among the last; none at the top, where nothing is no proof of nothing."""
    score = np.r_[np.ones(30), np.zeros(30)]
    responded = np.r_[np.zeros(30), [1, 1, 1], np.zeros(27)]
    found = uplift_at(score, [1, 0] * 30, responded, share=0.5)
    # Each arm 1 more hit and miss of 15: 2 * (1/17 * 16/17 / 17).
    assert found.high == pytest.approx(1.96 * (2 * 16 / 17**3) ** 0.5, rel=1e-3)


def test_faults_are_told():
    with pytest.raises(DataError, match=r"equal lengths \(got 2, 1, 2\)"):
        qini([1, 2], [1], [0, 1])
    with pytest.raises(DataError, match="treated: is 0 or 1, with rows of both"):
        qini([1, 2], [1, 1], [0, 1])
    with pytest.raises(AnalysisError, match="the outcome is 0 for everybody"):
        qini([1, 2], [1, 0], [0, 0])
    with pytest.raises(DataError, match="share: is above 0"):
        uplift_at(SCORE, TREATED, RESPONDED, share=0)
    with pytest.raises(AnalysisError, match="fewer than 2 rows of an arm"):
        uplift_at(SCORE, TREATED, RESPONDED, share=0.1)


def test_influence_is_what_leaving_a_row_out_shows():
    """The interval of the infinitesimal jackknife is near that of the jackknife itself."""
    rng = np.random.default_rng(5)
    n = 400
    score, treated = rng.normal(size=n), rng.integers(0, 2, n)
    y = 3 + rng.normal(size=n) + 2 * treated * (score > 0)
    rows = np.arange(n)
    for measure in (qini, auuc):
        left = [measure(*(a[rows != i] for a in (score, treated, y))).value for i in rows]
        jackknife = of_influence(0.0, np.array(left) * (n - 1), unit="number").high
        found = measure(score, treated, y)
        assert (found.high - found.value) == pytest.approx(jackknife, rel=0.03)


def test_customers_who_differ_are_told_apart_and_those_who_do_not_are_not():
    rng = np.random.default_rng(6)
    score, treated = rng.normal(size=2000), rng.integers(0, 2, 2000)
    noise = rng.normal(size=2000)
    assert heterogeneity(score, treated, noise + score * treated).verdict == "detected"
    assert heterogeneity(score, treated, noise + treated).verdict == "none_detectable"


trials = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 1), st.integers(0, 1)), min_size=8, max_size=40
).filter(lambda rows: len({t for _, t, _ in rows}) == 2 == len({y for *_, y in rows}))


@settings(max_examples=60, deadline=None)
@given(trials, st.randoms(use_true_random=False))
def test_no_measure_depends_on_the_order_of_rows_or_the_scale_of_scores(rows, random):
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    shuffled = random.sample(rows, len(rows))
    others = [np.array(column) for column in zip(*shuffled, strict=True)]
    others[0] = np.exp(others[0]) * 7
    for measure in (qini, auuc):
        one, two = measure(*columns), measure(*others)
        assert one.value == pytest.approx(two.value)
        assert one.low == pytest.approx(two.low)


@settings(max_examples=60, deadline=None)
@given(trials)
def test_the_curve_ends_at_the_average_effect_and_reversing_the_score_mirrors_the_qini(rows):
    score, treated, y = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    curve = qini_curve(score, treated, y)
    effect = y[treated == 1].mean() - y[treated == 0].mean()
    assert curve["gain"].iloc[-1] == pytest.approx(effect * treated.sum())
    assert curve["contacted"].is_monotonic_increasing
    flat = np.ones(len(score))
    assert qini(flat, treated, y).value == pytest.approx(0)
    assert auuc(flat, treated, y).value == pytest.approx(effect / 2)
