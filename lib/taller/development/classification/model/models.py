"""The models: a naive rate, logistic regression, LightGBM, and the mean of the last two.

Each gives log-odds, is told the frame's own columns, and explains a score as a sum of what each
column adds. Nothing is pickled: LightGBM writes its text, the others are plain numbers.

The defaults are the outcome of validation on several public and simulated tables, apart from the
splits any published figure is compared on: many small trees, each of few columns, coarse bins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd

from taller.development.template import trees
from taller.development.template.encoding import Encoder, centred, dense
from taller.development.template.one_row import predicted
from taller.measurement.calibration import Platt, log_odds, probability

if TYPE_CHECKING:
    import optuna

LARGE = 20_000  # rows from which fewer, larger steps do as well, in less time
SMALL_TREES = {
    "learning_rate": 0.02, "num_leaves": 3, "rounds": 1000, "min_data_in_leaf": 20,
    "min_sum_hessian_in_leaf": 5.0, "feature_fraction_bynode": 0.2, "bagging_fraction": 0.7,
    "lambda_l2": 5.0, "max_bin": 32,
}  # fmt: skip
MANY_ROWS = {"learning_rate": 0.05, "num_leaves": 6, "rounds": 300}
PENALTY = 1.0  # of the logistic regression, sklearn's C


def defaults(rows: int) -> dict[str, Any]:
    """LightGBM's settings where nothing is tuned."""
    return SMALL_TREES | (MANY_ROWS if rows > LARGE else {})


def space(trial: optuna.Trial) -> dict[str, Any]:
    """Settings that tuning draws."""
    return {
        "learning_rate": trial.suggest_float("learning_rate", 0.01, 0.1, log=True),
        "num_leaves": trial.suggest_int("num_leaves", 2, 24, log=True),
        "rounds": trial.suggest_int("rounds", 100, 1200, log=True),
        "min_data_in_leaf": trial.suggest_int("min_data_in_leaf", 10, 200, log=True),
        "feature_fraction_bynode": trial.suggest_float("feature_fraction_bynode", 0.1, 1.0),
        "bagging_fraction": trial.suggest_float("bagging_fraction", 0.5, 1.0),
        "lambda_l2": trial.suggest_float("lambda_l2", 0.1, 50.0, log=True),
        "max_bin": trial.suggest_categorical("max_bin", [16, 32, 64, 255]),
    }


@dataclass
class Rate:
    """The naive answer: everybody has the base rate."""

    kind = "naive"
    rate_: float = 0.5

    def fit(self, features: pd.DataFrame, target: np.ndarray) -> Self:
        """Learn the rate; smoothed, so that it is never 0 or 1."""
        self.rate_ = float((target.sum() + 0.5) / (len(target) + 1))
        return self

    def log_odds(self, features: pd.DataFrame) -> np.ndarray:
        """The same for all."""
        return np.full(len(features), float(log_odds(np.array(self.rate_))))

    def predict(self, features: pd.DataFrame) -> np.ndarray:
        """The same probability for all."""
        return probability(self.log_odds(features))


@dataclass
class Logistic:
    """Logistic regression on skew-free, standardised columns, one indicator per text value."""

    kind = "logistic"
    encoder_: Encoder = field(default_factory=Encoder)
    centre_: np.ndarray = field(default_factory=lambda: np.empty(0))
    scale_: np.ndarray = field(default_factory=lambda: np.empty(0))
    weights_: np.ndarray = field(default_factory=lambda: np.empty(0))
    shift_: float = 0.0

    def fit(self, features: pd.DataFrame, target: np.ndarray) -> Self:
        """Learn the weights."""
        from sklearn.linear_model import LogisticRegression

        self.encoder_ = Encoder().fit(features)
        matrix = self.encoder_.transform(features)
        self.centre_, self.scale_ = centred(matrix)
        # Newton's steps cost the square of the columns.
        solver = {"solver": "newton-cholesky", "tol": 1e-6}
        if matrix.shape[1] > trees.MANY:
            solver = {"solver": "lbfgs", "tol": 1e-5, "max_iter": 2_000}
        found = LogisticRegression(C=PENALTY, **solver)
        found.fit(dense(matrix, self.centre_, self.scale_), target > 0)
        self.weights_, self.shift_ = found.coef_[0], float(found.intercept_[0])
        return self

    def log_odds(self, features: pd.DataFrame) -> np.ndarray:
        """Log-odds of each row."""
        return self.of(self.encoder_.transform(features))

    def of(self, matrix: np.ndarray) -> np.ndarray:
        """Log-odds of rows that are encoded, (n, k)."""
        return dense(matrix, self.centre_, self.scale_) @ self.weights_ + self.shift_

    def predict(self, features: pd.DataFrame) -> np.ndarray:
        """Probability of each row."""
        return probability(self.log_odds(features))

    def contributions(self, features: pd.DataFrame) -> pd.DataFrame:
        """What each column adds to the log-odds of each row."""
        each = self.adds(self.encoder_.transform(features))
        return _by_source(each, self.encoder_.sources_, features.index)

    def adds(self, matrix: np.ndarray) -> np.ndarray:
        """What each column of the matrix adds to the log-odds, (n, k)."""
        return dense(matrix, self.centre_, self.scale_) * self.weights_

    def to_json(self) -> dict[str, Any]:
        """As plain JSON."""
        return {
            "kind": self.kind, "encoder": self.encoder_.to_json(), "centre": self.centre_.tolist(),
            "scale": self.scale_.tolist(), "weights": self.weights_.tolist(), "shift": self.shift_,
        }  # fmt: skip

    @classmethod
    def from_json(cls, plain: Mapping[str, Any], text: str | None = None) -> Logistic:
        """What `to_json` wrote, read back."""
        arrays = [np.array(plain[name]) for name in ("centre", "scale", "weights")]
        return cls(Encoder.from_json(plain["encoder"]), *arrays, plain["shift"])


