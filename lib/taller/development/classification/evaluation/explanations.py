"""Explanations: what drives the model overall, and what makes one customer's score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.development.classification.evaluation.test import Tested
from taller.development.classification.result import Driver
from taller.language import _, date, number, quantity
from taller.measurement import estimates
from taller.phase import Unit

ROWS = 2000  # test rows whose contributions are looked at
REASONS = 3
MOST_DRIVERS = 20
UNITS: dict[str, Unit] = {
    "recency_days": "days", "tenure_days": "days", "orders": "count", "spend": "money",
    "items": "count", "orders_recent": "count", "orders_before": "count", "order_value": "money",
    "units_per_order": "number", "spend_recent": "money", "spend_before": "money",
    "return_rate": "share", "gap_days": "days", "overdue": "number", "visit_recency_days": "days",
    "visits": "count", "visits_recent": "count",
}  # fmt: skip


def label(column: str, *, first: bool = False) -> str:
    """A column in words: ours are named, a client's own stands as it is.

    Parameters
    ----------
    first : whether it stands at the head of something
    """
    ours = _names().get(column)
    if ours is None:
        return column
    return ours[:1].upper() + ours[1:] if first else ours


def _names() -> dict[str, str]:
    return {
        "recency_days": _("days since the last order"),
        "tenure_days": _("days since the first order"),
        "orders": _("orders"),
        "spend": _("net spend"),
        "items": _("different items"),
        "orders_recent": _("orders of the last 90 days"),
        "orders_before": _("orders of the 90 days before"),
        "order_value": _("value of an order"),
        "units_per_order": _("units per order"),
        "spend_recent": _("spend of the last 90 days"),
        "spend_before": _("spend of the 90 days before"),
        "return_rate": _("share sent back"),
        "gap_days": _("usual days between orders"),
        "overdue": _("delay, in usual gaps between orders"),
        "visit_recency_days": _("days since the last visit"),
        "visits": _("visits"),
        "visits_recent": _("visits of the last 90 days"),
        "country": _("country"),
        "region": _("region"),
        "medium": _("first channel (medium)"),
        "source": _("first channel (source)"),
        "accepts_marketing": _("agreed to be written to"),
    }


@dataclass(frozen=True)
class Explained:
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
    parts = tested.fitted.model.contributions(frame)
    size = parts.abs()
    drivers = []
    for column in size.mean().sort_values(ascending=False, kind="stable").index[:MOST_DRIVERS]:
        if size[column].max() == 0:
            continue
        found = estimates.mean(size[column].to_numpy(), rng, unit="number", draws=300)
        drivers.append(
            Driver(column=column, label=label(column), importance=found,
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
        if tied > 0.5:
            return _("higher values raise them")
        if tied < -0.5:
            return _("higher values lower them")
        return _("no single direction")
    texts = values.astype("object").map(lambda v: None if pd.isna(v) else str(v))
    means = parts.groupby(texts).mean().sort_values()
    if len(means) < 2:
        return ""
    return _("raised most by “{top}”, lowered most by “{bottom}”").format(
        top=means.index[-1], bottom=means.index[0]
    )


def reasons(model: object, features: pd.DataFrame, most: int = REASONS) -> pd.DataFrame:
    """The columns that move each customer's score most, in words, the strongest first.

    Returns
    -------
    Frame with ``reason_1 …``, such as "days since the last order: 210 days (raises)"
    """
    parts = model.contributions(features)  # type: ignore[attr-defined]
    matrix = parts.to_numpy()
    order = np.argsort(-np.abs(matrix), axis=1, kind="stable")[:, :most]
    values = [features[column].tolist() for column in parts.columns]
    labels = [label(str(column)) for column in parts.columns]
    up, down, known = _("raises"), _("lowers"), {}
    made = {}
    for place in range(order.shape[1]):
        said = []
        for row, column in enumerate(order[:, place].tolist()):
            key = (column, _shortened(values[column][row]))
            if key not in known:
                known[key] = _written(key[1], UNITS.get(parts.columns[column]))
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
        return _("not known")
    if isinstance(value, pd.Timestamp):
        return date(value.date())
    if isinstance(value, int | float) and not isinstance(value, bool):
        if unit is not None:
            return quantity(float(value), unit)
        return number(float(value), 0 if float(value).is_integer() else 2)
    return str(value)
