"""Models of when: a rate for each stretch of time, moved by what is known of each subject.

Time is cut into stretches; within one, it happens at a constant rate. Whoever is still waiting, or
came under observation late, counts for as long as they were watched, so that nothing is assumed of
what was not seen. Two models::

    Proportional   each column multiplies the rate, the same factor at all times
    Boosted        then trees on columns and time: a column may matter early and not late

References
----------
Holford (1980), "The analysis of rates and of survivorship using log-linear models".
Friedman (1982), "Piecewise exponential models for survival data with covariates".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Self

import numpy as np
import pandas as pd

from taller.development.template.encoding import Encoder, centred, dense
from taller.measurement.survival import Observed

STRETCHES = 12  # of time, each with about as many events
FEWEST = 5  # events in a stretch
PENALTY = 1.0  # of the factors' squares, as in the logistic regression
STEPS, CLOSE = 50, 1e-8
TREES = {
    "objective": "poisson", "learning_rate": 0.15, "num_leaves": 4, "min_data_in_leaf": 100,
    "min_sum_hessian_in_leaf": 10.0, "feature_fraction_bynode": 0.3, "bagging_fraction": 0.7,
    "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 32, "deterministic": True,
    "force_col_wise": True, "num_threads": 1, "verbosity": -1,
}  # fmt: skip
ROUNDS = 120
MOST_ROWS = 40_000  # of subjects and stretches, that trees learn from


def stretches(seen: Observed, most: int = STRETCHES) -> np.ndarray:
    """Ends of the stretches, (k + 1,) from 0 on; the last one has no end.

    >>> seen = Observed(np.arange(1.0, 21), np.ones(20, dtype=bool))
    >>> stretches(seen).tolist()
    [0.0, 5.0, 10.0, 15.0, inf]
    """
    events = seen.durations[seen.happened]
    parts = int(np.clip(len(events) // FEWEST, 1, most))
    # "lower": an end is a time at which something happened, so that ties stay in one stretch.
    inner = np.quantile(events, np.linspace(0, 1, parts + 1)[1:-1], method="lower")
    inner = np.unique(inner[(inner > 0) & (inner < events.max(initial=0.0))])
    return np.r_[0.0, inner, np.inf]


def exposure(seen: Observed, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Time watched in each stretch, (n, k), and where it happened, (n, k) of 0 and 1.

    >>> seen = Observed(np.array([3.0, 5.0]), np.array([True, False]), np.array([1.0, 0.0]))
    >>> watched, events = exposure(seen, np.array([0.0, 2.0, np.inf]))
    >>> watched.tolist(), events.tolist()
    ([[1.0, 1.0], [2.0, 3.0]], [[0.0, 1.0], [0.0, 0.0]])
    """
    low, high = ends[:-1], ends[1:]
    last, first = seen.durations[:, None], seen.since[:, None]
    watched = np.clip(np.minimum(last, high) - np.maximum(first, low), 0.0, None)
    inside = (last > low) & (last <= high)
    return watched, (inside & seen.happened[:, None]).astype(float)


def base_rates(watched: np.ndarray, events: np.ndarray) -> np.ndarray:
    """Events per time in each stretch; where there were none, half an event."""
    return np.maximum(events.sum(axis=0), 0.5) / np.maximum(watched.sum(axis=0), 1e-12)


