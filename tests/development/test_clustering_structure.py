"""Groups have a gap between them, one heap has none, whatever its shape and whoever cuts it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans

from taller.development.clustering import FEATURES
from taller.development.clustering_structure import BEHAVIOUR, between, redraw


def space(spend: np.ndarray, items: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"monetary": spend, "breadth": items})


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


def test_who_differs_only_in_when_is_no_group_apart():
    """Two seasons, a year apart: a gap in days, none in how customers buy."""
    draw = np.random.default_rng(1)
    frame = space(draw.normal(size=200), draw.normal(size=200))
    frame["recency_days"] = np.repeat([0.0, 365.0], 100)
    assert "recency_days" not in BEHAVIOUR
    assert between([frame], np.repeat([0, 1], 100)).high > 1


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
    assert between([frame.loc[one | two]], labels).high < 1
    assert between([drawn.loc[one | two]], labels).high > 1


def test_redrawing_keeps_means_and_what_is_returned_between_0_and_1():
    frame = pd.DataFrame(4.0, index=range(4000), columns=FEATURES)
    frame["return_rate"], frame["monetary"] = 0.5, 80.0
    drawn = redraw(frame, np.random.default_rng(4))
    assert drawn["frequency"].mean() == pytest.approx(4, rel=0.03)
    assert drawn["monetary"].mean() == pytest.approx(80, rel=0.03)
    assert drawn["return_rate"].between(0, 1).all()
    assert frame["frequency"].eq(4).all()  # the frame given stays as it was
