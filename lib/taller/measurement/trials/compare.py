"""What each arm changed: differences and lifts of every metric, each with its interval.

Intervals are told where they mean something; where they do not, a code says why. While a trial
runs, or where it may be looked at more than once, only the sequential intervals are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

import numpy as np

from taller.language import _, number
from taller.measurement import estimates
from taller.measurement.trials.enough import FEWEST, Reason, binary, carriers, doubt, enough, skewed
from taller.measurement.trials.inference import intervals, sequential
from taller.measurement.trials.inference.delta import TINY, Pair, linear, pair
from taller.measurement.trials.inference.discovery import adjusted
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import Moments
from taller.phase import Estimate, Record

Reading = Literal["fixed", "sequential"]
"""``fixed``: looked at once, at the end. ``sequential``: holds however often one looks."""

MOVED = 3.29
"""Standard errors between the arms' covariates that a lot makes once in 1,000 times."""


class Comparison(Record):
    """One metric in one arm against control.

    All intervals are those of the reading in force, so that a running trial's fixed ones are in no
    result; the sequential ones stand beside them always.
    """

    metric: str
    arm: str
    control: str
    reading: Reading
    arm_value: Estimate | None = None
    control_value: Estimate | None = None
    difference: Estimate | None = None
    lift: Estimate | None = None
    p: float | None = None
    p_adjusted: float | None = None  # Benjamini and Hochberg's, among metrics of its role
    sequential_difference: Estimate | None = None
    sequential_lift: Estimate | None = None
    sequential_p: float | None = None
    lift_error: float | None = None  # standard error of the lift, whatever the reading
    removed: float = 0.0  # share of the variance that the covariate took out
    skewed: bool = False  # whether uneven arms make the interval a little too sure
    reason: Reason | None = None  # why it, or its lift, is not told, or not adjusted


def compare(
    arms: Mapping[str, Moments],
    metrics: Iterable[Metric],
    *,
    control: str,
    reading: Reading = "fixed",
    planned: int | Mapping[str, int] | None = None,
    level: float = 0.95,
) -> tuple[Comparison, ...]:
    """Every metric in every arm against control.

    Parameters
    ----------
    arms : moments by arm (`by_arm`)
    control : name of the arm that the others are held against
    reading : ``sequential`` while the trial runs, and where it may be looked at more than once
    planned : units of two arms when the trial ends, if need be by arm; tunes the sequential
        interval, so it is fixed before data are seen

    Raises
    ------
    KeyError
        If control is none of the arms, or a metric's column is not in the moments.

    >>> arms = {"a": Moments.of([[0.0], [1.0]] * 50, ["bought"]),
    ...         "b": Moments.of([[1.0], [1.0], [1.0], [0.0]] * 25, ["bought"])}
    >>> bought = Metric(key="bought", kind="share", column="bought", unit="share")
    >>> found, = compare(arms, [bought], control="a")
    >>> found.difference.value, found.lift.value, round(found.p, 5)
    (0.25, 0.5, 0.00023)
    """
    others = {name: moments for name, moments in arms.items() if name != control}
    by_arm = planned if isinstance(planned, Mapping) else dict.fromkeys(others, planned)
    found = []
    for metric in metrics:
        for name, moments in others.items():
            asked = _Asked(metric, reading, by_arm.get(name) or sequential.PLANNED, level)
            found.append((metric, _compared(asked, (control, arms[control]), (name, moments))))
    return _adjusted(found)


def _adjusted(found: list[tuple[Metric, Comparison]]) -> tuple[Comparison, ...]:
    """With adjusted p-values: primary and secondary metrics apart, so that many of these do not
    weigh on what decides; guardrails as they are, as all of them have to hold."""
    by_place = {}
    for role in ("primary", "secondary"):
        told = [(i, one.p) for i, (metric, one) in enumerate(found)
                if metric.role == role and one.p is not None]  # fmt: skip
        apart = adjusted([p for _i, p in told])
        by_place |= {i: p for (i, _p), p in zip(told, apart, strict=True)}
    return tuple(
        one.model_copy(update={"p_adjusted": by_place.get(i, one.p)})
        for i, (_metric, one) in enumerate(found)
    )


class _Asked(NamedTuple):
    """What all figures of one comparison share."""

    metric: Metric
    reading: Reading
    planned: int
    level: float


