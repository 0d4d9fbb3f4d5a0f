"""Rankings: every measure worked by hand, and held against a plain loop."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from taller.measurement import ranking


def relevant(*rows: list[int]) -> sparse.csr_matrix:
    return sparse.csr_matrix(np.array(rows))


def test_hits_at_the_first_and_third_place():
    """Of three relevant items, places 1 and 3 hold one: worked by hand."""
    found = ranking.accuracy(np.array([[0, 1, 2]]), relevant([1, 0, 1, 1]))
    assert found.average_precision[0] == pytest.approx((1 / 1 + 2 / 3) / 3)
    gain = 1 + 1 / math.log2(4)
    assert found.ndcg[0] == pytest.approx(gain / (1 + 1 / math.log2(3) + 1 / math.log2(4)))
    assert found.precision[0] == pytest.approx(2 / 3)
    assert found.recall[0] == pytest.approx(2 / 3)
    assert found.hit[0] == 1


def test_average_precision_divides_by_all_that_is_relevant_and_ndcg_by_the_best_list():
    """Two places for four relevant items: a perfect list has MAP 1/2 and nDCG 1."""
    found = ranking.accuracy(np.array([[3, 2]]), relevant([1, 1, 1, 1]))
    assert found.average_precision[0] == pytest.approx(0.5)
    assert found.ndcg[0] == pytest.approx(1)
    assert found.recall[0] == pytest.approx(0.5)


def test_who_has_nothing_relevant_is_not_measured_and_empty_places_are_misses():
    lists = np.array([[0, 1], [1, -1], [-1, -1]])
    found = ranking.accuracy(lists, relevant([0, 0, 0], [0, 1, 0], [1, 0, 0]))
    assert found.users.tolist() == [1, 2]
    assert found.precision.tolist() == [0.5, 0]
    assert found.hit.tolist() == [1, 0]


def test_an_empty_place_is_never_taken_for_an_item_of_the_row_before():
    """-1 in row 1 must not read as the last item of row 0."""
    found = ranking.accuracy(np.array([[0], [-1]]), relevant([0, 0, 1], [1, 0, 0]))
    assert found.hit.tolist() == [0, 0]


def _by_loop(lists: np.ndarray, truth: np.ndarray) -> list[tuple[float, ...]]:
    found = []
    for row, wanted in zip(lists, truth, strict=True):
        if not wanted.any():
            continue
        hits, gain, precision_sum = 0, 0.0, 0.0
        for place, item in enumerate(row, start=1):
            if item >= 0 and wanted[item]:
                hits += 1
                gain += 1 / math.log2(place + 1)
                precision_sum += hits / place
        n = int(wanted.sum())
        best = sum(1 / math.log2(p + 1) for p in range(1, min(n, len(row)) + 1))
        found.append((precision_sum / n, gain / best, hits / len(row), hits / n))
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(1, 8))
def test_every_measure_agrees_with_a_plain_loop(seed, k, items):
    draw = np.random.default_rng(seed)
    truth = draw.random((7, items)) < 0.3
    lists = np.full((7, k), -1)
    for row in lists:
        n = min(k, items, int(draw.integers(0, k + 1)))
        row[:n] = draw.permutation(items)[:n]
    found = ranking.accuracy(lists, sparse.csr_matrix(truth.astype(float)))
    measured = np.c_[found.average_precision, found.ndcg, found.precision, found.recall]
    assert measured == pytest.approx(np.array(_by_loop(lists, truth)).reshape(-1, 4))
    assert ((measured >= 0) & (measured <= 1 + 1e-12)).all()


def test_coverage_counts_each_suggested_item_once():
    assert ranking.coverage(np.array([[0, 1], [1, -1]]), 4) == 0.5


def test_novelty_is_bits_of_surprise():
    """Bought by 1 of 8: 3 bits; by 4 of 8: 1 bit; by nobody: as by one."""
    found = ranking.novelty(np.array([[0, 1], [2, -1], [-1, -1]]), np.array([1, 4, 0]), 8)
    assert found[:2].tolist() == [2.0, 3.0]
    assert math.isnan(found[2])


def test_diversity_is_one_less_the_mean_cosine():
    """Items 0 and 1 alike, 2 unlike both: pairs (0,1) 1, (0,2) 0, (1,2) 0."""
    items = sparse.csr_matrix(np.array([[1.0, 0], [2, 0], [0, 1]]))
    lists = np.array([[0, 1, 2], [0, 1, -1], [0, 2, -1], [2, -1, -1]])
    found = ranking.diversity(lists, items)
    assert found[:3] == pytest.approx([2 / 3, 0, 1])
    assert math.isnan(found[3])


def test_diversity_does_not_depend_on_how_many_pairs_are_held(monkeypatch):
    draw = np.random.default_rng(2)
    items = sparse.csr_matrix(draw.integers(0, 3, (30, 5)).astype(float))
    lists = np.array([draw.permutation(30)[:4] for _ in range(20)])
    whole = ranking.diversity(lists, items)
    monkeypatch.setattr(ranking, "MOST_PAIRED", 8)
    assert ranking.diversity(lists, items) == pytest.approx(whole)
