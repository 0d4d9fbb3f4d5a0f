"""Measures of two classes: by hand, against scikit-learn, and under weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from taller.measurement import discrimination as d

PAIRS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 5)), min_size=3, max_size=40)


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_auroc_is_sklearns_ties_included(pairs):
    target, score = (np.array(x, dtype=float) for x in zip(*pairs, strict=True))
    if target.min() == target.max():
        return
    found = d.auroc(target, score)(np.ones((1, len(target))))[0]
    assert found == pytest.approx(roc_auc_score(target, score), abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(PAIRS, st.data())
def test_weights_are_rows_drawn_that_often(pairs, data):
    target, score = (np.array(x, dtype=float) for x in zip(*pairs, strict=True))
    times = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(pairs),
                                        max_size=len(pairs))))  # fmt: skip
    again, scored = np.repeat(target, times), np.repeat(score, times)
    if len(again) < 2 or again.min() == again.max():
        return
    p = np.clip(score / 5, 0.01, 0.99)
    weights, drawn = times[None, :].astype(float), np.repeat(p, times)
    assert d.auroc(target, score)(weights)[0] == pytest.approx(roc_auc_score(again, scored))
    assert d.brier(target, p)(weights)[0] == pytest.approx(brier_score_loss(again, drawn))
    assert d.log_loss(target, p)(weights)[0] == pytest.approx(log_loss(again, drawn))


def test_a_resample_without_one_class_has_no_auroc():
    value = d.auroc(np.array([0.0, 1.0]), np.array([0.2, 0.8]))
    assert np.isnan(value(np.array([[2.0, 0.0]]))[0])


def test_lift_takes_ties_in_proportion():
    """Ten rows, a fifth asked for: one row at .9 (a hit), then half of the two at .5 (one hit)."""
    target = np.array([1, 1, 0, 0, 0, 1, 0, 0, 0, 0.0])
    score = np.array([0.9, 0.5, 0.5, *[0.1] * 7])
    top = d.precision_at(0.2)(target, score)(np.ones((1, 10)))[0]
    assert top == pytest.approx((1 + 0.5) / 2)
    lift = d.lift_at(0.2)(target, score)(np.ones((1, 10)))[0]
    assert lift == pytest.approx(0.75 / 0.3)
