"""Models of an amount from many columns: a mean, a linear model, LightGBM; plain numbers or logs.

A logarithm's prediction is brought back so that the total is kept (Duan 1983). Tweedie fits
amounts that are often zero. Nothing is pickled: LightGBM writes its text, the others are numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd

from taller.development.template import trees
from taller.development.template.encoding import Encoder, centred, dense
from taller.development.template.one_row import predicted

if TYPE_CHECKING:
    import optuna

RIDGE = 1.0
TREES = {
    "learning_rate": 0.05, "num_leaves": 8, "rounds": 300, "min_data_in_leaf": 20,
    "feature_fraction_bynode": 0.5, "bagging_fraction": 0.7, "lambda_l2": 5.0, "max_bin": 63,
}  # fmt: skip


def space(trial: optuna.Trial) -> dict[str, Any]:
    """Settings that tuning draws."""
    return {
        "learning_rate": trial.suggest_float("learning_rate", 0.01, 0.1, log=True),
        "num_leaves": trial.suggest_int("num_leaves", 3, 31, log=True),
        "rounds": trial.suggest_int("rounds", 100, 1000, log=True),
        "min_data_in_leaf": trial.suggest_int("min_data_in_leaf", 5, 200, log=True),
        "feature_fraction_bynode": trial.suggest_float("feature_fraction_bynode", 0.2, 1.0),
        "lambda_l2": trial.suggest_float("lambda_l2", 0.1, 50.0, log=True),
    }


@dataclass
class Mean:
    """The naive answer: the same amount for everybody."""

    kind: str = "mean"
    mean_: float = 0.0

    def fit(self, features: pd.DataFrame, target: np.ndarray) -> Self:
        """Learn the mean."""
        self.mean_ = float(target.mean())
        return self

    def predict(self, features: pd.DataFrame) -> np.ndarray:
        """The mean, (n,)."""
        return self.of(features)

    def of(self, rows: Sized) -> np.ndarray:
        """The mean for as many rows."""
        return np.full(len(rows), self.mean_)

    def dumps(self) -> tuple[dict[str, Any], str | None]:
        """As plain JSON, and the trees' text where there are trees."""
        return {"kind": self.kind, "mean": self.mean_}, None


@dataclass
class Linear:
    """Ridge regression on skew-free, standardised columns, of the amount or of its logarithm."""

    kind: str = "linear"
    encoder_: Encoder | None = None
    centre_: np.ndarray = field(default_factory=lambda: np.empty(0))
    scale_: np.ndarray = field(default_factory=lambda: np.empty(0))
    weights_: np.ndarray = field(default_factory=lambda: np.empty(0))
    level_: float = 0.0
    smear_: float = 1.0

    def fit(self, features: pd.DataFrame, target: np.ndarray) -> Self:
        """Solve for the weights."""
        self.encoder_ = Encoder().fit(features)
        matrix = self.encoder_.transform(features)
        self.centre_, self.scale_ = centred(matrix)
        z = dense(matrix, self.centre_, self.scale_)
        z = z - z.mean(axis=0)
        y = np.log1p(target) if self.kind == "linear_log" else target
        self.weights_ = _ridge(z, y - y.mean())
        plain = dense(matrix, self.centre_, self.scale_)
        self.level_ = float(y.mean() - plain.mean(axis=0) @ self.weights_)
        if self.kind == "linear_log":
            self.smear_ = _smear(target, plain @ self.weights_ + self.level_)
        return self

    def predict(self, features: pd.DataFrame) -> np.ndarray:
        """The amount expected, (n,)."""
        assert self.encoder_ is not None
        return self.of(self.encoder_.transform(features))

    def of(self, matrix: np.ndarray) -> np.ndarray:
        """The amount expected of rows that are encoded, (n, k)."""
        found = dense(matrix, self.centre_, self.scale_) @ self.weights_ + self.level_
        return _back(found, self.smear_) if self.kind == "linear_log" else found

    def adds(self, matrix: np.ndarray) -> np.ndarray:
        """What each column of the matrix adds, (n, k): to the amount, or to its logarithm."""
        return dense(matrix, self.centre_, self.scale_) * self.weights_

    def dumps(self) -> tuple[dict[str, Any], str | None]:
        """As plain JSON."""
        assert self.encoder_ is not None
        return {
            "kind": self.kind, "encoder": self.encoder_.to_json(), "centre": self.centre_.tolist(),
            "scale": self.scale_.tolist(), "weights": self.weights_.tolist(), "level": self.level_,
            "smear": self.smear_,
        }, None  # fmt: skip