def survival(rates: np.ndarray, ends: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Share without it by each time: (n, k) rates, (m,) or (n, m) times to (n, m).

    >>> rates = np.array([[0.1, 0.2]])
    >>> survival(rates, np.array([0.0, 2.0, np.inf]), np.array([0.0, 5.0])).round(4).tolist()
    [[1.0, 0.4493]]
    """
    at = np.atleast_2d(times)
    total = np.zeros((len(rates), at.shape[1]))
    for place, (low, high) in enumerate(pairwise(ends)):
        total += rates[:, place][:, None] * np.clip(np.minimum(at, high) - low, 0.0, None)
    return np.exp(-total)


@dataclass
class Proportional:
    """Each column multiplies the rate; rates of the stretches are profiled out.

    With a stretch for each time at which something happens, and no penalty, this is Cox's
    regression with Breslow's ties.
    """

    kind = "proportional"
    penalty: float = PENALTY
    encoder_: Encoder = field(default_factory=Encoder)
    ends_: np.ndarray = field(default_factory=lambda: np.array([0.0, np.inf]))
    centre_: np.ndarray = field(default_factory=lambda: np.empty(0))
    scale_: np.ndarray = field(default_factory=lambda: np.empty(0))
    weights_: np.ndarray = field(default_factory=lambda: np.empty(0))
    base_: np.ndarray = field(default_factory=lambda: np.empty(0))

    def fit(self, features: pd.DataFrame, seen: Observed, ends: np.ndarray) -> Self:
        """Learn the factors by Newton's method, the stretches' rates profiled out."""
        self.ends_, self.encoder_ = ends, Encoder().fit(features)
        matrix = self.encoder_.transform(features)
        self.centre_, self.scale_ = centred(matrix)
        x = dense(matrix, self.centre_, self.scale_)
        watched, events = exposure(seen, ends)
        self.weights_ = _newton(x, watched, events, self.penalty)
        moved = watched * np.exp(x @ self.weights_)[:, None]
        self.base_ = base_rates(moved, events)
        return self

    @property
    def ends(self) -> np.ndarray:
        """Ends of the stretches."""
        return self.ends_

    def log_rates(self, features: pd.DataFrame) -> np.ndarray:
        """Log-rate of each subject in each stretch, (n, k)."""
        x = dense(self.encoder_.transform(features), self.centre_, self.scale_)
        return (x @ self.weights_)[:, None] + np.log(self.base_)


def _newton(x: np.ndarray, watched: np.ndarray, events: np.ndarray, penalty: float) -> np.ndarray:
    """Weights at the maximum of the penalised profile likelihood, which is concave."""
    weights, total, own = np.zeros(x.shape[1]), events.sum(axis=0), events.sum(axis=1)

    def value(w: np.ndarray) -> float:
        z = x @ w
        moved = np.maximum(np.exp(np.clip(z, -30, 30)) @ watched, 1e-300)
        return float(own @ z - total @ np.log(moved) - penalty * w @ w / 2)

    now = value(weights)
    for _step in range(STEPS):
        moved = watched * np.exp(np.clip(x @ weights, -30, 30))[:, None]
        sums = np.maximum(moved.sum(axis=0), 1e-300)
        means = (moved.T @ x) / sums[:, None]
        gradient = own @ x - total @ means - penalty * weights
        curve = (x * (moved @ (total / sums))[:, None]).T @ x - (means * total[:, None]).T @ means
        curve += (penalty + 1e-9) * np.eye(len(weights))
        step, size = np.linalg.solve(curve, gradient), 1.0
        while (then := value(weights + size * step)) < now and size > 1e-4:
            size /= 2
        gained, now, weights = then - now, max(then, now), weights + size * step
        if gained < CLOSE * max(1.0, abs(now)):
            break
    return weights


@dataclass
class Boosted:
    """LightGBM on the rows of subjects and stretches: trees start from the proportional rates."""

    kind = "boosted"
    seed: int = 0
    straight_: Proportional = field(default_factory=Proportional)
    booster_: Any = None

    def fit(self, features: pd.DataFrame, seen: Observed, ends: np.ndarray) -> Self:
        """Grow trees on what the factors leave untold."""
        import lightgbm as lgb

        self.straight_ = Proportional().fit(features, seen, ends)
        watched, events = exposure(seen, ends)
        who, place = np.nonzero(watched > 0)
        if len(who) > MOST_ROWS:
            some = np.random.default_rng(self.seed).choice(len(who), MOST_ROWS, replace=False)
            who, place = who[np.sort(some)], place[np.sort(some)]
        start = np.log(watched[who, place]) + self.straight_.log_rates(features)[who, place]
        least = {"min_data_in_leaf": max(1, min(TREES["min_data_in_leaf"], len(who) // 20))}
        data = lgb.Dataset(
            self._matrix(features, who, place), events[who, place], init_score=start,
            params={"max_bin": TREES["max_bin"], "verbosity": -1},
        )  # fmt: skip
        self.booster_ = lgb.train({**TREES, **least, "seed": self.seed % 2**31}, data, ROUNDS)
        return self

    @property
    def ends(self) -> np.ndarray:
        """Ends of the stretches."""
        return self.straight_.ends_

    def log_rates(self, features: pd.DataFrame) -> np.ndarray:
        """Log-rate of each subject in each stretch, (n, k)."""
        n, k = len(features), len(self.straight_.base_)
        who, place = np.divmod(np.arange(n * k), k)
        moved = self.booster_.predict(self._matrix(features, who, place), raw_score=True)
        return self.straight_.log_rates(features) + moved.reshape(n, k)

    def _matrix(self, features: pd.DataFrame, who: np.ndarray, place: np.ndarray) -> np.ndarray:
        return np.column_stack([self.straight_.encoder_.transform(features)[who], place])


def log_likelihood(log_rates: np.ndarray, seen: Observed, ends: np.ndarray) -> float:
    """Mean log-likelihood per subject of what was seen, under rates from elsewhere."""
    watched, events = exposure(seen, ends)
    return float((events * log_rates - watched * np.exp(log_rates)).sum() / len(seen))
