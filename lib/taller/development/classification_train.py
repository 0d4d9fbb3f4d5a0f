"""Training: baselines and LightGBM on folds, tuned, chosen and calibrated on validation rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from taller.development import classification_model as models
from taller.development.classification import Params
from taller.development.classification_data import Prepared
from taller.development.classification_model import Boosted, Calibrated, Logistic, Rate
from taller.development.template import protocol, tuning
from taller.development.template.protocol import Rows, Split
from taller.measurement import discrimination
from taller.measurement.calibration import Platt, probability

CHOICES = ("lightgbm", "logistic")


@dataclass(frozen=True)
class Fitted:
    """The models, and what validation said of them.

    Attributes
    ----------
    model : the one chosen, calibrated
    naive, logistic, lightgbm : all of them, learned from the whole training part
    rule : the strongest single column, a rule anyone could follow
    validation : out-of-fold probabilities of the chosen model, calibrated
    losses : log-loss of each on validation
    leaky : AUROC on validation with the columns that know too much; None where there are none
    """

    prepared: Prepared
    model: Calibrated
    naive: Rate
    logistic: Calibrated
    lightgbm: Calibrated
    rule: str
    tuned: tuning.Tuned
    validation: np.ndarray
    losses: dict[str, float]
    auroc: float
    leaky: float | None = None


def train(
    prepared: Prepared | None, seed: int,
    progress: Callable[[int, int, float], None] | None = None,
) -> Fitted | None:  # fmt: skip
    """Tune, fit and calibrate; the test part stays sealed."""
    if prepared is None:
        return None
    p, split = prepared.gathered.p, prepared.split
    held = split.train.target[split.validated]
    rows = len(split.folds[0][0])
    tuned = tuning.tune(
        lambda settings: -_loss(held, _out_of_fold(split, settings, seed)),
        models.space, models.defaults(rows), trials=p.tuning_trials, seconds=p.tuning_seconds,
        seed=seed, progress=progress,
    )  # fmt: skip
    settings = tuned.params if p.tuning_trials else {}
    makers = {"logistic": Logistic, "lightgbm": lambda: Boosted(seed, settings)}
    calibrated, losses, validation = {}, {}, {}
    for name, make in makers.items():
        z = protocol.out_of_fold(split, lambda fit, some, make=make: _log_odds(make(), fit, some))
        platt = Platt.fit(z, held)
        validation[name] = platt.apply(z)
        losses[name] = _loss(held, validation[name])
        whole = make().fit(split.train.features, split.train.target)
        calibrated[name] = Calibrated(whole, platt, tuple(map(str, split.train.features.columns)))
    chosen = min(CHOICES, key=lambda name: losses[name])
    return Fitted(
        prepared, calibrated[chosen], Rate().fit(split.train.features, split.train.target),
        calibrated["logistic"], calibrated["lightgbm"], str(prepared.strengths.idxmax()), tuned,
        validation[chosen], losses, _auroc(held, validation[chosen]), _leaky(prepared, seed),
    )  # fmt: skip


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


def progress(p: Params) -> Callable[[int, int, float], None] | None:
    """A line that tells how far tuning is; None where nothing is tuned."""
    return tuning.shown() if p.tuning_trials else None
