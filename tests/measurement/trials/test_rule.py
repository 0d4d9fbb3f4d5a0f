"""The rule: the same for the same, another for another; and what it makes of the data."""

from __future__ import annotations

import datetime as dt
import hashlib

import numpy as np
import pytest

from taller.measurement.trials.balance import balance
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import Moments
from taller.measurement.trials.rule import Rule
from taller.measurement.trials.verdict import judge

BOUGHT = Metric(key="bought", kind="share", column="bought", role="primary")
RETURNS = Metric(key="returns", kind="share", column="returned", role="guardrail", better="down",
                 margin=0.25)  # fmt: skip
RULE = Rule(metrics=(BOUGHT, RETURNS), control="a", shares={"a": 1, "b": 1}, units=4000)


def arm(bought: int, returned: int = 200, n: int = 2000) -> Moments:
    rows = np.arange(n)
    return Moments.of(np.c_[rows < bought, (rows % 2 == 0) & (rows < 2 * returned)],
                      ["bought", "returned"])  # fmt: skip


def outcome(rule: Rule = RULE, **arms: Moments) -> dict[str, str]:
    found = judge({"a": arm(400)} | arms, rule, fixed=rule.digest())
    return {one.arm: one.outcome for one in found.arms}


def test_the_digest_is_of_what_decides_and_of_nothing_else():
    """Names, order, scale of shares and metrics that only inform do not matter."""
    informs = Metric(key="visits", column="visits")
    named = BOUGHT.model_copy(update={"name": "Compras"})
    same = Rule(metrics=(informs, RETURNS, named), control="a", shares={"b": 50, "a": 50},
                units=4000)  # fmt: skip
    assert same.digest() == RULE.digest()
    assert len(RULE.digest()) == 64


@pytest.mark.parametrize(
    "change",
    [{"threshold": 0.01}, {"units": 4001}, {"looks": 2}, {"until": dt.date(2027, 3, 1)},
     {"level": 0.9}, {"shares": {"a": 1, "b": 2}}, {"typical": 0.1},
     {"metrics": (BOUGHT.model_copy(update={"kind": "mean"}), RETURNS)},
     {"metrics": (BOUGHT, RETURNS.model_copy(update={"margin": 0.26}))}],
)  # fmt: skip
def test_whatever_decides_makes_another_rule(change):
    other = RULE.model_copy(update=change)
    assert other.digest() != RULE.digest()
    found = judge({"a": arm(400), "b": arm(480)}, other, fixed=RULE.digest())
    assert "another_rule" in found.caveats


def test_the_digest_does_not_change_from_release_to_release():
    """A rule fixed a year ago is still the same rule."""
    assert RULE.canonical() == (
        '{"control":"a","metrics":[{"column":"bought","key":"bought","kind":"share",'
        '"role":"primary"},{"better":"down","column":"returned","key":"returns","kind":"share",'
        '"margin":0.25,"role":"guardrail"}],"shares":{"a":0.5,"b":0.5},"units":4000}'
    )
    assert RULE.digest() == hashlib.sha256(RULE.canonical().encode()).hexdigest()


@pytest.mark.parametrize(
    "given, told",
    [({"metrics": (RETURNS,)}, "exactly one metric is primary"), ({"units": None}, "needs a stop"),
     ({"control": "c"}, "shares need control"), ({"shares": {"a": 1, "b": 0}}, "above 0")],
)  # fmt: skip
def test_a_rule_that_cannot_decide_is_refused(given, told):
    with pytest.raises(ValueError, match=told):
        Rule(**(RULE.model_dump() | given))


@pytest.mark.parametrize(
    "bought, returned, threshold, expected",
    [(500, 200, 0.0, "won"), (500, 200, 0.3, "open"), (420, 200, 0.5, "too_small"),
     (300, 200, 0.0, "worse"), (410, 200, 0.0, "open"), (500, 320, 0.0, "harms"),
     (500, 230, 0.0, "open")],
)  # fmt: skip
def test_what_the_rule_makes_of_an_arm(bought, returned, threshold, expected):
    """Of 2,000: 500 against 400 is +25 % (10 to 42 %); 230 returns to 200 may be +25 % or not."""
    rule = RULE.model_copy(update={"threshold": threshold})
    assert outcome(rule, b=arm(bought, returned)) == {"b": expected}


def test_one_of_many_arms_has_to_show_more():
    """+17 % is told from nothing alone (p .015); as one of five arms it is not."""
    assert outcome(b=arm(462)) == {"b": "won"}
    shares = dict.fromkeys("abcdef", 1.0)
    rule = RULE.model_copy(update={"shares": shares, "units": 12_000})
    same = {name: arm(400) for name in "cdef"}
    assert outcome(rule, b=arm(462), **same)["b"] == "open"


def test_p_of_several_arms_is_adjusted_and_each_is_tuned_to_its_own_size():
    rule = RULE.model_copy(update={"shares": {"a": 2, "b": 2, "c": 1}, "units": 5000})
    found = judge({"a": arm(400), "b": arm(462), "c": arm(200, 100, 1000)}, rule)
    first, second = (one for one in found.comparisons if one.metric == "bought")
    assert first.p_adjusted == pytest.approx(2 * first.p)
    assert second.p_adjusted == second.p == 1.0
    assert (rule.planned("b"), rule.planned("c")) == (4000, 3000)


def test_lost_units_stop_the_verdict():
    """2,000 and 1,800 of a lot of halves: p .001."""
    found = judge({"a": arm(400), "b": arm(700, n=1800)}, RULE.model_copy(update={"units": 3000}))
    assert found.balance.p == pytest.approx(0.0012, abs=1e-4)
    assert [one.outcome for one in found.arms] == ["stopped"]
    assert found.caveats == ("sample_ratio", "rule_not_fixed")


def test_an_arm_without_units_is_missing():
    found = judge({"a": arm(400)}, RULE)
    assert found.caveats == ("sample_ratio", "arm_missing", "rule_not_fixed", "running")
    assert found.comparisons == ()


def test_a_running_trial_and_one_that_was_looked_at_are_read_sequentially():
    """Also at the end: who has looked has had a chance to stop."""
    arms = {"a": arm(400), "b": arm(480)}
    more = RULE.model_copy(update={"units": 5000})
    often = RULE.model_copy(update={"looks": 5})
    assert judge(arms, RULE).reading == "fixed"
    for found in (judge(arms, more), judge(arms, often), judge(arms, RULE, looked=1)):
        assert found.reading == "sequential"
        assert all(one.difference == one.sequential_difference for one in found.comparisons)
    assert "running" in judge(arms, more).caveats
    assert "running" not in judge(arms, often).caveats


def test_a_rule_that_stops_by_day_is_finished_on_it():
    rule = RULE.model_copy(update={"until": dt.date(2027, 3, 1)})
    assert not rule.finished(9999, dt.date(2027, 2, 28))
    assert rule.finished(10, dt.date(2027, 3, 1))


def test_the_lots_balance_by_hand():
    """60 and 40 of 100: (10^2 + 10^2) / 50 = 4, p .0455; with shares 3 to 2 nothing is apart."""
    assert balance({"a": 60, "b": 40}).p == pytest.approx(0.0455, abs=1e-4)
    assert balance({"a": 60, "b": 40}, {"a": 3, "b": 2}).p == 1.0
    assert not balance({"a": 50, "b": 50, "z": 1}, {"a": 1, "b": 1}).holds
