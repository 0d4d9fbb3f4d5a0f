"""Profit of a campaign: the published vectors, and what follows by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.measurement import profit
from taller.measurement.profit import Campaign

Y = np.array([0, 1, 0, 1, 0, 1, 0, 1])
S = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9])


def test_the_published_vector():
    assert profit.empc(Y, S).profit == pytest.approx(23.875593418348124, abs=1e-6)
    assert profit.mpc(Y, S).profit == pytest.approx(23.875, abs=1e-9)


def test_a_perfect_score_contacts_the_churners_alone():
    """Half leave; each contact of one brings .3 * 190 - 1 = 56."""
    y = np.array([0, 1] * 10)
    best = profit.empc(y, y.astype(float))
    assert best.profit == pytest.approx(28.0, abs=1e-6)
    assert best.fraction == pytest.approx(0.5, abs=1e-6)


def test_where_contact_never_pays_nobody_is_contacted():
    dear = Campaign(value=200, incentive=10, contact=300)
    assert profit.empc(Y, S, dear).profit == 0
    assert profit.empc(Y, S, dear).fraction == 0
    assert profit.mpc(Y, S, dear).profit == 0
    assert dear.threshold > 1


def test_threshold_is_where_gain_and_loss_balance():
    """p (gamma (V - d) - f) = (1 - p)(d + f): 56 p = 11 (1 - p), p = 11 / 67."""
    c = Campaign()
    assert c.threshold == pytest.approx(11 / 67)
    assert c.gain * c.threshold - c.loss * (1 - c.threshold) == pytest.approx(0, abs=1e-12)


def test_groups_of_equal_scores_give_what_rows_give():
    score = np.array([3, 3, 2, 2, 2, 1, 1, 1.0])
    good, bad = [1, 2, 1], [1, 1, 2]
    target = np.array([1, 0, 1, 1, 0, 1, 0, 0])
    found = profit.of_counts(np.array(good), np.array(bad), Campaign())
    assert found.profit == pytest.approx(profit.empc(target, score).profit, abs=1e-12)


def test_the_hull_leaves_out_what_lies_below_it():
    """Scores in order give positives 1, 1, 2 and negatives 0, 1, 1: (0, 1/2) and (1, 1) remain."""
    f0, f1, share = profit.hull(np.array([1, 0, 1]), np.array([3.0, 2.0, 1.0]))
    assert f0.tolist() == [0.0, 0.5, 1.0]
    assert f1.tolist() == [0.0, 0.0, 1.0]
    assert share == pytest.approx(2 / 3)


def test_one_class_alone_is_refused():
    with pytest.raises(ValueError, match="both classes"):
        profit.hull(np.ones(3), np.arange(3.0))


def test_ties_are_contacted_together():
    share, money = profit.curve(np.array([1, 0, 0]), np.array([0.5, 0.5, 0.1]), gain=9, loss=2)
    assert share.tolist() == [0.0, 2 / 3, 1.0]
    assert money.tolist() == [0.0, 7.0, 5.0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=4, max_size=30))
def test_expected_maximum_is_that_of_integrating_over_gamma(rows):
    """Against brute force: for each gamma on a grid the best of all cuts, weighted by its mass."""
    from scipy.stats import beta

    target = np.array([int(hit) for hit, _s in rows])
    score = np.array([float(s) for _hit, s in rows])
    if target.min() == target.max():
        return
    c = Campaign()
    edges = np.linspace(0, 1, 4001)
    middle, mass = (edges[1:] + edges[:-1]) / 2, np.diff(beta.cdf(edges, c.alpha, c.beta))
    cuts = [np.inf, *np.unique(score)[::-1]]
    kept = np.array([(target * (score >= cut)).sum() for cut in cuts])
    lost = np.array([((1 - target) * (score >= cut)).sum() for cut in cuts])
    each = (np.outer(middle, kept) * (c.value - c.incentive) - c.contact * kept
            - c.loss * lost) / len(target)  # fmt: skip
    brute = float((each.max(axis=1) * mass).sum())
    assert profit.empc(target, score).profit == pytest.approx(brute, abs=0.01)
