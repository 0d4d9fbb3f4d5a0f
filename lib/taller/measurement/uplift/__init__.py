"""Uplift: whom a treatment moves, how well a score tells, and what acting on it is worth.

::

    scores = fit_uplift(features, arm, outcome, control="none", learner="dr", seed=7)
    one = pair(scores, arm, outcome, treatment="mail", control="none")
    heterogeneity(*one)                 does it pay to tell customers apart at all?
    qini(*one)  auuc(*one)  uplift_at(*one, share=0.3)  qini_curve(*one)
    told = best_arm(scores, control="none", costs={"mail": 0.1})
    policy_value(told, arm, outcome, costs={"mail": 0.1}, against="none")
    train_uplift(features, arm, outcome, control="none").predict(others)

Rows whose score is missing, those the first model learned from, are left out of every measure.
"""

from taller.measurement.uplift.curves import auuc, qini, qini_curve, uplift_at
from taller.measurement.uplift.fitting import (
    Uplift,
    estimated_propensity,
    fit_uplift,
    train_uplift,
)
from taller.measurement.uplift.heterogeneity import Heterogeneity, heterogeneity
from taller.measurement.uplift.learners import LEARNERS
from taller.measurement.uplift.policy import best_arm, policy_value
from taller.measurement.uplift.ranked import pair
from taller.measurement.uplift.trees import Trees

__all__ = [
    "LEARNERS", "Heterogeneity", "Trees", "Uplift", "auuc", "best_arm", "estimated_propensity",
    "fit_uplift", "heterogeneity", "pair", "policy_value", "qini", "qini_curve", "train_uplift",
    "uplift_at",
]  # fmt: skip
