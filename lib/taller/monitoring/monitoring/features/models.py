"""The models of a run, the people they were judged on and those they score today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from taller.deployment.deployment.features import kept
from taller.deployment.deployment.features.rows import (
    LEFT,
    TESTED,
    TODAY,
    TOLD,
    OwnRows,
    left_rows,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from taller.deployment.deployment.features.kept import KeptModel


@dataclass(frozen=True)
class Stake:
    """What a choice by score was said to earn.

    Attributes
    ----------
    gain, loss : money of choosing one to whom it happens, and lost on one to whom it does not
    threshold : probability above which people are chosen
    people : those who are scored
    """

    gain: float
    loss: float
    threshold: float
    people: int


@dataclass(frozen=True)
class Model:
    """A model that foresees something, then and now.

    Attributes
    ----------
    then, now : rows in its columns
    score_then, happened : what the model told of them before it was known, and what happened
    score_now : what it tells today
    labels : what its columns are called
    stake : None where nobody stated what a choice earns
    """

    name: str
    then: pd.DataFrame
    now: pd.DataFrame
    score_then: np.ndarray
    happened: np.ndarray
    score_now: np.ndarray
    labels: Mapping[str, str]
    stake: Stake | None


def models(run: Any) -> tuple[Model, ...]:
    """The models that the run kept and that left the rows they were judged on.

    Parameters
    ----------
    run : a `taller.Run`
    """
    own = OwnRows(run)
    held = [each for each in kept.find(run) if each.kind == "probability"]
    return tuple(_model(run, own, each) for each in held if (each.folder / TESTED).is_file())


def _model(run: Any, own: OwnRows, model: KeptModel) -> Model:
    then, now = left_rows(model, TESTED), left_rows(model, TODAY)
    happened, told = then.pop(LEFT).to_numpy(dtype=float), then.pop(TOLD).to_numpy(dtype=float)
    scores = now.pop(TOLD) if TOLD in now else model.scorer.score(plain(now))
    names = [name for name in now.columns if name in then.columns]
    return Model(
        model.name, then[names], now[names], told, happened, np.asarray(scores, dtype=float),
        {name: own.label(model, name) for name in names}, _stake(run.found(model.name)),
    )  # fmt: skip


def _stake(result: Any) -> Stake | None:
    """What the model's own page says a contact earns and costs."""
    money = getattr(result, "money", None)
    if money is None:
        return None
    if result.purpose == "churn":
        gain = money.acceptance * (money.value - money.incentive_cost) - money.contact_cost
        loss = money.incentive_cost + money.contact_cost
    else:
        gain, loss = money.value - money.contact_cost, money.contact_cost
    return Stake(gain, loss, money.threshold, money.people)
