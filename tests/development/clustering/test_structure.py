"""Groups have a gap between them, one heap has none, whatever its shape and whoever cuts it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans

from taller.development.clustering.model.structure import between, by_orders, redraw
from taller.development.clustering.params import FEATURES


def space(spend: np.ndarray, items: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"monetary": spend, "breadth": items})


def scaled(frame: pd.DataFrame) -> pd.DataFrame:
    return (frame - frame.mean()) / frame.std()


def cut(frame: pd.DataFrame, k: int) -> np.ndarray:
    return KMeans(k, n_init=3, random_state=1).fit(frame).labels_


def test_the_ratio_by_hand():
    """Centres at 0 and 10: of 8 + 8 customers, 2 stand at 5, and 6 and 6 at a centre: 2 to 6."""
    along = np.array([0.0] * 6 + [4.9, -3.0] + [10.0] * 6 + [5.1, 13.0])
    found = between([space(along, np.zeros(16))], np.repeat([0, 1], 8))
    assert found.value == pytest.approx(2 / 6)
    assert found.n == 8


HEAPS = {
    "normal": lambda draw, n: draw.normal(size=(n, 2)),
    "flat": lambda draw, n: draw.uniform(size=(n, 2)),
    "skewed": lambda draw, n: draw.exponential(size=(n, 2)),
    "long": lambda draw, n: np.outer(draw.normal(size=n), [1, 1]) + draw.normal(0, 0.1, (n, 2)),
    "heavy tails": lambda draw, n: draw.standard_t(3, size=(n, 2)),
}


@pytest.mark.parametrize("heap", HEAPS)
@pytest.mark.parametrize("k", [2, 3])
def test_one_heap_has_no_gap_whatever_its_shape(heap, k):
    """Twenty heaps of each shape, cut by k-means: none is taken for groups."""
    taken = 0
    for seed in range(20):
        frame = space(*HEAPS[heap](np.random.default_rng(seed), 300).T)
        taken += between([frame], cut(frame, k)).high < 1
    assert taken == 0


@pytest.mark.parametrize("size", [40, 400])
def test_two_groups_have_a_gap(size):
    draw = np.random.default_rng(1)
    at = np.repeat([[0, 0], [6, 6]], size, axis=0) + draw.normal(size=(2 * size, 2))
    frame = space(*at.T)
    assert between([frame], cut(frame, 2)).high < 1
    assert between([frame], cut(frame, 3)).high > 1  # one of the two is cut in half


def test_a_season_makes_no_gap():
    """Last orders of this Christmas or the one before, when nobody else ordered in between."""
    draw = np.random.default_rng(1)
    ages = np.concatenate([draw.integers(1, 20, 200), draw.integers(366, 385, 200)])
    frame = pd.DataFrame({"recency_days": ages, "tenure_days": ages}).astype(float)
    labels = (ages > 100).astype(int)
    clock = pd.Series(ages).value_counts().sort_index()
    assert between([frame], labels).high < 1
    assert between([by_orders(frame, clock)], labels).high > 1


def test_who_left_while_others_went_on_is_a_group_apart():
    """The same last orders, with orders of others on every day between."""
    ages = np.repeat([10.0, 375.0], 200) + np.tile(np.arange(-9, 11), 20)
    frame = pd.DataFrame({"recency_days": ages, "tenure_days": ages})
    clock = pd.Series(10, index=np.arange(1, 400))
    assert between([by_orders(frame, clock)], (ages > 100).astype(int)).high < 1


def test_whole_numbers_make_no_gap():
    """Orders are 1 or 2 by chance alone: redrawn, nobody is missing between the two."""
    draw = np.random.default_rng(3)
    frame = pd.DataFrame(1.0, index=range(600), columns=FEATURES)
    frame["frequency"] = 1.0 + draw.poisson(0.6, 600)
    frame["monetary"] = 50 * frame["frequency"]
    frame["return_rate"] = 0.0
    drawn = redraw(frame, np.random.default_rng(4))
    one, two = frame["frequency"] == 1, frame["frequency"] == 2
    labels = two[one | two].to_numpy().astype(int)
    columns = ["frequency", "monetary"]
    assert between([frame.loc[one | two, columns]], labels).high < 1
    assert between([drawn.loc[one | two, columns]], labels).high > 1


def test_customers_like_clockwork_are_one_heap():
    """All order every 25 days: who is one order ahead only began a few days before."""
    first = np.random.default_rng(1).uniform(1037, 1062, 300)
    orders = first // 25 + 1
    frame = pd.DataFrame({"recency_days": first - 25 * (orders - 1), "frequency": orders})
    frame = frame.assign(monetary=100 * orders, tenure_days=first, breadth=20.0, return_rate=0.0)
    labels = (orders > 42).astype(int)
    drawn = redraw(frame, np.random.default_rng(2))
    told = ["recency_days", "frequency", "tenure_days"]
    assert between([scaled(frame[told])], labels).high < 1
    assert between([scaled(drawn[told])], labels).high > 1


def test_redrawing_keeps_means_and_what_is_returned_between_0_and_1():
    frame = pd.DataFrame(4.0, index=range(4000), columns=FEATURES)
    frame["return_rate"], frame["monetary"] = 0.5, 80.0
    drawn = redraw(frame, np.random.default_rng(4))
    assert drawn["frequency"].mean() == pytest.approx(4, rel=0.03)
    assert drawn["monetary"].mean() == pytest.approx(80, rel=0.03)
    assert drawn["return_rate"].between(0, 1).all()
    assert frame["frequency"].eq(4).all()  # the frame given stays as it was
