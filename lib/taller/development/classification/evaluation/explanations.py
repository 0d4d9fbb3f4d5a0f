"""Explanations: what drives the model overall, and what makes one customer's score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.development.classification.evaluation.test import Tested
from taller.development.classification.messages import say
from taller.development.classification.result import Driver
from taller.development.template.encoding import texts
from taller.language import date, number, quantity
from taller.looked import Looked
from taller.measurement import estimates
from taller.phase import Unit

ROWS = 2000  # test rows whose contributions are looked at
REASONS = 3
MOST_DRIVERS = 20


@dataclass(frozen=True)
class Explained(Looked):
    """What drives the model.

    Attributes
    ----------
    contributions : of a sample of the test rows, in log-odds, by column
    """

    tested: Tested
    drivers: tuple[Driver, ...]
    contributions: pd.DataFrame


def explain(tested: Tested | None, seed: int) -> Explained | None:
    """The columns by how far they move scores, and which way; nothing where there is no signal."""
    if tested is None or not tested.signal:
        return None
    rng = estimates.generator(seed, "explain")
    n = len(tested.rows)
    some = np.sort(rng.choice(n, min(ROWS, n), replace=False))
    frame = tested.rows.features.iloc[some]
    columns = tested.columns
    parts = tested.fitted.model.contributions(frame)
    size = parts.abs()
    drivers = []
    for column in size.mean().sort_values(ascending=False, kind="stable").index[:MOST_DRIVERS]:
        if size[column].max() == 0:
            continue
        found = estimates.mean(size[column].to_numpy(), rng, unit="number", draws=300)
        drivers.append(
            Driver(column=column, label=columns.label(column), importance=found,
                   direction=_direction(frame[column], parts[column]))
        )  # fmt: skip
    return Explained(tested, tuple(drivers), parts)


def _direction(values: pd.Series, parts: pd.Series) -> str:
    """Which values raise the score: high or low ones, or which texts."""
    if pd.api.types.is_numeric_dtype(values) or pd.api.types.is_datetime64_any_dtype(values):
        ranks = values.rank()
        if ranks.nunique() < 2 or parts.nunique() < 2:
            return ""
        tied = float(ranks.corr(parts.rank()))
        if abs(tied) <= 0.5:
            return say("direction.none")
        return say("direction.up" if tied > 0 else "direction.down")
    means = parts.groupby(texts(values)).mean().sort_values()
    if len(means) < 2:
        return ""
    return say("direction.texts", top=means.index[-1], bottom=means.index[0])


def reasons(tested: Tested, features: pd.DataFrame, most: int = REASONS) -> pd.DataFrame:
    """The columns that move each customer's score most, in words, the strongest first.

    Returns
    -------
    Frame with ``reason_1 …``, such as "days since the last order: 210 days (raises)"
    """
    parts = tested.fitted.model.contributions(features)
    matrix = parts.to_numpy()
    order = np.argsort(-np.abs(matrix), axis=1, kind="stable")[:, :most]
    values = [features[column].tolist() for column in parts.columns]
    labels = [tested.columns.label(str(column)) for column in parts.columns]
    up, down, known = say("moves.up"), say("moves.down"), {}
    made = {}
    for place in range(order.shape[1]):
        said = []
        for row, column in enumerate(order[:, place].tolist()):
            key = (column, _shortened(values[column][row]))
            if key not in known:
                known[key] = _written(key[1], tested.columns.unit(parts.columns[column]))
            way = up if matrix[row, column] > 0 else down
            said.append(f"{labels[column]}: {known[key]} ({way})")
        made[f"reason_{place + 1}"] = said
    return pd.DataFrame(made, index=features.index)


def _shortened(value: object) -> object:
    """A value as a reason tells it: missing as None, a number to three significant digits."""
    if value is None or value != value:
        return None
    if isinstance(value, float) and not value.is_integer():
        return float(f"{value:.3g}")
    return value


def _written(value: object, unit: Unit | None) -> str:
    if value is None:
        return say("moves-unknown")
    if isinstance(value, pd.Timestamp):
        return date(value.date())
    if isinstance(value, int | float) and not isinstance(value, bool):
        if unit is not None:
            return quantity(float(value), unit)
        return number(float(value), 0 if float(value).is_integer() else 2)
    return str(value)
