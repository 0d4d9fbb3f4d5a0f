"""Two samples of rows, column by column."""

import numpy as np
import pandas as pd
import pytest

from taller.monitoring.monitoring.model import drift


def one(before, after, **how) -> drift.ColumnDrift:
    (found,) = drift.compare(pd.DataFrame({"x": before}), pd.DataFrame({"x": after}), seed=1, **how)
    return found


def test_a_number_is_as_far_as_the_largest_gap_of_its_cumulative_shares():
    """0 and 1 half and half, then one in ten: four tenths would have to be elsewhere."""
    found = one([0.0, 1.0] * 500, [0.0] * 900 + [1.0] * 100)
    assert found.kind == "number"
    assert found.verdict == "drifted"
    assert found.effect == pytest.approx(0.4, abs=0.01)
    assert found.low < 0.4 < found.high


def test_a_category_is_as_far_as_the_share_that_would_have_to_be_elsewhere():
    found = one(["a", "b"] * 500, ["a"] * 750 + ["b"] * 250)
    assert found.kind == "category"
    assert found.effect == pytest.approx(0.25, abs=0.01)


def test_forty_columns_in_which_nothing_moves_are_steady_nearly_always():
    """Both samples' noise is taken into account: a reference of 300 rows is no truth."""
    rng, false = np.random.default_rng(5), 0
    for _run in range(4):
        draw = lambda: pd.DataFrame({  # noqa: E731
            **{f"n{k}": rng.standard_normal(300) for k in range(20)},
            **{f"c{k}": rng.choice(list("abcde"), 300) for k in range(20)},
        })  # fmt: skip
        found = drift.compare(draw(), draw(), seed=1)
        false += any(each.verdict in ("drifted", "small") for each in found)
    assert false <= 1


def test_intervals_hold_the_distance_from_which_rows_were_drawn():
    """Normal values moved by .3: the largest gap is 2 Phi(.15) - 1 = .1192."""
    rng, held = np.random.default_rng(6), 0
    for _run in range(40):
        found = one(rng.standard_normal(800), rng.standard_normal(800) + 0.3)
        held += found.low <= 0.1192 <= found.high
    assert held >= 36


def test_what_goes_missing_is_told_as_missing():
    found = one([1.0, 2.0] * 500, [1.0, np.nan] * 500)
    assert (found.where, found.verdict) == ("missing", "drifted")
    assert found.effect == pytest.approx(0.5, abs=0.01)
    assert found.n_current == 500


def test_a_column_that_is_gone_and_one_that_is_new_are_told_first():
    """A renamed column is both."""
    rows = pd.DataFrame({"old": [1, 2] * 200, "same": [1, 2] * 200})
    found = drift.compare(rows, rows.rename(columns={"old": "new"}), seed=1)
    assert [(each.name, each.verdict) for each in found] == [
        ("new", "new"), ("old", "gone"), ("same", "steady")
    ]  # fmt: skip


def test_less_than_two_hundred_rows_are_too_few():
    assert one([1.0, 2.0] * 99, [5.0] * 1000).verdict == "too_few"
    assert one([1.0, 2.0] * 100, [5.0] * 1000).verdict == "drifted"


def test_beyond_chance_but_less_than_matters_is_small():
    rng = np.random.default_rng(7)
    found = one(rng.standard_normal(30_000), rng.standard_normal(30_000) + 0.08)
    assert found.verdict == "small"
    assert found.p < 0.001


def test_points_in_time_are_left_out():
    times = pd.DataFrame({"t": pd.date_range("2026-01-01", periods=300)})
    assert drift.compare(times, times, seed=1) == ()


def test_identifiers_all_of_which_are_new_are_no_drift():
    found = one([f"u{k}" for k in range(500)], [f"v{k}" for k in range(500)])
    assert found.verdict == "steady"


def test_numbers_that_became_words_are_compared_as_words():
    found = one([1, 2] * 300, ["1", "none"] * 300)
    assert (found.kind, found.verdict) == ("category", "drifted")


def test_the_same_seed_says_the_same():
    rng = np.random.default_rng(8)
    before, after = rng.standard_normal(60_000), rng.standard_normal(60_000)
    assert one(before, after) == one(before, after)