@dataclass
class Boosted:
    """LightGBM of the amount, of its logarithm, or by Tweedie's likelihood."""

    seed: int
    kind: str = "lightgbm"
    settings: dict[str, Any] = field(default_factory=dict)
    encoder_: Encoder | None = None
    booster_: Any = None
    smear_: float = 1.0

    def fit(self, features: pd.DataFrame, target: np.ndarray) -> Self:
        """Grow the trees."""
        self.encoder_ = Encoder().fit(features)
        matrix = self.encoder_.transform(features)
        y = np.log1p(target) if self.kind == "lightgbm_log" else target
        objective = "tweedie" if self.kind == "lightgbm_tweedie" else "regression"
        settings = TREES | self.settings
        self.booster_ = trees.grown(matrix, y, settings, objective=objective, seed=self.seed)
        if self.kind == "lightgbm_log":
            self.smear_ = _smear(target, self.booster_.predict(matrix))
        return self

    def predict(self, features: pd.DataFrame) -> np.ndarray:
        """The amount expected, (n,)."""
        assert self.encoder_ is not None
        return self.of(self.encoder_.transform(features))

    def of(self, matrix: np.ndarray) -> np.ndarray:
        """The amount expected of rows that are encoded, (n, k)."""
        found = predicted(self.booster_, matrix)
        return _back(found, self.smear_) if self.kind == "lightgbm_log" else found

    def adds(self, matrix: np.ndarray) -> np.ndarray:
        """What each column of the matrix adds, (n, k): to the amount, or to its logarithm."""
        return self.booster_.predict(matrix, pred_contrib=True, num_threads=1)[:, :-1]

    def dumps(self) -> tuple[dict[str, Any], str | None]:
        """As plain JSON, and the trees as LightGBM's text."""
        assert self.encoder_ is not None
        plain = {"kind": self.kind, "seed": self.seed, "settings": self.settings,
                 "encoder": self.encoder_.to_json(), "smear": self.smear_}  # fmt: skip
        return plain, self.booster_.model_to_string()


Amounts = Mean | Linear | Boosted


def loads(plain: Mapping[str, Any], text: str | None) -> Amounts:
    """What ``dumps`` gave, read back."""
    kind = plain["kind"]
    if kind == "mean":
        return Mean(mean_=plain["mean"])
    encoder = Encoder.from_json(plain["encoder"])
    if kind.startswith("linear"):
        arrays = (np.array(plain[name]) for name in ("centre", "scale", "weights"))
        return Linear(kind, encoder, *arrays, plain["level"], plain["smear"])
    import lightgbm as lgb

    booster = lgb.Booster(model_str=text)
    return Boosted(plain["seed"], kind, dict(plain["settings"]), encoder, booster, plain["smear"])


def makers(target: np.ndarray, seed: int, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Functions that make each model this target allows, the simplest first.

    Logarithms and Tweedie need amounts that are never below 0.
    """
    found: dict[str, Any] = {
        "mean": Mean, "linear": lambda: Linear("linear"),
        "lightgbm": lambda: Boosted(seed, "lightgbm", dict(settings)),
    }  # fmt: skip
    if target.min() >= 0:
        found["linear_log"] = lambda: Linear("linear_log")
        found["lightgbm_log"] = lambda: Boosted(seed, "lightgbm_log", dict(settings))
        found["lightgbm_tweedie"] = lambda: Boosted(seed, "lightgbm_tweedie", dict(settings))
    return found


def _ridge(z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of the columns; by way of the rows where these are fewer (the same weights).

    >>> z = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]])
    >>> np.linalg.solve(z.T @ z + np.eye(3), z.T @ [1, 2]).round(6).tolist() == (
    ...     _ridge(z, np.array([1, 2])).round(6).tolist())
    True
    """
    rows, columns = z.shape
    if columns <= rows:
        return np.linalg.solve(z.T @ z + RIDGE * np.eye(columns), z.T @ y)
    return z.T @ np.linalg.solve(z @ z.T + RIDGE * np.eye(rows), y)


def _smear(target: np.ndarray, logs: np.ndarray) -> float:
    """The factor that makes the sum of (1 + amount) the same."""
    return float((1 + target).sum() / np.exp(logs).sum())


def _back(logs: np.ndarray, smear: float) -> np.ndarray:
    return np.maximum(np.exp(np.minimum(logs, 50)) * smear - 1, 0.0)