@dataclass
class Boosted:
    """LightGBM: many small trees, each a step towards what the last ones missed."""

    kind = "lightgbm"
    seed: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    encoder_: Encoder = field(default_factory=Encoder)
    booster_: Any = None

    def fit(self, features: pd.DataFrame, target: np.ndarray) -> Self:
        """Grow the trees."""
        self.encoder_ = Encoder().fit(features)
        self.booster_ = trees.grown(
            self.encoder_.transform(features), target, defaults(len(target)) | self.settings,
            objective="binary", seed=self.seed,
        )  # fmt: skip
        return self

    def log_odds(self, features: pd.DataFrame) -> np.ndarray:
        """Log-odds of each row."""
        return self.of(self.encoder_.transform(features))

    def of(self, matrix: np.ndarray) -> np.ndarray:
        """Log-odds of rows that are encoded, (n, k)."""
        return predicted(self.booster_, matrix, raw=True)

    def predict(self, features: pd.DataFrame) -> np.ndarray:
        """Probability of each row."""
        return probability(self.log_odds(features))

    def contributions(self, features: pd.DataFrame) -> pd.DataFrame:
        """What each column adds to the log-odds of each row (Lundberg et al. 2018, tree SHAP)."""
        each = self.adds(self.encoder_.transform(features))
        return _by_source(each, self.encoder_.sources_, features.index)

    def adds(self, matrix: np.ndarray) -> np.ndarray:
        """What each column of the matrix adds to the log-odds, (n, k)."""
        return self.booster_.predict(matrix, pred_contrib=True, num_threads=1)[:, :-1]

    @property
    def text(self) -> str:
        """The trees as LightGBM's own text."""
        return self.booster_.model_to_string()

    def to_json(self) -> dict[str, Any]:
        """All but the trees, as plain JSON."""
        return {"kind": self.kind, "seed": self.seed, "settings": self.settings,
                "encoder": self.encoder_.to_json()}  # fmt: skip

    @classmethod
    def from_json(cls, plain: Mapping[str, Any], text: str | None = None) -> Boosted:
        """What `to_json` and `text` wrote, read back."""
        import lightgbm as lgb

        booster = lgb.Booster(model_str=text)
        return cls(plain["seed"], dict(plain["settings"]), Encoder.from_json(plain["encoder"]),
                   booster)  # fmt: skip


@dataclass
class Blend:
    """The mean of both models' log-odds: what one gets wrong, the other softens."""

    kind = "blend"
    logistic: Logistic
    boosted: Boosted

    def log_odds(self, features: pd.DataFrame) -> np.ndarray:
        """Log-odds of each row."""
        return (self.logistic.log_odds(features) + self.boosted.log_odds(features)) / 2

    def contributions(self, features: pd.DataFrame) -> pd.DataFrame:
        """What each column adds to the log-odds of each row."""
        straight = self.logistic.contributions(features)
        return (straight + self.boosted.contributions(features)[straight.columns]) / 2

    @property
    def text(self) -> str:
        """The trees as LightGBM's own text."""
        return self.boosted.text

    def to_json(self) -> dict[str, Any]:
        """All but the trees, as plain JSON."""
        return {"kind": self.kind, "logistic": self.logistic.to_json(),
                "lightgbm": self.boosted.to_json()}  # fmt: skip

    @classmethod
    def from_json(cls, plain: Mapping[str, Any], text: str | None = None) -> Blend:
        """What `to_json` and `text` wrote, read back."""
        return cls(
            Logistic.from_json(plain["logistic"]), Boosted.from_json(plain["lightgbm"], text)
        )


def _by_source(each: np.ndarray, sources: list[str], index: pd.Index) -> pd.DataFrame:
    """Columns of the matrix summed up to the columns of the frame they come from."""
    names = list(dict.fromkeys(sources))
    # A column's indicators stand side by side.
    starts = [place for place, s in enumerate(sources) if not place or s != sources[place - 1]]
    summed = np.add.reduceat(each, starts, axis=1) if starts else np.zeros((len(each), 0))
    return pd.DataFrame(summed, columns=names, index=index)


@dataclass(frozen=True)
class Calibrated:
    """A model whose probabilities were set right on rows it had not learned from."""

    model: Logistic | Boosted | Blend
    calibration: Platt
    columns: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Which model it is."""
        return self.model.kind

    def predict(self, features: pd.DataFrame) -> np.ndarray:
        """Calibrated probability of each row."""
        return self.calibration.apply(self.model.log_odds(features[list(self.columns)]))

    def contributions(self, features: pd.DataFrame) -> pd.DataFrame:
        """What each column adds to the calibrated log-odds of each row."""
        return self.model.contributions(features[list(self.columns)]) * self.calibration.slope

    def dumps(self) -> tuple[dict[str, Any], str | None]:
        """As plain JSON, and the trees' text where there are trees."""
        plain = {"model": self.model.to_json(), "columns": list(self.columns),
                 "slope": self.calibration.slope, "shift": self.calibration.shift}  # fmt: skip
        return plain, getattr(self.model, "text", None)

    @classmethod
    def loads(cls, plain: Mapping[str, Any], text: str | None) -> Calibrated:
        """What `dumps` gave, read back."""
        kinds = {"logistic": Logistic, "lightgbm": Boosted, "blend": Blend}
        model = kinds[plain["model"]["kind"]].from_json(plain["model"], text)
        return cls(model, Platt(plain["slope"], plain["shift"]), tuple(plain["columns"]))
