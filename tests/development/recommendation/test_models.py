"""Models: against normal equations, by hand, and against the dense scores they stand for."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from taller.development.recommendation.model.models import (
    ALS,
    EASE,
    CoPurchase,
    Popularity,
    suggest,
)

SMALL = np.array(
    [[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 0], [1, 0, 0, 1], [0, 0, 1, 1], [1, 1, 0, 1]], float
)


def by_normal_equations(x: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Each item regressed on the others, one by one, with a ridge penalty per item."""
    items = x.shape[1]
    weights = np.zeros((items, items))
    for j in range(items):
        others = [i for i in range(items) if i != j]
        a = x[:, others]
        solved = np.linalg.solve(a.T @ a + np.diag(penalty[others]), a.T @ x[:, j])
        weights[others, j] = solved
    return weights


@pytest.mark.parametrize("dropout", [0.0, 0.5])
def test_ease_is_a_ridge_regression_of_each_item_on_the_others(dropout):
    model = EASE(2.0, dropout).fit(sparse.csr_matrix(SMALL))
    expected = by_normal_equations(SMALL, 2.0 + dropout * SMALL.sum(axis=0))
    assert model.weights_ == pytest.approx(expected, abs=1e-5)
    assert (np.diag(model.weights_) == 0).all()


def test_ease_weighs_users_by_the_length_of_their_history():
    """A user of n items counts as 1/n of one, scaled so that the penalty is told in users."""
    size = SMALL.sum(axis=1)
    weight = 1 / size
    mean = (weight * size).sum() / size.sum()
    x = np.sqrt(weight / mean)[:, None] * SMALL
    model = EASE(2.0, 0.0, user_weight=0.5).fit(sparse.csr_matrix(SMALL))
    assert model.weights_ == pytest.approx(by_normal_equations(x, np.full(4, 2.0)), abs=1e-5)


def test_the_users_side_is_each_user_explained_by_the_others():
    """The same model on the transposed matrix, in each user's order of what they have not."""
    users = by_normal_equations(SMALL.T, np.full(len(SMALL), 2.0))
    by_users = users.T @ SMALL
    model = EASE(2.0, 0.0, user_side=1.0).fit(sparse.csr_matrix(SMALL))
    scores = model.score(sparse.csr_matrix(SMALL))
    for mine, theirs, had in zip(scores, by_users, SMALL, strict=True):
        apart = mine[had == 0] / theirs[had == 0]
        assert apart == pytest.approx(apart[0], rel=1e-4)
        assert apart[0] > 0


@pytest.mark.parametrize("side", [0.25, 1.0])
def test_leaning_takes_no_second_fit(side):
    held = sparse.csr_matrix(SMALL)
    fitted = EASE(2.0, 0.3, 0.3, side).fit(held).weights_
    moved = EASE(2.0, 0.3, 0.3).fit(held).lean(1.0).lean(side)
    assert moved.weights_ == pytest.approx(fitted, rel=1e-5)
    assert moved.user_side == side
    assert np.log(moved.spread_).mean() == pytest.approx(0, abs=1e-6)
    assert moved.lean(0.0).weights_ == pytest.approx(EASE(2.0, 0.3, 0.3).fit(held).weights_)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(2, 8), st.floats(0.5, 50))
def test_ease_agrees_with_normal_equations_on_any_matrix(seed, items, penalty):
    x = (np.random.default_rng(seed).random((12, items)) < 0.4).astype(float)
    model = EASE(penalty, 0.0).fit(sparse.csr_matrix(x))
    assert model.weights_ == pytest.approx(
        by_normal_equations(x, np.full(items, penalty)), abs=1e-4
    )


def test_ease_holds_an_item_nobody_bought_and_a_user_without_history():
    x = SMALL.copy()
    x[:, 2] = 0
    x[0] = 0
    model = EASE(1.0, 0.3).fit(sparse.csr_matrix(x))
    assert np.isfinite(model.weights_).all()
    assert (model.weights_[:, 2] == 0).all()
    assert (model.score(sparse.csr_matrix(x))[0] == 0).all()


FIT = """
import re
from pathlib import Path
from scipy import sparse
from taller.development.recommendation.model.models import EASE
rows = sparse.random_array((20_000, 6_000), density=0.002, rng=1, format="csr")
peak = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = peak()
EASE(300.0, 2.0, 0.3).fit(rows)
print((peak() - before) * 1024 / 6_000**2)
"""


