"""Probabilities and amounts of rows that are encoded, and what each column adds to them.

The formulas are the models' own; here stands only how each is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from taller.deployment.deployment.model.scoring import texts
from taller.deployment.deployment.model.scoring.contract import Kind
from taller.deployment.deployment.model.scoring.encoding import Columns, width
from taller.deployment.deployment.model.scoring.lifetimes import Base, taken
from taller.development.classification.artifacts import model as classified
from taller.development.classification.model.models import Blend, Calibrated
from taller.development.regression import artifacts as valued
from taller.development.regression.model.candidates import Lifetime, TwoPart
from taller.development.regression.model.flat_models import Boosted, Linear, Mean

HORIZON = ("days", "discount", "kept", "recent_days")


@dataclass(frozen=True)
class Reason:
    """What a column adds: to the log-odds, to an amount, or to its logarithm."""

    column: str
    value: Any
    adds: float


@dataclass(frozen=True)
class Predicting:
    """How a model is asked.

    Attributes
    ----------
    columns : each column with what the model's encoder knows of it, in the matrix's order
    of : matrix to (n,)
    adds : matrix to what each of its columns adds, (n, k); None where the model is no sum
    """

    kind: Kind
    columns: Columns
    of: Callable[[np.ndarray], np.ndarray]
    adds: Callable[[np.ndarray], np.ndarray] | None = None


def read(folder: Path, agreed: Mapping[str, Any]) -> Predicting:
    """The model of a folder that a template for probabilities or amounts kept.

    Parameters
    ----------
    agreed : what the folder's contract says

    Raises
    ------
    DataError, KeyError, TypeError, ValueError
        If it is none, or is damaged.
    """
    text = (folder / "model.json").read_text(encoding="utf-8")
    plain = json.loads(text, parse_constant=_refused)
    trees = {texts.columns_of(path) for path in folder.glob("model*.txt")}
    if "slope" in plain:
        return _probability(classified.read(folder), trees)
    model: Any = valued.read(folder)
    if isinstance(model, Mean | Linear | Boosted):
        return _amount(model, trees)
    return _lifetime(model, agreed, trees)


def _refused(constant: str) -> float:
    raise ValueError(f"not finite: {constant}")


def _probability(model: Calibrated, trees: set[int]) -> Predicting:
    inner, platt = model.model, model.calibration
    both = (inner.logistic, inner.boosted) if isinstance(inner, Blend) else (inner,)
    known = both[0].encoder_.columns_
    if any(each.encoder_.columns_ != known for each in both) or [*known] != [*model.columns]:
        raise ValueError("columns")
    columns = _looked_at(both, known, trees)

    def of(matrix: np.ndarray) -> np.ndarray:
        odds = [each.of(matrix) for each in both]
        return platt.apply(odds[0] if len(odds) == 1 else (odds[0] + odds[1]) / 2)

    def adds(matrix: np.ndarray) -> np.ndarray:
        parts = [each.adds(matrix) for each in both]
        return (parts[0] if len(parts) == 1 else (parts[0] + parts[1]) / 2) * platt.slope

    return Predicting("probability", columns, of, adds)


def _amount(model: Mean | Linear | Boosted, trees: set[int]) -> Predicting:
    if isinstance(model, Mean):
        return Predicting("value", (), model.of)
    assert model.encoder_ is not None
    columns = _looked_at((model,), model.encoder_.columns_, trees)
    return Predicting("value", columns, model.of, model.adds)


def _looked_at(
    models: tuple[Any, ...], known: Mapping[str, Mapping[str, Any]], trees: set[int]
) -> Columns:
    """The columns, if there are weights and trees for just these."""
    columns = tuple(known.items())
    for model in models:
        arrays = [getattr(model, name, None) for name in ("centre_", "scale_", "weights_")]
        if any(each is not None and each.shape != (width(columns),) for each in arrays):
            raise ValueError("weights of other columns")
        if arrays[1] is not None and not (arrays[1] > 0).all():
            raise ValueError("a scale is not above 0")
    if trees - {width(columns)}:
        raise ValueError("trees of other columns")
    return columns


def _lifetime(model: Any, agreed: Mapping[str, Any], trees: set[int]) -> Predicting:
    """A customer's value over the horizon that it was told for."""
    days, discount, kept, recent_days = (float(agreed["horizon"][name]) for name in HORIZON)
    history: Lifetime | None = model if isinstance(model, Lifetime) else None
    described: Columns = ()
    if isinstance(model, TwoPart):
        assert model.encoder_ is not None
        history, described = model.carries_on_, tuple(model.encoder_.columns_.items())
        if trees != {width(described)}:
            raise ValueError("trees of other columns")
    elif history is None:
        history = getattr(model, "model", None)
    own = taken(valued.taken(model), history, {name for name, _known in described})
    wide = width(own)

    def of(matrix: np.ndarray) -> np.ndarray:
        base = Base.of(matrix, own, recent_days)
        if isinstance(model, TwoPart):
            found = model.of(np.ascontiguousarray(matrix[:, wide:]), base, days, discount)
        else:
            found = model.predict(base, days, discount)
        return found * kept

    return Predicting("value", (*own, *described), of)
