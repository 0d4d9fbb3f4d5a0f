"""Business rules: each worked by hand, and lists that keep all of them at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from taller.development.recommendation.model.models import Popularity
from taller.development.recommendation.model.rules import Rules, apply
from taller.development.recommendation.model.training import (
    Setting,
    Trained,
    Tried,
    known_again,
    train,
)
from tests.development import recommendation_cases as cases

GOODS = [
    ("a", "Shirt", "tops", "X", "S", 10, 2, 5),
    ("b", "Shirt", "tops", "X", "M", 10, 2, 0),
    ("c", "Blouse", "tops", "Y", None, 10, 5, 1),
    ("d", "Jeans", "trousers", "X", None, 10, 8, None),
    ("e", "Gift card", None, None, None, None, None, None),
]


def shop(now: np.ndarray | None = None, **knobs):
    now = np.zeros((1, 5)) if now is None else now
    return cases.gathered(now, held=cases.catalogue(GOODS), **knobs)


def of(gathered, **options) -> Rules:
    return Rules.of(gathered, gathered.now, **options)


def test_what_is_sold_out_or_excluded_is_left_out_and_unknown_stock_is_not():
    rules = of(shop(exclude_items=("e",)))
    assert rules.allowed.tolist() == [True, False, True, True, False]
    assert of(shop(in_stock=False)).allowed.all()
    assert of(shop(), stock=False).allowed.all()


def test_margin_moves_scores_around_the_average_item():
    """Margins .8 .8 .5 .2 and, unknown, their mean .575: weight 1 adds the difference."""
    rules = of(shop(margin_weight=1))
    assert rules.worth == pytest.approx([1.225, 1.225, 0.925, 0.625, 1.0])
    moved = rules._adjust(np.array([[1.0, 1, 1, 1, -1]]))
    assert moved[0] == pytest.approx([1.225, 1.225, 0.925, 0.625, -1])
    assert of(shop(margin_weight=5)).worth.min() == 0
    assert of(shop()).worth is None


def test_breadth_counts_by_score_per_buyer_and_goes_with_margin():
    """Buyers 3 1 1 0 0, mean 1: with breadth 1 scores are divided by 4 2 2 1 1."""
    now = np.array([[1.0, 1, 0, 0, 0], [1, 0, 1, 0, 0], [1, 0, 0, 0, 0]])
    assert of(shop(now, breadth=1)).worth == pytest.approx([1 / 4, 1 / 2, 1 / 2, 1, 1])
    assert of(shop(now, breadth=1), breadth=0.5).worth[0] == pytest.approx(0.5)
    both = of(shop(now, breadth=1, margin_weight=1))
    assert both.worth == pytest.approx([1.225 / 4, 1.225 / 2, 0.925 / 2, 0.625, 1.0])
    assert of(shop(now), breadth=0.0).worth is None


def chosen(scores: list[float], **knobs) -> list[str]:
    rules = of(shop(**{"in_stock": False, "k": 3} | knobs))
    order = np.argsort(-np.array(scores), kind="stable")
    lists, values = rules.choose(order[None, :], np.array(scores)[order][None, :].astype("float32"))
    assert all(values[0][i] == pytest.approx(scores[n]) for i, n in enumerate(lists[0]) if n >= 0)
    return ["abcde"[i] for i in lists[0] if i >= 0]


def test_one_of_a_name_and_so_many_of_a_category():
    scores = [5.0, 4, 3, 2, 1]
    assert chosen(scores, max_per_name=None) == ["a", "b", "c"]
    assert chosen(scores) == ["a", "c", "d"]
    assert chosen(scores, max_per_category=1) == ["a", "d", "e"]
    assert chosen(scores, max_per_category=1, max_per_name=None, k=5) == ["a", "d", "e"]


def test_diversity_prefers_what_is_unlike_the_list():
    """After a, b is alike in all, c in its category, d in its brand, e in nothing.

    With weight .5: b .5 * .75 - .5, c .5 * .5 - .25 = 0, d .5 * .25 - .25, e 0: the higher score.
    """
    scores = [5.0, 4, 3, 2, 1]
    assert chosen(scores, max_per_name=None, diversity=0.5)[:2] == ["a", "c"]
    assert chosen(scores, max_per_name=None, diversity=0.9)[:2] == ["a", "e"]
    assert chosen(scores, max_per_name=None, diversity=0.1)[:2] == ["a", "b"]


def test_whoever_bought_one_size_is_not_offered_another():
    now = np.array([[1.0, 0, 0, 0, 0]])
    gathered = shop(now, in_stock=False, k=5)
    model = Popularity().fit(sparse.csr_matrix(np.array([[1.0, 1, 1, 1, 1]])))
    had = gathered.now.bought
    lists, _scores = of(gathered).suggest(model, had, had)
    assert lists.tolist() == [[2, 3, 4, -1, -1]]


def test_repeat_categories_may_come_again():
    now = np.array([[1.0, 0, 1, 1, 0]])
    gathered = shop(now, repeat_categories=("tops",))
    assert known_again(gathered, gathered.now).toarray().tolist() == [[0, 0, 0, 1, 0]]
    everything = shop(now, repeat=True)
    assert known_again(everything, everything.now).nnz == 0


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**32 - 1), st.sampled_from([None, 1, 2]), st.sampled_from([None, 1, 2]),
    st.sampled_from([0.0, 0.3]), st.integers(1, 6),
)  # fmt: skip
def test_no_list_breaks_a_rule(seed, per_name, per_category, diversity, k):
    draw = np.random.default_rng(seed)
    rows = [
        (f"i{n:02d}", f"n{draw.integers(6)}", f"c{draw.integers(3)}", None, None, 1, 0.5,
         int(draw.integers(0, 3)))
        for n in range(12)
    ]  # fmt: skip
    now = (draw.random((8, 12)) < 0.3).astype(float)
    held = cases.catalogue(rows)
    gathered = cases.gathered(now, held=held, k=k, max_per_name=per_name,
                              max_per_category=per_category, diversity=diversity)  # fmt: skip
    model = Popularity().fit(sparse.csr_matrix(now))
    had = gathered.now.bought
    lists, scores = of(gathered).suggest(model, had, had)
    for user, (row, value) in enumerate(zip(lists, scores, strict=True)):
        some = row[row >= 0]
        assert len(set(some)) == len(some)
        assert (np.isfinite(value) == (row >= 0)).all()
        assert not now[user][some].any()
        assert (held.frame["stock"].to_numpy()[some] > 0).all()
        for column, most in (("item_name", per_name), ("item_category", per_category)):
            if most is not None:
                assert held.frame[column].iloc[some].value_counts().max() <= most or not len(some)


def test_without_a_signal_everybody_is_offered_the_best_sellers():
    now = np.array([[1.0, 0, 0], [1, 1, 0], [0, 0, 0]])
    gathered = cases.gathered(now, k=2)
    tried = (Tried(Setting("ease", {"regularisation": 1.0, "dropout": 0.0}), 0.5),
             Tried(Setting("popularity"), 0.1))  # fmt: skip
    trained = Trained(gathered, tried[0].setting, tried, 3)
    assert apply(trained, signal=True).kind == "ease"
    found = apply(trained, signal=False)
    assert found.kind == "popularity"
    assert found.lists.tolist() == [[1, 2], [2, -1], [0, 1]]
    assert apply(None, signal=True) is None


def test_a_user_without_history_gets_the_best_sellers_of_any_model():
    then, after = cases.tastes()
    then[0] = 0
    trained = train(cases.gathered(then, then, after, k=3), seed=1)
    found = apply(trained, signal=True)
    best = np.argsort(-then.sum(axis=0), kind="stable")[:3]
    assert found.lists[0].tolist() == best.tolist()
