"""The small boosted trees inside every learner, and features as the numbers they see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

Predict = Callable[[np.ndarray], np.ndarray]
Fit = Callable[[np.ndarray, np.ndarray], Predict]


@dataclass(frozen=True)
class Trees:
    """LightGBM's settings: effects are faint beside what customers do anyway, so trees are small.

    Attributes
    ----------
    rounds, rate : how many trees, and how far each is followed
    leaves : of one tree
    smallest : least share of the rows in a leaf
    """

    rounds: int = 60
    rate: float = 0.05
    leaves: int = 6
    smallest: float = 0.02

    def fitted(self, seed: int) -> Fit:
        """What learns an outcome from rows: (n, columns) and (n,) to a prediction of its mean."""

        def fit(rows: np.ndarray, outcome: np.ndarray) -> Predict:
            import lightgbm as lgb

            if len(np.unique(outcome)) < 2:  # boosting has no start where all are alike
                only = float(outcome[0]) if len(outcome) else 0.0
                return lambda new: np.full(len(new), only)
            data = lgb.Dataset(rows, outcome, params={"verbosity": -1}, free_raw_data=True)
            return lgb.train(self._settings(outcome, seed), data, self.rounds).predict  # type: ignore[return-value]

        return fit

    def _settings(self, outcome: np.ndarray, seed: int) -> dict[str, Any]:
        return {
            "objective": "binary" if np.isin(outcome, (0, 1)).all() else "regression",
            "learning_rate": self.rate, "num_leaves": self.leaves, "lambda_l2": 1.0,
            "min_data_in_leaf": max(5, int(self.smallest * len(outcome))),
            "feature_fraction_bynode": 0.7, "seed": seed % 2**31, "deterministic": True,
            "force_col_wise": True, "num_threads": 1, "verbosity": -1,
        }  # fmt: skip


@dataclass(frozen=True)
class Encoding:
    """How a frame's columns become numbers: texts by their place among those known, else missing.

    Texts are put in order of how often they occur, which a tree can cut.

    >>> frame = pd.DataFrame({"zip": ["b", "a", "b"], "spend": [1, 2, 3]})
    >>> Encoding.of(frame).rows(pd.DataFrame({"zip": ["a", "c"], "spend": [4, 5]})).tolist()
    [[1.0, 4.0], [nan, 5.0]]
    """

    places: dict[str, dict[Any, int] | None]

    @classmethod
    def of(cls, features: pd.DataFrame) -> Encoding:
        """The encoding of a frame's own columns."""
        return cls({
            name: None if pd.api.types.is_numeric_dtype(column)
            else {text: i for i, text in enumerate(column.value_counts().index)}
            for name, column in features.items()
        })  # fmt: skip

    def rows(self, features: pd.DataFrame) -> np.ndarray:
        """(n, columns) float of a frame that has these columns."""
        made = [
            features[name] if places is None else features[name].map(places)
            for name, places in self.places.items()
        ]
        return np.column_stack([column.to_numpy(dtype=float, na_value=np.nan) for column in made])
