"""A trial in order of a score: what was counted among the first so many customers of each arm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from taller.errors import AnalysisError, DataError


@dataclass(frozen=True)
class Ranked:
    """Rows in order of score, highest first, and sums up to the end of each group of equal scores.

    Attributes
    ----------
    treated, control : (n,) weight of a row of that arm, else 0
    outcome : (n,)
    group : (n,) number of the group of equal scores, 0 for the highest
    contacted : (groups,) share of all rows up to the group's end
    """

    treated: np.ndarray
    control: np.ndarray
    outcome: np.ndarray
    group: np.ndarray
    contacted: np.ndarray

    @classmethod
    def of(
        cls, score: ArrayLike, treated: ArrayLike, outcome: ArrayLike,
        propensity: ArrayLike | None = None,
    ) -> Ranked:  # fmt: skip
        """The trial's rows that have a score, in its order.

        Raises
        ------
        DataError
            If lengths differ, ``treated`` is not 0 or 1, or one trial arm is empty.
        AnalysisError
            If the outcome is the same for everybody: nothing can be measured.
        """
        s, t, y = (np.asarray(each, dtype=float) for each in (score, treated, outcome))
        p = np.full(len(s), np.nan) if propensity is None else np.asarray(propensity, dtype=float)
        if not len(s) == len(t) == len(y) == len(p):
            what = f"need equal lengths (got {len(s)}, {len(t)}, {len(y)})"
            raise DataError("score, treated, outcome", what)
        known = np.isfinite(s)
        s, t, y, p = s[known], t[known], y[known], p[known]
        if not np.isin(t, (0, 1)).all() or not 0 < t.sum() < len(t):
            what = f"is 0 or 1, with rows of both (got {sorted(set(t.tolist()))[:5]})"
            raise DataError("treated", what)
        if (y == y[0]).all():
            raise AnalysisError(f"the outcome is {y[0]:g} for everybody: no effect to measure")
        weight = np.ones(len(s)) if propensity is None else 1 / np.where(t == 1, p, 1 - p)
        order = np.argsort(-s, kind="stable")
        last = np.r_[s[order][1:] != s[order][:-1], True]
        group = np.cumsum(np.r_[0, last[:-1]])
        t, y, weight = t[order], y[order], weight[order]
        ends = (np.flatnonzero(last) + 1) / len(s)
        return cls(t * weight, (1 - t) * weight, y, group, ends)

    def upto(self, values: np.ndarray) -> np.ndarray:
        """Sum of ``values`` over all rows up to the end of each group."""
        return np.cumsum(np.bincount(self.group, values))


def pair(
    scores: pd.DataFrame, arm: ArrayLike, outcome: ArrayLike, *, treatment: str, control: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Score, treated (0 or 1) and outcome of one treatment and control, for the measures here.

    >>> scores = pd.DataFrame({"a": [0.1, 0.2, 0.3], "b": [0.0, 0.5, 0.0]})
    >>> [part.tolist() for part in pair(scores, ["a", "no", "b"], [1, 0, 1],
    ...                                 treatment="a", control="no")]
    [[0.1, 0.2], [1, 0], [1.0, 0.0]]
    """
    given = np.asarray(arm, dtype=object).astype(str)
    rows = (given == treatment) | (given == control)
    treated = (given[rows] == treatment).astype(int)
    return scores[treatment].to_numpy()[rows], treated, np.asarray(outcome, dtype=float)[rows]
