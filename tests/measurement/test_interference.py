"""Control's fate as more are treated: hand-worked slopes, and a simulated shop with its truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from taller.measurement.interference import by_day, interference


def cells(shares, rates, n=1000):
    return pd.DataFrame({"share": shares, "n": n, "total": n * np.asarray(rates)})


def test_control_that_loses_to_the_others_is_found():
    """0.1 where nobody else is treated, 0.3 where all are: 0.2 more."""
    shares = np.tile([0.1, 0.5, 0.9], 6)
    told = interference(cells(shares, 0.1 + 0.2 * shares), follow=False)
    assert told.found == "competes"
    assert told.change.value == pytest.approx(0.2)
    assert told.base == pytest.approx(0.2)


def test_a_course_over_time_is_taken_off():
    """Goods run out as the test goes on, and more are treated every day: no slope of its own."""
    time = np.linspace(0, 1, 30)
    noise = np.random.default_rng(1).normal(0, 0.05, 30)
    told = interference(cells(0.2 + 0.5 * time + noise, 0.1 + 0.3 * time))
    assert told.change.value == pytest.approx(0, abs=1e-9)
    assert told.found == "little"


@pytest.mark.parametrize(
    ("shares", "rates"),
    [([0.5] * 20, [0.2] * 20), ([0.1, 0.9] * 3, [0.2] * 6), ([0.1, 0.9] * 10, [0.0] * 20)],
)
def test_what_the_cells_cannot_identify_is_said(shares, rates):
    """A share that never varies, six cells, and nothing that is ever sold out."""
    told = interference(cells(shares, rates), follow=False)
    assert (told.found, told.change) == ("cannot_tell", None)


def test_a_wide_interval_says_how_many_cells_would_tell():
    """Scatter .053 on .2: a rise by .1 shows with 2 x (2.8 x .053 / .1)^2 = 4.4 a side, so 10."""
    shares = np.tile([0.49, 0.49, 0.51, 0.51], 10)
    told = interference(cells(shares, np.tile([0.15, 0.25], 20)))
    assert told.found == "cannot_tell"
    assert told.periods == 10


def test_cells_of_days_hold_control_and_the_share_of_all_others():
    days = pd.DataFrame({"arm": ["a", "b", "c", "a"], "day": [2, 2, 2, 1], "n": [50, 30, 20, 10],
                         "total": [5, 9, 9, 1]})  # fmt: skip
    found = by_day(days, "a")
    assert found["share"].tolist() == [0.0, 0.5]
    assert found["total"].tolist() == [1, 5]


@pytest.mark.slow
def test_intervals_hold_where_the_share_is_drawn_by_lot():
    """400 trials of 24 cells with shared moves: 95 % hold within a two-sided 1 in 1,000."""
    rng = np.random.default_rng(2026)
    held = 0
    for _trial in range(400):
        shares = rng.choice([0.1, 0.9], 24)
        rate = np.clip(0.15 + 0.1 * shares + rng.normal(0, 0.02, 24), 0, 1)
        told = interference(
            pd.DataFrame({"share": shares, "n": 400, "total": rng.binomial(400, rate)})
        )
        held += told.change.low <= 0.1 <= told.change.high
    assert 365 <= held <= 394


@pytest.mark.slow
@pytest.mark.parametrize("separate", [False, True])
def test_in_the_simulated_shop_the_verdict_is_the_truth(separate):
    """Slates of what people like beside none, 20 units of each item: who sees one takes from all.

    Each play is a region with a stock of its own, the lot 1 or 9 in 10. With separate stocks what
    slates sell is taken elsewhere, so that control loses nothing; else the truth is how it fares
    where nearly all others are treated, less where hardly anybody is.
    """
    from tests.data.test_fashion_store_trial import most_liked, opened

    market = opened(weeks=2, users=20_000)
    liked = most_liked(market)

    def region(share, seed):
        return _region(market, liked, share, seed, separate)

    shares = np.random.default_rng(1).permutation([0.1, 0.9] * 9)
    told = interference(pd.DataFrame(map(region, shares, range(18))), follow=False)
    few, many = (pd.DataFrame(map(region, [share] * 8, range(100, 108))) for share in (0.02, 0.98))
    rates = [each["total"].sum() / each["n"].sum() for each in (few, many)]
    true = 0.0 if separate else (rates[1] - rates[0]) / 0.96
    assert told.change.low <= true <= told.change.high
    assert told.found == ("little" if separate else "competes")


def _region(market, liked, share, seed, separate):
    """Control's users and what they found sold out, where a share of the others sees slates."""
    from taller.data.simulators.fashion_store.played import trial

    lot = np.random.default_rng([seed, 1]).random(market.people.n) < share
    shown = np.where((lot & (not separate))[:, None], liked, trial.NONE)
    here = replace(market, left=np.full(300, 20), level=np.zeros(300, dtype=int))
    found = trial.play(here, shown, np.random.default_rng([seed, 2]))
    own = found[~lot[pd.Index(market.ids).get_indexer(found["user_id"])]]
    return {"share": share, "n": len(own), "total": own["sold_out"].sum()}
