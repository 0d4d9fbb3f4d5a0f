"""Attribution: published credits, journeys worked by hand, intervals against a known chain."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from taller.errors import DataError
from taller.measurement.attribution import METHODS, Journeys, best_order, credits, from_paths
from taller.measurement.attribution.markov import _dense, _sparse, removal_shares, transitions

PUBLISHED = {  # ChannelAttribution's own sample, see the data's README
    "first": {"alpha": 6308, "iota": 4606, "eta": 3164},
    "last": {"alpha": 8447, "iota": 3355, "eta": 4167},
    "linear": {"alpha": 7574.72, "iota": 3857.10, "eta": 3539.95},
    "markov": {"alpha": 5344.9, "iota": 3884.6, "eta": 3340.8, "beta": 2527.4, "theta": 1971.9},
}


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(19)


def paths(*rows: tuple[str, int, float, int]) -> Journeys:
    names = ["path", "total_conversions", "total_conversion_value", "total_null"]
    return from_paths(pd.DataFrame(rows, columns=names))


def by_channel(journeys: Journeys, method: str, measure: str = "conversions", **more) -> dict:
    found = credits(journeys, [method], **more)
    return dict(zip(found["channel"], found[measure], strict=True))


def test_published_credits_are_met_to_the_printed_digit(shared_data):
    """First, last and linear touch, and the chain of order 1 with journeys that did not buy."""
    journeys = from_paths(pd.read_csv(shared_data / "channel_attribution/PathData.csv"))
    assert journeys.converted.sum() == 19_785
    for method, known in PUBLISHED.items():
        found = by_channel(journeys, method)
        digits = 1 if method == "markov" else 2
        assert {name: round(found[name], digits) for name in known} == known, method


def test_rules_share_out_a_journey_as_one_would_by_hand():
    """a > b > a > c sold once for 100: a was first and came twice among three channels."""
    journeys = paths(("a > b > a > c", 1, 100.0, 0))
    assert by_channel(journeys, "first") == {"a": 1, "b": 0, "c": 0}
    assert by_channel(journeys, "last", "value") == {"a": 0, "b": 0, "c": 100}
    assert by_channel(journeys, "linear") == {"a": 0.5, "b": 0.25, "c": 0.25}
    position = by_channel(journeys, "position")  # 0.4 first, 0.1 and 0.1 between, 0.4 last
    assert position == pytest.approx({"a": 0.5, "b": 0.1, "c": 0.4})
    assert by_channel(journeys, "shapley") == pytest.approx(dict.fromkeys("abc", 1 / 3))


def test_a_journey_of_one_or_two_touches_has_no_middle():
    assert by_channel(paths(("a", 1, 1.0, 0)), "position") == {"a": 1}
    assert by_channel(paths(("a > b", 1, 1.0, 0)), "position") == {"a": 0.5, "b": 0.5}


def test_the_chain_asks_what_would_be_lost_without_a_channel():
    """a alone sells 1 of 2, a > b sells 1 of 1, b alone never.

    From the start: a 3/4, b 1/4. After a: sold 1/3, gone 1/3, b 1/3. After b: sold 1/2, gone 1/2.
    Sold in all: 3/4 (1/3 + 1/3 1/2) + 1/4 1/2 = 1/2. Without a: 1/8, so 3/4 is lost; without b:
    3/4 1/3 = 1/4, so 1/2 is lost. Of two sales a has 3/4 : 1/2 = 3/5, b 2/5.
    """
    journeys = paths(("a", 1, 10.0, 1), ("a > b", 1, 30.0, 0), ("b", 0, 0.0, 1))
    assert by_channel(journeys, "markov") == pytest.approx({"a": 1.2, "b": 0.8})
    assert by_channel(journeys, "markov", "value") == pytest.approx({"a": 24, "b": 16})


def test_a_chain_of_order_two_tells_apart_what_led_to_a_channel():
    """After a > b all buy, after c > b nobody does: without a nothing is sold, without c all is."""
    journeys = paths(("a > b", 5, 5.0, 0), ("c > b", 0, 0.0, 5))
    found = by_channel(journeys, "markov", order=2)
    assert found == pytest.approx({"a": 2.5, "b": 2.5, "c": 0.0})
    assert by_channel(journeys, "markov", order=1)["c"] > 1  # order 1 cannot see it


def test_both_ways_of_solving_the_chain_agree(rng):
    counts = rng.integers(1, 50, (27, 4)).astype(float)  # two channels, order 3
    chance = counts / counts.sum(axis=1, keepdims=True)
    after = (np.arange(27)[:, None] * 3 + np.arange(2) + 1) % 27
    assert _dense(chance, after) == pytest.approx(_sparse(chance, after))


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from("abcd"), min_size=1, max_size=6),
            st.integers(0, 3), st.integers(0, 3),
        ),
        min_size=1, max_size=8,
    ).filter(lambda rows: any(row[1] for row in rows))
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_every_method_shares_out_just_what_was_sold(rows):
    """Whatever the journeys: credits add up, none is negative, intervals hold their figure."""
    journeys = paths(*((" > ".join(path), n, 3.0 * n, lost) for path, n, lost in rows))
    found = credits(journeys)
    totals = found.groupby("method")[["conversions", "value"]].sum()
    sold = sum(n for __, n, __ in rows)
    assert totals["conversions"].to_numpy() == pytest.approx(np.full(len(METHODS), sold))
    assert totals["value"].to_numpy() == pytest.approx(np.full(len(METHODS), 3.0 * sold))
    assert (found["conversions_low"] >= 0).all()
    assert (found["conversions_low"] <= found["conversions"] + 1e-9).all()
    assert (found["conversions"] <= found["conversions_high"] + 1e-9).all()


def test_order_and_blocks_of_journeys_change_nothing(rng, monkeypatch):
    """Read all at once or few touches at a time, the credits are the same."""
    journeys = simulated(rng, 500)
    whole = credits(journeys, order=2)
    monkeypatch.setattr("taller.measurement.attribution.journeys.AT_ONCE", 7)
    pd.testing.assert_frame_equal(credits(journeys, order=2), whole)


def test_journeys_of_one_person_widen_the_interval():
    """A thousand journeys of twenty people who each always do the same tell less than they seem."""
    lengths = np.ones(1000, dtype=int)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    person = np.repeat(np.arange(20), 50)
    touches = (person % 2).astype(int)
    given = (touches, starts, np.ones(1000), np.ones(1000), ["a", "b"])
    alone = credits(Journeys.of(*given), ["last"])
    known = credits(Journeys.of(*given, person), ["last"])
    width = [float(f["conversions_high"][0] - f["conversions_low"][0]) for f in (alone, known)]
    assert width[1] > 5 * width[0]  # about the root of fifty times as wide


def test_the_order_that_foresees_best_is_chosen(rng):
    """Where the next touch follows from the last two, order 2; where from the last, order 1."""
    assert best_order(simulated(rng, 4000), (1, 2)) == 1
    rows = [("a > b > c", 200, 1.0, 0), ("c > b > a", 0, 0.0, 200), ("b > c", 0, 0.0, 50)]
    assert best_order(paths(*rows), (1, 2)) == 2


CHAIN = np.array([  # from the start and from a, b, c: to a, b, c, a sale, none
    [0.5, 0.3, 0.2, 0.0, 0.0],
    [0.0, 0.3, 0.1, 0.2, 0.4],
    [0.2, 0.0, 0.2, 0.1, 0.5],
    [0.1, 0.1, 0.0, 0.05, 0.75],
])  # fmt: skip


def simulated(rng: np.random.Generator, n: int) -> Journeys:
    """Journeys of a chain that is known; sales bring lognormal amounts."""
    state, alive, steps, sold = np.zeros(n, int), np.arange(n), [], np.zeros(n, bool)
    while len(alive):
        step = (rng.random(len(alive))[:, None] > CHAIN[state[alive]].cumsum(axis=1)).sum(axis=1)
        step = np.minimum(step, 4)
        sold[alive[step == 3]] = True
        alive, step = alive[step < 3], step[step < 3]
        state[alive] = step + 1
        steps.append((alive, step))
    who = np.concatenate([a for a, __ in steps])
    what = np.concatenate([s for __, s in steps])
    touches = what[np.argsort(who, kind="stable")]
    starts = np.concatenate(([0], np.cumsum(np.bincount(who, minlength=n))))
    return Journeys.of(touches, starts, sold, rng.lognormal(3, 0.8, n), ["a", "b", "c"])


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_claim():
    """400 draws of 2,000 journeys, seeds fixed: every method, channel and measure.

    The truth is what each method gives four million journeys of the same chain.
    """
    n, plays = 2000, 400
    many = credits(simulated(np.random.default_rng(0), 4_000_000))
    held = np.zeros((3, len(many)))
    for seed in range(1, plays + 1):
        found = credits(simulated(np.random.default_rng(seed), n))
        for place, measure in enumerate(("conversions", "value", "share")):
            truth = many[measure] * (1 if measure == "share" else n / 4_000_000)
            held[place] += (found[f"{measure}_low"] <= truth) & (truth <= found[f"{measure}_high"])
    wrong = {
        (measure, many["method"][i], many["channel"][i]): int(held[place, i])
        for place, measure in enumerate(("conversions", "value", "share"))
        for i in range(len(many))
        if stats.binomtest(int(held[place, i]), plays, 0.95).pvalue < 0.001
    }
    assert not wrong


def test_removal_shares_of_one_channel_are_all_of_it():
    counts = transitions(paths(("a > a > a", 3, 3.0, 2)), 1).sum(axis=0)
    assert removal_shares(counts).tolist() == [1.0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("a", 0, 0.0, 3)], "none of 3 journeys ended in a conversion"),
        ([("a", -1, 0.0, 3)], r"row 0: counts are whole and not negative \(got \[-1.0, 3.0\]\)"),
        ([("a", 1, -5.0, 0)], "1 journeys whose value is negative or no number"),
        ([(f"c{i}", 1, 1.0, 0) for i in range(61)], "61 channels, at most 60 can be told apart"),
    ],
)
def test_journeys_that_cannot_be_shared_out_are_refused(rows, said):
    with pytest.raises(DataError, match=said):
        paths(*rows)


def test_all_faults_of_arrays_are_told_at_once():
    touches, starts = np.array([0, 5]), np.array([0, 1, 1, 2])
    with pytest.raises(DataError, match=r"2 faults\n.*1 journeys without a touch.*\n.*channel 5"):
        Journeys.of(touches, starts, np.ones(3), np.ones(3), ["a", "b"])


def test_an_order_too_high_for_so_many_channels_says_how_high_it_may_be():
    many = paths(*((f"c{i}", 1, 1.0, 1) for i in range(30)))
    with pytest.raises(DataError, match=r"order is 1 to 2 with 30 channels \(got 3\)"):
        credits(many, ["markov"], order=3)


def test_an_unknown_method_gets_the_nearest_name():
    with pytest.raises(DataError, match="no method 'markow'; did you mean 'markov'"):
        credits(paths(("a", 1, 1.0, 0)), ["markow"])
