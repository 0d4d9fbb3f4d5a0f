"""Charts: what is encoded is what was found, and the title says it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from taller.development.clustering import charts
from taller.development.clustering.evaluation.later import Migration, Outlook
from taller.development.clustering.features import Customers
from taller.development.clustering.model.segmentation import Choice
from taller.development.clustering.params import FEATURES, Params
from taller.development.clustering.result import (
    Candidate,
    Comparison,
    Contender,
    Flow,
    Grouping,
    Profile,
    Segment,
)
from taller.measurement import estimates
from taller.phase import Estimate


def known(value: float, unit: str = "share") -> Estimate:
    return Estimate(value=value, low=value * 0.8, high=value * 1.2, unit=unit, n=9, method="m")


def segment(
    number: int, name: str, share: float, value: float, spend: float | None, standing="unknown"
) -> Segment:
    return Segment(
        number=number, key="x", name=name, meaning="", acts=False, standing=standing,
        customers=10, share=known(share), value=known(value),
        profile=Profile(**dict.fromkeys(FEATURES, 1.0)), traits="t", overlap=known(0.9, "index"),
        next_spend=None if spend is None else known(spend, "money"), came_back=None,
        action="a", owner="o", effect="e",
    )  # fmt: skip


SEGMENTS = [segment(1, "Best", 0.2, 0.7, 300.0, "above"), segment(2, "Rest", 0.8, 0.3, None)]


def rows(chart) -> list[dict]:
    spec = chart.to_dict()
    return next(iter(spec["datasets"].values()))


def test_value_and_size_draws_both_shares_of_each_segment():
    chart = charts.value_and_size(SEGMENTS)
    drawn = [(r["segment"], r["share"], r["low"], r["high"]) for r in rows(chart)]
    assert drawn[:2] == [
        ("1 Best", 0.2, 0.2 * 0.8, 0.2 * 1.2),
        ("1 Best", 0.7, 0.7 * 0.8, 0.7 * 1.2),
    ]
    assert chart.to_dict()["title"]["text"] == (
        "“Best”: 20% of customers, 70% of net sales (56.0% to 84.0%)"
    )
    assert "Rest: 80.0%, 30.0%" in chart.to_dict()["description"]


def test_next_spend_leaves_out_what_is_not_known_and_praises_only_beyond_chance(capsys):
    outlook = Outlook(
        dt.date(2026, 1, 1), dt.date(2026, 4, 1), {}, {}, estimates.share(1, 2), {}, {}, {}
    )  # fmt: skip
    chart = charts.next_spend(SEGMENTS, outlook)
    assert [(r["label"], r["value"]) for r in rows(chart)] == [("1 Best", 300.0)]
    assert "“Best” spent more per customer than the others" in str(chart.to_dict()["title"])
    level = [segment(1, "Best", 0.2, 0.7, 300.0, "level")]
    assert "No group is shown" in str(charts.next_spend(level, outlook).to_dict()["title"])
    assert charts.next_spend(SEGMENTS, None) is None
    assert "too short" in capsys.readouterr().out


def test_migration_says_how_many_stayed(capsys):
    """Of 40 known before, 26 stayed: 65 % (49.5 % to 77.9 %); the 7 new are not among them."""
    moves = ((1, 1, 10, 20), (1, 2, 10, 20), (2, 2, 16, 20), (2, 1, 4, 20), (0, 1, 7, 7))
    flows = [
        Flow(origin=o, destination=d, customers=n, share=known(n / total))
        for o, d, n, total in moves
    ]
    found = Migration(dt.date(2026, 1, 1), dt.date(2026, 4, 1), flows)
    chart = charts.migration(found, SEGMENTS)
    title = str(chart.to_dict()["title"])
    assert "65% of customers (49.5% to 77.9%) are in the same group 90 days later" in title
    assert {"origin": "Not yet a customer", "destination": "1", "share": 1.0} in rows(chart)
    assert charts.migration(None, SEGMENTS) is None
    assert "too short" in capsys.readouterr().out


@pytest.mark.parametrize(
    "low, high, said",
    [
        (0.01, 0.03, "The groups foretell spend better than a score"),
        (-0.03, -0.01, "A score by last order, orders and spend foretells spend better"),
        (-0.01, 0.01, "neither is shown to be better"),
    ],
)
def test_comparison_names_the_winner_in_its_title(low, high, said, capsys):
    gap = Estimate(value=(low + high) / 2, low=low, high=high, unit="index", n=9, method="m")
    contender = Contender(
        key="segments",
        label="3 segments",
        groups=3,
        r_squared=known(0.2),
        rank_correlation=known(0.3),
    )
    first, second, third = (dt.date(2026, month, 1) for month in (1, 2, 3))
    found = Comparison(
        learned_from=first, learned_to=second, judged_to=third,
        customers=9, contenders=(contender,), difference=gap, difference_score=gap, verdict="v",
    )  # fmt: skip
    assert said in str(charts.comparison(found, "").to_dict()["title"])
    assert charts.comparison(None, "too few") is None
    assert "too few" in capsys.readouterr().out


def tried(k: int, again: float, weakest: float, gap: float, smallest: float = 0.2) -> Candidate:
    return Candidate(
        segments=k, stability=known(again, "index"), between=known(gap, "number"),
        smallest_share=smallest, weakest_overlap=weakest, admissible=True, apart=gap < 0.8,
    )  # fmt: skip


def test_how_many_segments_shows_both_criteria_and_why_a_larger_number_is_not_chosen():
    """Two are found again and apart; three without a gap; of four one is too small."""
    candidates = [tried(2, 0.9, 0.9, 0.5), tried(3, 0.9, 0.8, 1.5), tried(4, 0.9, 0.8, 0.5, 0.001)]
    choice = Choice(candidates, 2, np.zeros((2, 1)), [], Grouping(between=known(0.5, "number"),
                    natural=True))  # fmt: skip
    spec = charts.stability(choice, Params(min_stability=0.7)).to_dict()
    again, gap = spec["concat"]
    assert [panel["layer"][0]["encoding"]["x"]["datum"] for panel in (again, gap)] == [0.7, 1]
    (values,) = spec["datasets"].values()
    assert [(r["segments"], r["again"], r["weakest"], r["gap"]) for r in values] == [
        ("2 (chosen)", 0.9, 0.9, 0.5), ("3", 0.9, 0.8, 1.5), ("4 (one too small)", 0.9, 0.8, 0.5),
    ]  # fmt: skip
    assert spec["title"]["text"].startswith("2 is the largest number of groups")


def test_bars_of_few_customers_are_not_drawn_and_that_is_said():
    """Thirty customers ordered once, twelve twice, three thrice: the three are not shown."""
    frame = pd.DataFrame(dict.fromkeys(FEATURES, [1.0] * 30 + [2.0] * 12 + [3.0] * 3))
    customers = Customers(frame, 0, dt.date(2026, 1, 1))
    spec = charts.distributions(customers, 10).to_dict()
    drawn = [r["customers"] for rows_ in spec["datasets"].values() for r in rows_]
    assert {30, 12} <= set(drawn)
    assert not [n for n in drawn if 0 < n < 10]
    assert "fewer than 10 customers" in spec["title"]["subtitle"]
    assert 3 in [
        r["customers"]
        for rows_ in charts.distributions(customers).to_dict()["datasets"].values()
        for r in rows_
    ]
