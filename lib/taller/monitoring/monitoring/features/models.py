"""The models of a run, the people they were judged on and those they score today."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from taller.development.template.saving import conform
from taller.monitoring.monitoring.features.fed import fed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from taller.deployment.deployment.features.kept import KeptModel
    from taller.development.template.protocol import Rows
    from taller.monitoring.monitoring.params import Params


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
    lately : what it tells of people as they were so long ago that what happened is known, and
        what happened; None where it was tested on them
    fed : see `features.fed`; None where no service answered by it
    """

    name: str
    then: pd.DataFrame
    now: pd.DataFrame
    score_then: np.ndarray
    happened: np.ndarray
    score_now: np.ndarray
    labels: Mapping[str, str]
    stake: Stake | None
    lately: tuple[np.ndarray, np.ndarray] | None = None
    fed: pd.DataFrame | None = None


def models(run: Any, p: Params) -> tuple[Model, ...]:
    """The models that the run kept and that left the rows they were judged on.

    Where figures are kept from day to day, also those of the newest run, though the data have
    changed since: people go by them until they are learned anew.

    Parameters
    ----------
    run : a `taller.Run`
    """
    own = OwnRows(run)
    held = [each for each in kept.find(run) if each.kind == "probability"]
    made = [_model(own, each, left_rows(each, TODAY), _result(run, each.name, p)) for each in held
            if (each.folder / TESTED).is_file()]  # fmt: skip
    if p.keep:
        names = [name for name, kind in kept.KINDS.items() if kind == "probability"]
        missing = [name for name in names if name not in {each.name for each in made}]
        made += [each for name in missing if (each := _gone_by(run, own, name)) is not None]
    state = run.engagement.root / "reports" / run.engagement.slug
    return tuple(
        replace(each, fed=fed(run.tables.connection, state, each.name, list(each.then)))
        for each in made
    )


def _result(run: Any, name: str, p: Params) -> Any:
    newest = run.newest(name) if p.keep else None
    return newest[0] if newest else run.found(name)


def _gone_by(run: Any, own: OwnRows, name: str) -> Model | None:
    """The newest model of a name on the people there are today, where the tables give them."""
    from taller.development import classification

    newest = run.newest(name)
    if newest is None or not (newest[1] / TESTED).is_file():
        return None
    model = kept.KeptModel(name, newest[1])
    if model.leaves_rows:  # only its notebook makes rows for it
        return None
    p = run.settings(classification.Params)
    gathered = classification.gather(run.tables, p.model_copy(update={"cutoffs": 1}))
    if gathered.current is None or gathered.rows is None:
        return None
    made = _model(own, model, conform(gathered.current, model.contract), newest[0])
    return replace(made, lately=_lately(model, gathered.rows))


def _lately(model: KeptModel, rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """People as of the last date whose outcome is known, later than any the model learned from."""
    assert rows.when is not None
    last = rows.take(rows.when == rows.when.max())
    scores = model.scorer.score(plain(conform(last.features, model.contract)))
    return np.asarray(scores, dtype=float), last.target


def _model(own: OwnRows, model: KeptModel, now: pd.DataFrame, result: Any) -> Model:
    then = left_rows(model, TESTED)
    happened, told = then.pop(LEFT).to_numpy(dtype=float), then.pop(TOLD).to_numpy(dtype=float)
    scores = now.pop(TOLD) if TOLD in now else model.scorer.score(plain(now))
    names = [name for name in now.columns if name in then.columns]
    return Model(
        model.name, then[names], now[names], told, happened, np.asarray(scores, dtype=float),
        {name: own.label(model, name) for name in names}, _stake(result),
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
