"""What telling each customer an arm is worth, from a trial in which the arms were drawn by lot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from taller.errors import AnalysisError, DataError
from taller.measurement.uplift.influence import of_influence, unseen
from taller.phase import Estimate, Unit

SUFFICE = 2  # who drew an arm, of those told it, to stand for the others by their own mean


def best_arm(
    scores: pd.DataFrame, *, control: str, costs: Mapping[str, float] | None = None,
    worth: float = 1.0,
) -> np.ndarray:  # fmt: skip
    """The arm with the largest predicted net effect; control where none pays; missing if unscored.

    Parameters
    ----------
    scores : (n, treatments) predicted effects
    costs : of one treatment, by its name; none where it is not named
    worth : of one unit of the outcome, in the costs' unit

    >>> scores = pd.DataFrame({"mail": [0.2, 0.05, np.nan], "call": [0.3, 0.0, np.nan]})
    >>> best_arm(scores, control="none", costs={"mail": 1, "call": 12}, worth=100).tolist()
    ['mail', 'mail', None]
    """
    cost = np.array([(costs or {}).get(name, 0.0) for name in scores.columns])
    net = worth * scores.to_numpy(float) - cost
    scored = np.isfinite(net).all(axis=1)
    best = np.where(scored[:, None], net, 0.0)
    told = np.array([*scores.columns], dtype=object)[best.argmax(axis=1)]
    told[best.max(axis=1) <= 0] = control
    told[~scored] = None
    return told


def policy_value(
    policy: ArrayLike | str,
    arm: ArrayLike,
    outcome: ArrayLike,
    *,
    costs: Mapping[str, float] | None = None,
    propensity: pd.DataFrame | None = None,
    predicted: pd.DataFrame | None = None,
    against: ArrayLike | str | None = None,
    unit: Unit = "number",
) -> Estimate:
    """Mean outcome per customer, less costs, if each were given the arm that a policy tells.

    Among those told an arm, the ones who drew it stand for all: by their mean, weighted by the
    inverse of its probability where that differs; or doubly robust, with outcomes as predicted.
    Where fewer than two drew it, the arm's mean over the whole trial stands in as the prediction.

    Parameters
    ----------
    policy : (n,) names of arms, or one name for all; rows with None are left out
        Made from scores of models that did not see the rows. The interval takes it as given: of
        policies by learned scores, those of 95 % held in 93 % of simulated trials.
    arm : (n,) name of the arm each was given
    outcome : (n,) in the costs' unit
    costs : of giving an arm to one customer, by its name; none where it is not named
    propensity : (n, arms) probability of each arm; None where all had the same odds
    predicted : (n, arms) outcomes predicted by models that did not see the rows
    against : another policy, whose value is taken off

    Raises
    ------
    DataError
        If lengths differ.
    AnalysisError
        If nobody was given an arm that somebody is told.

    References
    ----------
    Dudík, Langford, Li (2011), "Doubly robust policy evaluation and learning".
    Horvitz, Thompson (1952), Hájek (1971): the weighted means.

    >>> told, arm = ["a", "a", "a", "b", "b", "b"], ["a", "a", "b", "b", "b", "a"]
    >>> policy_value(told, arm, [1, 3, 9, 4, 6, 9], costs={"b": 1}).value  # (2 + 5 - 1) / 2
    3.0
    """
    y = np.asarray(outcome, dtype=float)
    given, told, other = _names(arm, len(y)), _names(policy, len(y)), _names(against, len(y))
    if not len(given) == len(told) == len(other) == len(y):
        what = f"need equal lengths (got {len(told)}, {len(given)} and {len(y)})"
        raise DataError("policy, arm, outcome", what)
    rows = told != None  # noqa: E711
    rows &= (other != None) | (against is None)  # noqa: E711
    trial = _Drawn(
        given[rows], y[rows], costs or {},
        None if propensity is None else propensity[rows],
        None if predicted is None else predicted[rows],
    )  # fmt: skip
    return trial.compared(told[rows], other[rows], unit)


def _names(given: ArrayLike | str | None, n: int) -> np.ndarray:
    alike = given is None or isinstance(given, str)
    return np.full(n, given, dtype=object) if alike else np.asarray(given, dtype=object)


@dataclass(frozen=True)
class _Drawn:
    """A trial's rows, and what each says of a policy."""

    arm: np.ndarray
    outcome: np.ndarray
    costs: Mapping[str, float]
    propensity: pd.DataFrame | None
    predicted: pd.DataFrame | None

    def compared(self, told: np.ndarray, other: np.ndarray, unit: Unit) -> Estimate:
        """The value of what is told less that of another; those told the same in both cancel."""
        made, more = np.zeros(len(told)), 0.0
        for first, second in dict.fromkeys(zip(told, other, strict=True)):
            cell = (told == first) & (other == second)
            for name, sign in ((first, 1), (second, -1)):
                if name is not None and first != second:
                    worth, extra = self._worth(name, cell)
                    made[cell] += sign * worth
                    more += cell.mean() ** 2 * extra
        return of_influence(float(made.mean()), made, unit=unit, more=more)

    def _worth(self, name: str, cell: np.ndarray) -> tuple[np.ndarray, float]:
        """Numbers whose mean is an arm's value in a cell; variance that rare outcomes hide."""
        y, got = self.outcome[cell], self.arm[cell] == name
        drew = self.arm == name
        if not drew.any():
            raise AnalysisError(f"{cell.sum():,} are told {name!r}, which nobody was given")
        odds = drew.mean() if self.propensity is None else self.propensity[name].to_numpy()[cell]
        weight, base = got / odds, np.full(len(y), self.outcome[drew].mean())
        if got.sum() >= SUFFICE:
            weight = weight / weight.mean()
            base = np.full(len(y), (weight * y).mean())
        if self.predicted is not None:
            base = self.predicted[name].to_numpy()[cell]
        return base + weight * (y - base) - self.costs.get(name, 0.0), unseen(y, weight)