def _compared(asked: _Asked, control: tuple[str, Moments], arm: tuple[str, Moments]) -> Comparison:
    metric, reading, planned, level = asked
    told: dict[str, Any] = {
        "metric": metric.key, "arm": arm[0], "control": control[0], "reading": reading,
        "control_value": _value(control[1], asked), "arm_value": _value(arm[1], asked),
    }  # fmt: skip
    smaller, larger = sorted((control[1], arm[1]), key=lambda moments: float(moments.n))
    reason = doubt(smaller, metric) or doubt(larger, metric)
    if reason is None and not enough(control[1], arm[1], metric):
        reason = "few_carriers"
    if reason:
        return Comparison(**told, reason=reason)
    two = pair(control[1], arm[1], metric)
    if two.moved > MOVED:
        plain = metric.model_copy(update={"covariate": "", "covariate_per": ""})
        two, reason = pair(control[1], arm[1], plain), "covariate_moved"
    if two.variance <= TINY * (two.arm**2 + two.control**2) / two.n:
        return Comparison(**told, reason="no_variance")
    wide = sequential.reach(two.n, two.df, planned=planned, level=level)
    always = _both(two, wide, asked, _("sequential interval of {n}"))
    always["p"] = float(sequential.p_value(two, planned=planned, level=level))
    found = told | {f"sequential_{name}": each for name, each in always.items()} | always
    if reading == "fixed":
        found |= _both(two, intervals.reach(two.df, level), asked, _("Welch's interval of {n}"))
        found["p"] = float(intervals.p_value(two))
    if found["difference"] is None:
        return Comparison(**told, reason="few_clusters")
    if found["lift"] is None:
        reason = reason or "control_not_positive"
    else:
        found["lift_error"] = float(intervals.lift_error(two))
    doubted = skewed(control[1], arm[1], metric)
    return Comparison(**found, removed=float(two.removed), skewed=doubted, reason=reason)


def _both(two: Pair, reach: np.ndarray, asked: _Asked, method: str) -> dict[str, Any]:
    """Difference and lift within so many standard errors."""
    how = {"n": int(two.n), "method": method.format(n=number(int(two.n))), "level": asked.level}
    ends = intervals.difference(two, reach)
    if not np.isfinite(ends).all():
        return {"difference": None, "lift": None}
    apart = _estimate(two.arm - two.control, ends, unit=asked.metric.unit, **how)
    low, high = intervals.lift(two, reach)
    if not np.isfinite([low, high]).all():
        return {"difference": apart, "lift": None}
    if asked.metric.kind == "share" and two.arm >= 0:
        low = np.maximum(low, -1.0)
    lift = _estimate(two.arm / two.control - 1, (low, high), unit="share", **how)
    return {"difference": apart, "lift": lift}


def _estimate(value: np.ndarray, bounds: intervals.Bounds, **how: Any) -> Estimate:
    return Estimate(value=float(value), low=float(bounds[0]), high=float(bounds[1]), **how)


def value(moments: Moments, metric: Metric, *, level: float = 0.95) -> Estimate | None:
    """A metric's value in one arm, not adjusted; None where it cannot be told."""
    n = int(moments.n)
    if n and binary(moments, metric):
        hits = round(float(moments.means[moments.place(metric.column)]) * n)
        return estimates.share(hits, n, level=level)
    if doubt(moments, metric) or carriers(moments, metric) < FEWEST:
        return None
    one = linear(moments, metric)
    parts = (each / one.n for each in (one.var_value, one.value_divisor, one.var_divisor))
    bounds = intervals.supposed(one.value, *parts, intervals.reach(one.size - 1, level))
    if not np.isfinite(bounds).all():
        return None
    method = _("mean or ratio of {n}, delta method").format(n=number(n))
    return _estimate(one.value, bounds, unit=metric.unit, n=n, method=method, level=level)


def _value(moments: Moments, asked: _Asked) -> Estimate | None:
    """The same, read as the comparison is."""
    level = asked.level
    if asked.reading == "sequential" and moments.n:
        level = sequential.as_wide_as(moments.n, planned=asked.planned // 2, level=level)
    if level >= 1.0:  # looked at so early that its interval has no end
        return None
    found = value(moments, asked.metric, level=level)
    return found and found.model_copy(update={"level": asked.level})
