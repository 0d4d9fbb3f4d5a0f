"""Who gains more than others: groups known before the trial, and whether any ranking shows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.cases.ecommerce_b2c.evaluation.judged import Trial, value
from taller.cases.ecommerce_b2c.params import Params
from taller.looked import Looked
from taller.measurement import uplift
from taller.measurement.trials.compare import compare
from taller.measurement.trials.metric import columns_of
from taller.measurement.trials.moments import by_arm
from taller.measurement.uplift import Heterogeneity
from taller.phase import Estimate

FEATURES = ("newcomer", "orders_before", "revenue_before", "days_since")
FEWEST = 500  # visitors of an arm, from which a ranking is learned
OFTEN = 3  # orders before the trial, from which a customer is a frequent one


@dataclass(frozen=True)
class Group(Looked):
    """Visitors alike before the trial: how their margin changed, and truly changed."""

    key: str
    visitors: int
    lift: Estimate | None
    true: float | None


@dataclass(frozen=True)
class Gains(Looked):
    """The groups, and whether a ranking by what was known finds who gains more."""

    groups: tuple[Group, ...]
    test: Heterogeneity | None


def gains(trial: Trial, p: Params, seed: int) -> Gains:
    """Groups and test; without a log, none."""
    log = trial.played.log
    if trial.verdict is None or log is None or trial.outcome == "stopped":
        return Gains((), None)
    label = _labels(log)
    primary = trial.rule.primary
    found = []
    for key in dict.fromkeys(("newcomer", "quiet", "some", "frequent")):
        rows = log[label == key]
        arms = by_arm(rows, columns_of([primary]))
        if set(arms) != set(trial.rule.shares):
            continue
        (one,) = compare(arms, [primary], control=p.control, reading=trial.verdict.reading)
        found.append(Group(key, len(rows), one.lift, _true(trial, set(rows["user_id"]), p)))
    return Gains(tuple(found), _test(log, primary.column, p, seed))


def _labels(log: pd.DataFrame) -> np.ndarray:
    orders = log["orders_before"]
    new = log["newcomer"].astype(bool) if "newcomer" in log else pd.Series(False, index=log.index)
    return np.select([new, orders == 0, orders < OFTEN], ["newcomer", "quiet", "some"], "frequent")


def _true(trial: Trial, users: set[str], p: Params) -> float | None:
    """The change among these visitors, known of a simulated shop."""
    if not trial.played.truth:
        return None
    both = [
        value(found[found["user_id"].isin(users)], trial.rule.primary)
        for found in (trial.played.truth[p.treatment], trial.played.truth[p.control])
    ]
    return both[0] / both[1] - 1 if both[1] else None


def _test(log: pd.DataFrame, outcome: str, p: Params, seed: int) -> Heterogeneity | None:
    if log["arm"].value_counts().min() < FEWEST:
        return None
    rows = log[[name for name in FEATURES if name in log]].astype("float64")
    scores = uplift.fit_uplift(rows, log["arm"], log[outcome], control=p.control, seed=seed)
    found = uplift.pair(scores, log["arm"], log[outcome], treatment=p.treatment, control=p.control)
    return uplift.heterogeneity(*found, unit="money")
