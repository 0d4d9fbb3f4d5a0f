"""How a model's behaviour is measured, by models whose behaviour is known."""

import numpy as np
import pandas as pd
import pytest

from taller.development.template.protocol import Rows
from taller.measurement import estimates
from taller.testing.test_suite.model import behaviour


class Sum:
    """A model that answers with twice its column a, less b."""

    def score(self, rows):
        return [2 * row["a"] - (row["b"] or 0) for row in rows]


def frame(n: int = 50) -> pd.DataFrame:
    rng = np.random.default_rng(0)
    return pd.DataFrame({"a": rng.normal(size=n), "b": rng.normal(size=n)})


def test_an_answer_rises_with_a_column_by_what_the_model_makes_of_it():
    rows = pd.DataFrame({"a": np.arange(11.0), "b": np.arange(11.0)})  # tenths: 1 and 9
    rng = np.random.default_rng(0)
    assert behaviour.rise(Sum(), rows, "a", rng).value == pytest.approx(16)
    down = behaviour.rise(Sum(), rows, "b", rng)
    assert down.value == pytest.approx(-8)
    assert estimates.below(down)


def test_what_is_missing_is_asked_as_nothing():
    rows = pd.DataFrame({"a": [1.0], "b": [np.nan]})
    assert behaviour.answers(Sum(), rows).tolist() == [2.0]


def test_a_value_is_strange_beyond_the_width_of_what_was_seen():
    seen = {"spend": {"kind": "number", "low": 10, "high": 20},
            "plan": {"kind": "text", "levels": ["a", "b"]},
            "free": {"kind": "text", "levels": [str(n) for n in range(100)]},
            "none": {"kind": "number", "low": None, "high": None}}  # fmt: skip
    rows = pd.DataFrame({"spend": [39.9, 40.1, -10.1, np.nan], "plan": ["a", "c", None, "b"],
                         "free": ["x"] * 4, "none": [1.0] * 4})  # fmt: skip
    found = behaviour.strange(rows, seen)
    assert found["spend"].tolist() == [False, True, True, False]  # 10 to 20, 20 wide: -10 to 40
    assert found["plan"].tolist() == [False, True, False, False]
    assert list(found) == ["spend", "plan"]


def test_the_gap_is_what_happened_less_what_was_told():
    found = behaviour.gap(np.r_[np.ones(60), np.zeros(40)], np.full(100, 0.5))
    assert found.value == pytest.approx(0.1)
    assert found.low == pytest.approx(0.5020 - 0.5, abs=1e-3)  # Wilson: .502 to .691
    assert found.high == pytest.approx(0.6906 - 0.5, abs=1e-3)


def test_an_order_is_judged_alone_and_beside_another():
    happened = np.r_[np.zeros(200), np.ones(200)]
    rng = np.random.default_rng(1)
    good, chance = happened + rng.normal(size=400), rng.normal(size=400)
    found, more = behaviour.ranking(happened, good, chance, np.random.default_rng(2))
    assert estimates.above(found, 0.5)
    assert estimates.above(more)
    nothing, _ = behaviour.ranking(happened, chance, np.zeros(400), np.random.default_rng(2))
    assert not estimates.above(nothing, 0.5)


def test_each_part_that_is_large_enough_is_ordered_by_itself():
    """In a what happened is told higher, in b lower, c has 29 to whom it happened."""
    plan = np.repeat(["a", "b", "c"], [60, 60, 59])
    target = np.concatenate([np.arange(60) < 30, np.arange(60) < 30, np.arange(59) < 29])
    told = np.where(plan == "b", 0.7 - 0.5 * target, 0.1 + 0.5 * target)
    features = pd.DataFrame({"plan": plan, "seats": 1.0})
    rows = Rows(features, target.astype(float), np.arange(179))
    whole, parts = behaviour.parts(rows, told, np.random.default_rng(1))
    assert {part: found.value for part, found in parts.items()} == {
        ("plan", "a"): 1.0, ("plan", "b"): 0.0
    }  # fmt: skip
    assert 0 < whole.value < 1
