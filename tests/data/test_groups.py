"""Groups too small to be shown are hidden, and cannot be had by subtraction."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.data.tell import groups

SIZES = st.dictionaries(st.integers(), st.integers(0, 40), max_size=8)


def test_a_small_group_takes_the_next_smallest_with_it():
    """6 alone would be 136 - 90 - 40."""
    assert groups.suppress({"a": 90, "b": 40, "c": 6}, 10) == {"b", "c"}


def test_two_small_groups_hide_each_other_only_if_enough_together():
    assert groups.suppress({"a": 90, "b": 40, "c": 6, "d": 5}, 10) == {"c", "d"}
    assert groups.suppress({"a": 90, "b": 40, "c": 6, "d": 3}, 10) == {"b", "c", "d"}


def test_without_totals_the_small_alone_are_hidden():
    assert groups.suppress({"a": 90, "b": 40, "c": 6}, 10, totals=False) == {"c"}


def test_a_group_of_the_least_size_is_shown_and_an_empty_one_too():
    assert groups.suppress({"a": 10, "b": 0}, 10) == set()


def test_where_all_are_small_all_are_hidden():
    assert groups.suppress({"a": 3, "b": 2}, 10) == {"a", "b"}


def test_ties_are_broken_the_same_way_whatever_the_groups_are_called():
    assert groups.suppress({"z": 20, "a": 20, "m": 1}, 10) == {"m", "z"}


@given(SIZES, st.integers(1, 20))
def test_what_is_hidden_is_never_fewer_people_than_a_group_must_hold(people, minimum):
    hidden = groups.suppress(people, minimum)
    assert {g for g, n in people.items() if 0 < n < minimum} <= hidden
    if hidden:
        everything = hidden == {g for g, n in people.items() if n > 0}
        assert everything or (len(hidden) > 1 and sum(people[g] for g in hidden) >= minimum)
    shown = [n for g, n in people.items() if g not in hidden]
    assert all(n == 0 or n >= minimum for n in shown)


def test_a_two_way_table_hides_in_rows_and_columns():
    """3 takes 20 with it in its row (the next smallest) and 25 in its column; these take 60."""
    counts = pd.DataFrame([[3, 20, 50], [25, 60, 70], [40, 80, 90]])
    hidden = groups.suppress_table(counts, 10)
    assert hidden.to_numpy().tolist() == [
        [True, True, False], [True, True, False], [False, False, False],
    ]  # fmt: skip


def test_a_table_without_small_cells_hides_nothing():
    counts = pd.DataFrame([[30, 0], [0, 40]])
    assert not groups.suppress_table(counts, 10).to_numpy().any()


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=1, max_size=4),
       st.integers(1, 15))  # fmt: skip
def test_no_line_of_a_table_tells_a_hidden_cell(rows, minimum):
    counts = pd.DataFrame(rows)
    hidden = groups.suppress_table(counts, minimum).to_numpy()
    people = counts.to_numpy()
    assert not ((people > 0) & (people < minimum) & ~hidden).any()
    for line, mask in itertools.chain(
        zip(people, hidden, strict=True), zip(people.T, hidden.T, strict=True)
    ):
        if mask.any():
            alone = (line > 0).sum() == mask.sum()
            assert alone or (mask.sum() > 1 and line[mask].sum() >= minimum)


@pytest.fixture
def channels() -> pd.DataFrame:
    return pd.DataFrame(
        {"channel": ["email", "search", "post", "fax"], "people": [90, 40, 6, 5],
         "sales": [900.0, 400.0, 60.0, 50.0], "mean": [10.0, 10.0, 10.0, 10.0]}
    )  # fmt: skip


def test_blanked_groups_keep_their_name_alone(channels):
    blanked = groups.blank(channels, people="people", minimum=10, figures=["sales", "mean"])
    assert blanked["channel"].tolist() == ["email", "search", "post", "fax"]
    assert blanked[["people", "sales", "mean"]].isna().all(axis=1).tolist() == [
        False, False, True, True,
    ]  # fmt: skip
    assert channels["people"].tolist() == [90, 40, 6, 5]
