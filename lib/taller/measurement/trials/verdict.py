"""The verdict of a trial: what its rule makes of its data, and what stands against it.

Each arm's primary metric has to exceed the rule's threshold, and every guardrail has to be shown
not to lose more than its margin (non-inferiority). Several arms are several chances: the primary's
intervals then hold for all arms together (Bonferroni).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from taller.measurement.trials.balance import Balance, balance
from taller.measurement.trials.compare import Comparison, Reading, compare
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import Moments
from taller.measurement.trials.rule import Rule
from taller.phase import Record

Outcome = Literal["won", "worse", "too_small", "harms", "open", "stopped"]
"""``won``: above the threshold, guardrails kept. ``worse``: below nothing. ``too_small``: below the
threshold. ``harms``: a guardrail is broken. ``open``: none of these is shown. ``stopped``: the data
cannot be believed."""

Guard = Literal["kept", "broken", "open"]

Caveat = Literal["sample_ratio", "arm_missing", "another_rule", "rule_not_fixed", "running"]
"""``sample_ratio``: the arms' sizes are not the lot's. ``arm_missing``: an arm of the rule has no
units. ``another_rule``: the rule is not the one fixed before. ``rule_not_fixed``: none was fixed.
``running``: the stop is not reached."""


class Judged(Record):
    """One arm's outcome, and how its guardrails came out."""

    arm: str
    outcome: Outcome
    guards: dict[str, Guard]


class Verdict(Record):
    """What the rule says of every arm, from which comparisons, and with which caveats."""

    arms: tuple[Judged, ...]
    comparisons: tuple[Comparison, ...]
    balance: Balance
    reading: Reading
    caveats: tuple[Caveat, ...]
    rule: str  # its digest
    fixed: str | None  # the digest of the rule that was fixed before


def judge(
    arms: Mapping[str, Moments], rule: Rule, *, fixed: str | None = None,
    day: dt.date | None = None, looked: int = 0,
) -> Verdict:  # fmt: skip
    """The verdict by a rule.

    Parameters
    ----------
    arms : moments by arm
    fixed : digest of the rule as it was fixed before the data were opened
    day : the last day in the data, where the rule stops by day
    looked : how often the trial was looked at before: who looked while it ran reads the sequential
        interval from then on, also at the end
    """
    units = {name: int(moments.n) for name, moments in arms.items()}
    sizes = balance(units, rule.shares)
    finished = rule.finished(sum(units.values()), day)
    once = finished and rule.looks == 1 and looked == 0
    reading: Reading = "fixed" if once else "sequential"
    caveats = _caveats(rule, fixed, sizes, finished)
    found = _compared(arms, rule, reading)
    stopped = "sample_ratio" in caveats
    judged = tuple(
        _judged(name, [one for one in found if one.arm == name], rule, stopped)
        for name in rule.shares if name != rule.control
    )  # fmt: skip
    return Verdict(arms=judged, comparisons=found, balance=sizes, reading=reading, caveats=caveats,
                   rule=rule.digest(), fixed=fixed)  # fmt: skip


def guard(comparison: Comparison, metric: Metric) -> Guard:
    """Whether a guardrail is shown not to lose more than its margin.

    The intervals' lower half is the one-sided test of non-inferiority at half their error.
    """
    bounds = _oriented(comparison, metric)
    if bounds is None:
        return "open"
    low, high = bounds
    return "kept" if low > -metric.margin else "broken" if high < -metric.margin else "open"


def _caveats(rule: Rule, fixed: str | None, sizes: Balance, finished: bool) -> tuple[Caveat, ...]:
    asked: dict[Caveat, bool] = {
        "sample_ratio": not sizes.holds,
        "arm_missing": any(not sizes.units[name] for name in rule.shares),
        "another_rule": fixed is not None and fixed != rule.digest(),
        "rule_not_fixed": fixed is None,
        "running": not finished,
    }
    return tuple(name for name, holds in asked.items() if holds)


def _compared(arms: Mapping[str, Moments], rule: Rule, reading: Reading) -> tuple[Comparison, ...]:
    """The primary, for all arms together, then the other metrics, each for itself."""
    there = {name: arms[name] for name in rule.shares if name in arms}
    others = [name for name in there if name != rule.control]
    if rule.control not in there or not others:
        return ()
    planned = {name: units for name in others if (units := rule.planned(name))}
    how = {"control": rule.control, "reading": reading, "planned": planned}
    together = 1 - (1 - rule.level) / (len(rule.shares) - 1)
    rest = [metric for metric in rule.metrics if metric is not rule.primary]
    return (*compare(there, [rule.primary], level=together, **how),
            *compare(there, rest, level=rule.level, **how))  # fmt: skip


def _judged(name: str, found: list[Comparison], rule: Rule, stopped: bool) -> Judged:
    by_key = {one.metric: one for one in found}
    guards = {
        metric.key: guard(by_key[metric.key], metric) if by_key else "open"
        for metric in rule.metrics if metric.role == "guardrail"
    }  # fmt: skip
    if stopped:
        return Judged(arm=name, outcome="stopped", guards=guards)
    bounds = _oriented(by_key[rule.primary.key], rule.primary) if by_key else None
    return Judged(arm=name, outcome=_outcome(bounds, guards, rule.threshold), guards=guards)


def _outcome(
    bounds: tuple[float, float] | None, guards: Mapping[str, Guard], threshold: float
) -> Outcome:
    if "broken" in guards.values():
        return "harms"
    if bounds is None:
        return "open"
    low, high = bounds
    if high < 0:
        return "worse"
    if high < threshold:
        return "too_small"
    kept = all(each == "kept" for each in guards.values())
    return "won" if low > threshold and kept else "open"


def _oriented(comparison: Comparison, metric: Metric) -> tuple[float, float] | None:
    """Bounds of the lift, up for better."""
    if comparison.lift is None:
        return None
    low, high = comparison.lift.low, comparison.lift.high
    return (low, high) if metric.better == "up" else (-high, -low)
