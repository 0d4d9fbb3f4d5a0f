"""Training: baselines and LightGBM on folds, tuned, chosen and calibrated on validation rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from taller.development.classification.features.rows import Prepared
from taller.development.classification.model import models
from taller.development.classification.model.models import (
    Blend,
    Boosted,
    Calibrated,
    Logistic,
    Rate,
)
from taller.development.template import protocol, tuning
from taller.development.template.protocol import Rows, Split
from taller.looked import Looked
from taller.measurement import discrimination
from taller.measurement.calibration import Platt, probability

CHOICES = ("blend", "lightgbm", "logistic")


@dataclass(frozen=True)
class Fitted(Looked):
    """The models, and what validation said of them.

    Attributes
    ----------
    model : the one chosen, calibrated
    naive : the rate of the training part
    models : logistic, lightgbm and blend, each learned from the whole training part, calibrated
    rule : the strongest single column, a rule anyone could follow
    validation : out-of-fold probabilities of the chosen model, calibrated
    losses : log-loss of each on validation
    leaky : AUROC on validation with the columns that know too much; None where there are none
    """

    prepared: Prepared
    model: Calibrated
    naive: Rate
    models: dict[str, Calibrated]
    rule: str
    tuned: tuning.Tuned
    validation: np.ndarray
    losses: dict[str, float]
    auroc: float
    leaky: float | None = None


def train(prepared: Prepared | None, seed: int) -> Fitted | None:
    """Tune, fit and calibrate; the test part stays sealed."""
    if prepared is None:
        return None
    p, split = prepared.gathered.p, prepared.split
    held = split.train.target[split.validated]
    # One setting for the folds and for the whole: what is validated is what is used.
    first = models.defaults(len(split.train))
    tuned = tuning.tune(
        lambda settings: -_loss(held, _out_of_fold(split, settings, seed)),
        models.space, first, trials=p.tuning_trials, seconds=p.tuning_seconds, seed=seed,
    )  # fmt: skip
    found = fit_all(split, seed, tuned.params)
    losses = {name: _loss(held, trained.validation) for name, trained in found.items()}
    chosen = min(CHOICES, key=lambda name: losses[name])
    validation = found[chosen].validation
    return Fitted(
        prepared, found[chosen].model, Rate().fit(split.train.features, split.train.target),
        {name: trained.model for name, trained in found.items()},
        str(prepared.strengths.idxmax()), tuned, validation, losses, _auroc(held, validation),
        _leaky(prepared, seed),
    )  # fmt: skip


@dataclass(frozen=True)
class Trained:
    """A model from the whole training part, and the probabilities that folds gave its rows."""

    model: Calibrated
    validation: np.ndarray


def fit_all(split: Split, seed: int, settings: Mapping[str, Any]) -> dict[str, Trained]:
    """Logistic regression, LightGBM and their mean; folds calibrate, then all rows teach."""
    makers = {"logistic": Logistic, "lightgbm": lambda: Boosted(seed, dict(settings))}
    odds = {
        name: protocol.out_of_fold(split, lambda fit, some, make=make: _log_odds(make(), fit, some))
        for name, make in makers.items()
    }
    odds["blend"] = (odds["logistic"] + odds["lightgbm"]) / 2
    whole: dict[str, Any] = {
        name: make().fit(split.train.features, split.train.target) for name, make in makers.items()
    }
    whole["blend"] = Blend(whole["logistic"], whole["lightgbm"])
    columns = tuple(map(str, split.train.features.columns))
    made = {}
    for name, z in odds.items():
        platt = Platt.fit(z, split.train.target[split.validated])
        made[name] = Trained(Calibrated(whole[name], platt, columns), platt.apply(z))
    return made


def _out_of_fold(split: Split, settings: Mapping[str, Any], seed: int) -> np.ndarray:
    z = protocol.out_of_fold(
        split, lambda fit, some: _log_odds(Boosted(seed, dict(settings)), fit, some)
    )
    return Platt.fit(z, split.train.target[split.validated]).apply(z)


def _log_odds(model: Any, fit: Rows, some: Rows) -> np.ndarray:
    return model.fit(fit.features, fit.target).log_odds(some.features)


def _loss(target: np.ndarray, p: np.ndarray) -> float:
    return float(discrimination.log_loss(target, p)(np.ones((1, len(p))))[0])


def _auroc(target: np.ndarray, p: np.ndarray) -> float:
    return float(discrimination.auroc(target, p)(np.ones((1, len(p))))[0])


def _leaky(prepared: Prepared, seed: int) -> float | None:
    """What validation would have pretended, had the columns that know too much been used."""
    if not prepared.leaks:
        return None
    columns = [*prepared.split.train.features.columns, *prepared.leaks]
    whole = prepared.whole
    fit, held = whole.folds[-1]
    train, some = whole.train.take(fit), whole.train.take(held)
    some_rounds = {"learning_rate": 0.1, "num_leaves": 8, "rounds": 100}
    model = Boosted(seed, some_rounds).fit(train.features[columns], train.target)
    return _auroc(some.target, probability(model.log_odds(some.features[columns])))


def rule(fitted: Fitted, features: pd.DataFrame) -> np.ndarray:
    """Probability by the strongest single column alone, as the training part had it."""
    train = fitted.prepared.split.train
    model = Boosted(0, {"num_leaves": 4, "rounds": 60, "learning_rate": 0.1,
                        "feature_fraction_bynode": 1.0})  # fmt: skip
    model.fit(train.features[[fitted.rule]], train.target)
    return model.predict(features[[fitted.rule]])