@pytest.mark.slow
def test_a_fit_takes_five_bytes_for_each_pair_of_items():
    """One matrix of single precision, inverted in place, and what that takes beside it."""
    done = subprocess.run([sys.executable, "-c", FIT], capture_output=True, text=True, check=True)
    assert 4 <= float(done.stdout) < 6


def test_copurchase_is_the_overlap_of_buyers():
    """Items 0 and 1 share 3 buyers of 5: 0.6. Items 2 and 3 share 1 of 5."""
    model = CoPurchase().fit(sparse.csr_matrix(SMALL))
    similar = model.similarity_.toarray()
    assert similar[0, 1] == pytest.approx(0.6)
    assert similar[2, 3] == pytest.approx(0.2)
    assert (similar.diagonal() == 0).all()
    scores = model.score(sparse.csr_matrix(SMALL[:1]))
    assert scores[0, 2] == pytest.approx(similar[0, 2] + similar[1, 2])


def test_popularity_counts_each_buyer_once():
    model = Popularity().fit(sparse.csr_matrix(SMALL * 3))
    assert model.buyers_.tolist() == [4, 4, 3, 3]


@pytest.mark.parametrize("model", [EASE(1.0), CoPurchase(), ALS(4, iterations=3)])
def test_the_influence_of_one_item_is_its_score_alone_where_scores_add_up(model):
    model.fit(sparse.csr_matrix(SMALL))
    told = model.influence(np.array([0, 0, 1]), np.array([1, 2, 3]))
    assert told.shape == (3,)
    if not isinstance(model, ALS):
        alone = model.score(sparse.csr_matrix(np.eye(4)))
        assert told == pytest.approx([alone[0, 1], alone[0, 2], alone[1, 3]], abs=1e-6)
    else:
        assert (np.abs(told) <= 1 + 1e-5).all()


def test_als_gives_the_same_twice_and_after_being_restored():
    seen = sparse.csr_matrix(SMALL)
    first, second = (ALS(3, iterations=3).fit(seen).score(seen) for _ in range(2))
    assert (first == second).all()
    kept = ALS(3, iterations=3).fit(seen)
    assert (ALS(3, iterations=3).restore(kept.items_).score(seen) == first).all()


class Given:
    """Scores that are given."""

    def __init__(self, scores: np.ndarray) -> None:
        self.scores = scores

    def fit(self, seen):
        return self

    def score(self, seen):
        # The first column of a history says whose it is.
        return self.scores[seen.toarray()[:, 0].astype(int)].copy()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 7), st.integers(1, 9), st.integers(1, 3))
def test_lists_are_those_of_sorting_all_scores(seed, items, k, threads):
    """Dense brute force, with ties by item number, items left out and known ones."""
    draw = np.random.default_rng(seed)
    scores = draw.integers(0, 4, (6, items)).astype("float32")
    known = sparse.csr_matrix((draw.random((6, items)) < 0.3).astype(float))
    allowed = draw.random(items) < 0.8
    who = sparse.csr_matrix(np.c_[np.arange(6.0), np.zeros((6, items - 1))])
    lists, values = suggest(Given(scores), who, k, known=known, allowed=allowed, threads=threads)
    for row in range(6):
        able = [i for i in range(items) if allowed[i] and not known[row, i]]
        best = sorted(able, key=lambda i: (-scores[row, i], i))[:k]
        assert lists[row].tolist() == best + [-1] * (k - len(best))
        assert values[row][: len(best)].tolist() == [scores[row, i] for i in best]
        assert (values[row][len(best) :] == -np.inf).all()


def test_whoever_bought_all_gets_an_empty_list():
    seen = sparse.csr_matrix(np.ones((2, 3)))
    lists, values = suggest(Popularity().fit(seen), seen, 2)
    assert (lists == -1).all()
    assert (values == -np.inf).all()


def test_a_catalogue_of_one_and_a_single_user_are_no_fault():
    seen = sparse.csr_matrix(np.array([[0.0]]))
    for model in (EASE(1.0), CoPurchase(), Popularity()):
        lists, _values = suggest(model.fit(seen), seen, 3)
        assert lists.tolist() == [[0, -1, -1]]


def test_an_adjustment_moves_the_order():
    seen = sparse.csr_matrix(np.zeros((1, 3)))
    model = Popularity().fit(sparse.csr_matrix(np.array([[1, 1, 0], [1, 0, 0]])))
    lists, _values = suggest(model, seen, 1, adjust=lambda s: s * np.array([1, 5, 1]))
    assert lists.tolist() == [[1]]
