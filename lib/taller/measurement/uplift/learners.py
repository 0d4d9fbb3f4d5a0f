"""Four ways to learn how much each treatment moves each customer, from any learner of means.

::

    s    one model of the outcome that sees the arm; asked twice
    t    one model for each arm; their difference
    x    effects imputed in each arm from the other's model, then learned
    dr   outcomes corrected by what was observed, weighted by its probability, then learned

All take rows (n, columns), the arm's number (0 is control), the outcome and the probability of each
arm (n, arms), and give a function from rows to effects (n, treatments).

References
----------
Künzel, Sekhon, Bickel, Yu (2019), "Metalearners for estimating heterogeneous treatment effects".
Kennedy (2023), "Towards optimal doubly robust estimation of heterogeneous causal effects".
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from taller.measurement.uplift.trees import Fit, Predict

Learner = Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray, Fit], Predict]


def s_learner(
    rows: np.ndarray, arm: np.ndarray, outcome: np.ndarray, chance: np.ndarray, fit: Fit
) -> Predict:
    """One model of rows and arm; the effect is what changing the arm changes."""
    arms = np.eye(chance.shape[1])
    model = fit(np.c_[rows, arms[arm][:, 1:]], outcome)

    def effects(new: np.ndarray) -> np.ndarray:
        means = [model(np.c_[new, np.tile(each[1:], (len(new), 1))]) for each in arms]
        return np.column_stack(means[1:]) - means[0][:, None]

    return effects


def _of_arms(
    rows: np.ndarray, arm: np.ndarray, outcome: np.ndarray, arms: int, fit: Fit
) -> Predict:
    """Mean outcome in each arm: rows to (n, arms)."""
    models = [fit(rows[arm == a], outcome[arm == a]) for a in range(arms)]
    return lambda new: np.column_stack([model(new) for model in models])


def t_learner(
    rows: np.ndarray, arm: np.ndarray, outcome: np.ndarray, chance: np.ndarray, fit: Fit
) -> Predict:
    """A model for each arm; the effect is their difference."""
    means = _of_arms(rows, arm, outcome, chance.shape[1], fit)

    def effects(new: np.ndarray) -> np.ndarray:
        found = means(new)
        return found[:, 1:] - found[:, :1]

    return effects


def x_learner(
    rows: np.ndarray, arm: np.ndarray, outcome: np.ndarray, chance: np.ndarray, fit: Fit
) -> Predict:
    """Imputed effects of the treated and of control, weighed by the size of the other arm."""
    means = _of_arms(rows, arm, outcome, chance.shape[1], fit)(rows)
    control = arm == 0
    pairs = []
    for a in range(1, chance.shape[1]):
        treated = arm == a
        of_treated = fit(rows[treated], outcome[treated] - means[treated, 0])
        of_control = fit(rows[control], means[control, a] - outcome[control])
        pairs.append((of_treated, of_control, treated.sum() / (treated.sum() + control.sum())))
    return lambda new: np.column_stack([g * c(new) + (1 - g) * t(new) for t, c, g in pairs])


def dr_learner(
    rows: np.ndarray, arm: np.ndarray, outcome: np.ndarray, chance: np.ndarray, fit: Fit
) -> Predict:
    """Doubly robust pseudo-effects, outcome models of one half used in the other, then learned."""
    arms = chance.shape[1]
    halves = np.arange(len(rows)) % 2  # rows come in no order of their own
    means = np.empty(chance.shape)
    for half in (0, 1):
        learned = halves != half
        model = _of_arms(rows[learned], arm[learned], outcome[learned], arms, fit)
        means[~learned] = model(rows[~learned])
    weight = np.eye(arms)[arm] / chance
    corrected = means + weight * (outcome[:, None] - means)
    models = [fit(rows, corrected[:, a] - corrected[:, 0]) for a in range(1, arms)]
    return lambda new: np.column_stack([model(new) for model in models])


LEARNERS: dict[str, Learner] = {
    "s": s_learner, "t": t_learner, "x": x_learner, "dr": dr_learner,
}  # fmt: skip
