"""Cleaning and choosing: each rule on data made to show it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from taller.development.clustering.features import Customers
from taller.development.clustering.model.agreement import adjusted_rand, overlaps_of
from taller.development.clustering.model.segmentation import (
    Informative,
    Unskew,
    Winsorise,
    _resampled,
    choose,
    fit,
    prepare,
)
from taller.development.clustering.params import FEATURES, Params

P = Params(resamples=10, max_segments=6)


def customers(columns: dict[str, np.ndarray]) -> Customers:
    n = len(next(iter(columns.values())))
    frame = pd.DataFrame({f: columns.get(f, np.zeros(n)) for f in FEATURES}).astype(float)
    frame.index = pd.Index([f"u{i:04d}" for i in range(n)], name="user_id")
    return Customers(frame, 0, dt.date(2026, 1, 1))


def blobs(groups: int, n: int = 60, apart: float = 12.0) -> Customers:
    """Groups on a circle, far apart against their spread of 1."""
    draw = np.random.default_rng(2)
    angle = np.repeat(np.arange(groups), n) * 2 * np.pi / groups
    at = np.c_[np.cos(angle), np.sin(angle)] * apart + draw.normal(size=(groups * n, 2)) + 50
    return customers({"breadth": 40 * at[:, 0], "monetary": at[:, 1]})


def cloud(n: int = 600) -> Customers:
    """One cloud, long and skewed: two features that go together, and no groups."""
    draw = np.random.default_rng(4)
    x = draw.normal(size=n)
    y = x + draw.normal(size=n)
    return customers({"breadth": np.exp(x), "monetary": np.exp(y)})


def test_winsorising_learns_on_one_date_and_holds_on_another():
    """0..100 cut at 1 and 99: a later 1,000 becomes 99, and the frame given stays as it was."""
    learned = Winsorise(0.01).fit(pd.DataFrame({"x": np.arange(101.0)}))
    later = pd.DataFrame({"x": [-5.0, 50.0, 1000.0]})
    assert learned.transform(later)["x"].tolist() == [1.0, 50.0, 99.0]
    assert later["x"].max() == 1000.0


def test_only_skewed_columns_are_transformed():
    draw = np.random.default_rng(1)
    frame = pd.DataFrame({"flat": draw.uniform(size=500), "long": draw.lognormal(0, 1, 500)})
    found = Unskew().fit(frame).transform(frame)
    assert found["flat"].equals(frame["flat"])
    assert abs(found["long"].skew()) < 0.2 < frame["long"].skew()


def test_columns_that_tell_nobody_apart_are_dropped_with_the_reason():
    """99 of 100 alike is near constant at 2 %; twice a column says what the column says."""
    x = np.arange(100.0)
    frame = pd.DataFrame({"a": x, "b": np.r_[np.zeros(99), 1], "c": 2 * x + 1, "d": x % 7})
    found = Informative(min_share=0.02).fit(frame)
    assert found.kept_ == ["a", "d"]
    assert found.dropped_ == {"b": ("constant", 0.99), "c": ("redundant", "a")}


def test_space_has_mean_0_and_deviation_1():
    space = prepare(blobs(3), P).space
    assert space.mean().abs().max() < 1e-9
    assert space.std(ddof=0).tolist() == pytest.approx([1, 1])


@pytest.mark.parametrize("groups", [3, 4, 5])
def test_as_many_segments_as_there_are_groups(groups):
    """With groups far apart, one more segment would split a group, differently each time."""
    who = blobs(groups)
    choice = choose(prepare(who, P), P, seed=1)
    assert choice.segments == groups
    assert choice.stability.value > 0.99
    assert choice.grouping.natural
    assert min(overlap.value for overlap in choice.overlaps) > 0.95


def test_one_cloud_is_not_called_natural_groups():
    choice = choose(prepare(cloud(), P), P, seed=1)
    assert not choice.grouping.natural


def test_where_nothing_is_stable_the_most_stable_is_taken_and_said():
    p = Params(resamples=10, max_segments=6, min_stability=1.0)
    choice = choose(prepare(cloud(), p), p, seed=1)
    best = max(choice.candidates, key=lambda c: c.stability.value)
    assert (choice.by_stability, choice.segments) == (False, best.segments)


def test_a_segment_below_the_least_share_stands_against_its_number():
    """Six customers of 186 are a group of their own, too small at 5 %."""
    who = blobs(3)
    far = pd.DataFrame({f: [0.0] * 6 for f in FEATURES}, index=[f"v{i}" for i in range(6)])
    far["breadth"], far["monetary"] = 12_000.0 + np.arange(6), 300.0
    both = Customers(pd.concat([who.frame, far]), 0, who.as_of)
    chosen = []
    for least in (0.02, 0.05):
        p = Params(resamples=10, max_segments=4, min_share=least)
        chosen.append(choose(prepare(both, p), p, seed=1).segments)
    assert chosen == [4, 3]


def test_overlap_with_the_best_match_by_hand():
    """Segment 0 = {0,1,2}, other fit {1,2}+{0}: best overlap 2/3; segment 1 is found whole."""
    labels, other = np.array([0, 0, 0, 1, 1]), np.array([1, 0, 0, 2, 2])
    assert overlaps_of(shared(np.r_[labels, 2], np.r_[other, 2]))[0] == pytest.approx(2 / 3)
    assert overlaps_of(shared(labels, other))[:2].tolist() == pytest.approx([2 / 3, 1.0])


def shared(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """How many customers each pair of three groups has in common."""
    return np.bincount(first * 3 + second, minlength=9).reshape(3, 3)


def test_the_rand_index_is_scikit_learns():
    rng = np.random.default_rng(1)
    for same in (0.0, 0.3, 0.9, 1.0):
        first = rng.integers(0, 3, 40)
        second = np.where(rng.random(40) < same, first, rng.integers(0, 3, 40))
        assert adjusted_rand(shared(first, second)) == adjusted_rand_score(first, second)


def test_segments_are_numbered_by_typical_value_and_hold_at_another_date():
    who = blobs(3)
    prepared = prepare(who, P)
    model, _choice = fit(prepared, choose(prepared, P, seed=1), who)
    numbers = model.assign(who.frame)
    assert who.frame["monetary"].groupby(numbers).median().is_monotonic_decreasing
    assert model.assign(who.frame.iloc[::-1]).equals(numbers.iloc[::-1])
    assert model.assign(who.frame.iloc[:0]).empty


def test_same_seed_same_segments_and_another_seed_still_the_same_groups():
    who = blobs(4)
    first, again, other = (choose(prepare(who, P), P, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.centres, again.centres)
    assert first.candidates == again.candidates
    assert other.segments == first.segments


def test_threads_change_nothing():
    from threadpoolctl import threadpool_limits

    who = blobs(4, n=300)
    centres = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            centres.append(choose(prepare(who, P), P, seed=1).centres)
    assert centres[0] == pytest.approx(centres[1], rel=1e-9)


def test_segments_rest_on_the_features_asked_for_and_the_rest_is_named():
    p = P.model_copy(update={"features": ("monetary", "recency_days")})
    prepared = prepare(blobs(3), p)
    assert {*prepared.used} <= {"monetary", "recency_days"}
    left = {each.feature for each in prepared.dropped if "not asked for" in each.reason}
    assert left == {*FEATURES} - {"monetary", "recency_days"}
    choice = choose(prepared, p, seed=1)
    model, _arranged = fit(prepared, choice, blobs(3))
    assert len(model.assign(blobs(3).frame)) == len(blobs(3).frame)


@pytest.mark.parametrize(
    "features, said",
    [([], "at least 1"), (["spend"], "recency_days"), (["monetary", "monetary"], "one twice")],
)
def test_features_that_are_not_there_are_refused(features, said):
    with pytest.raises(ValueError, match=said):
        Params(features=features)


def test_one_resample_that_differs_by_little_does_not_undo_what_nineteen_say():
    """A studentised interval of nearly constant values runs to -1, and refused real groups."""
    values = [1.0, 0.9995, 0.9990] * 6 + [0.9985, 0.95]
    found = _resampled(values, np.random.default_rng(1))
    assert 0.95 <= found.low <= found.value <= found.high <= 1
