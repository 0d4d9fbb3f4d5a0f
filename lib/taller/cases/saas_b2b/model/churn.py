"""Who leaves: models of `classification`, learned on earlier dates and tested on a later one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from taller.cases.saas_b2b.features import NUMBERS, Gathered
from taller.cases.saas_b2b.messages import say
from taller.cases.saas_b2b.params import Params
from taller.development.classification.model.models import MANY_ROWS, Boosted, Logistic, Rate
from taller.measurement import discrimination, estimates, survival
from taller.phase import Estimate

FEWEST = 20  # accounts that left, to learn from
TENTH = 0.1


@dataclass(frozen=True)
class Judged:
    """The accounts of the day that a model was tested on, by account_id.

    Attributes
    ----------
    features : (n, m) what was known of them
    left : (n,) bool; whether they left within ``risk_days``
    told : (n,) what the model had foreseen, before it learned from that day too
    learned : (k, m) all that the model of today learned from
    """

    features: pd.DataFrame
    left: np.ndarray
    told: np.ndarray
    learned: pd.DataFrame


@dataclass(frozen=True)
class Foreseen:
    """How well leaving is foreseen, and each account's risk today.

    Attributes
    ----------
    model : what ``today`` is of: of the kind that was tested, and learned from the tested day too
    today : (n,) chance to leave within ``risk_days``, by account
    groups : tenths of the test's accounts by risk, with what was foreseen and what happened
    drivers : column: mean size of what it adds to the log odds
    when : survival curves since signing, by contract
    reason : why accounts cannot be told apart, where they cannot; ``today`` is then one rate
    """

    kind: str
    model: Any
    today: pd.Series
    when: dict[str, survival.Survival]
    shown: bool = False
    reason: str = ""
    tested_on: pd.Timestamp | None = None
    order: Estimate | None = None
    top: Estimate | None = None
    leaving: Estimate | None = None
    groups: pd.DataFrame = field(default_factory=pd.DataFrame)
    drivers: pd.Series = field(default_factory=lambda: pd.Series(dtype=float))
    tested: Judged | None = None

    @property
    def first(self) -> Estimate:
        """Who left of the tenth at highest risk."""
        row = self.groups.iloc[0]
        return Estimate(value=row["left"], low=row["low"], high=row["high"], unit="share",
                        n=int(row["n"]), method=say("method.top", n=int(row["n"])))  # fmt: skip

    @property
    def amiss(self) -> tuple[list[int], list[int]]:
        """Tenths of which more were foreseen to leave than their interval holds, and fewer."""
        rows = self.groups
        off = (rows["foreseen"] > rows["high"], rows["foreseen"] < rows["low"])
        over, under = (rows.loc[each, "tenth"].astype(int).tolist() for each in off)
        return over, under


def foresee(found: Gathered, p: Params, seed: int) -> Foreseen:
    """Learn who leaves, on dates whose outcome was known before the date it is tested on.

    Where use is not known long enough, or too few accounts left, all have one chance to leave.
    """
    today = found.today
    step = pd.Timedelta(days=p.risk_days)
    days = [today - k * step for k in (3, 2, 1)]
    days = [day for day in days if found.watched(day, p.risk_days)]
    if len(days) < 2:
        what = say("too-short", days=(3 * step).days, known=(found.end - found.begins).days)
        return _alike(found, today, p, what)
    *learned, tested = days
    rows = {day: (found.features(day), ~found.stays(day, p.risk_days)) for day in days}
    before, after = sum(int(rows[day][1].sum()) for day in learned), int(rows[tested][1].sum())
    if min(before, after) < FEWEST:
        what = say("few-left", fewest=FEWEST, before=before, after=after)
        return _alike(found, today, p, what)
    x = pd.concat([rows[day][0] for day in learned])
    y = np.concatenate([rows[day][1] for day in learned]).astype(float)
    model = _chosen(x, y, seed)
    features, left = rows[tested]
    score, gone = model.predict(features), left.astype(float)
    order, top = _measured(gone, score, seed)
    whole = pd.concat([x, features])
    final = _kinds(seed)[model.kind].fit(whole, np.r_[y, gone])
    current = found.features(today)
    risk = pd.Series(final.predict(current), index=current.index)
    return Foreseen(
        model.kind, final, risk, _when(found), estimates.above(order, 0.5), "", tested, order, top,
        estimates.share(int(left.sum()), len(left)), _tenths(score, left),
        _drivers(model, features), Judged(features, left, score, whole),
    )  # fmt: skip


def _alike(found: Gathered, today: pd.Timestamp, p: Params, reason: str) -> Foreseen:
    """The same chance for all: the share of accounts that left in the days before."""
    then = today - pd.Timedelta(days=p.risk_days)
    model = Rate().fit(found.features(then), ~found.stays(then, p.risk_days))
    current = found.features(today)
    risk = pd.Series(model.predict(current), index=current.index)
    return Foreseen(model.kind, model, risk, _when(found), reason=reason)


def _chosen(x: pd.DataFrame, y: np.ndarray, seed: int) -> Any:
    """The kind that does best on accounts it has not seen, fitted to all of them."""
    code = pd.util.hash_array(x.index.to_numpy(dtype=object)) % 4 == 0  # an account is in one part
    losses = {}
    for kind, model in _kinds(seed).items():
        fitted = model.fit(x[~code], y[~code])
        loss = discrimination.log_loss(y[code], fitted.predict(x[code]))
        losses[kind] = float(loss(np.ones((1, int(code.sum()))))[0])
    return _kinds(seed)[min(losses, key=lambda kind: losses[kind])].fit(x, y)


def _kinds(seed: int) -> dict[str, Any]:
    models = (Rate(), Logistic(), Boosted(seed=seed, settings=dict(MANY_ROWS)))
    return {model.kind: model for model in models}


def _measured(gone: np.ndarray, score: np.ndarray, seed: int) -> list[Estimate]:
    rng = estimates.generator(seed, "saas", "risk")
    found = []
    for measure, key in (
        (discrimination.auroc, "order"),
        (discrimination.precision_at(TENTH), "top"),
    ):
        value = measure(gone, score)
        one = float(value(np.ones((1, len(gone))))[0])
        drawn = np.concatenate([value(w) for w in estimates.resample_weights(len(gone), 400, rng)])
        unit = "index" if key == "order" else "share"
        method = say(f"method.{key}", n=len(gone))
        found.append(estimates.of_draws(one, drawn, unit=unit, n=len(gone), method=method))
    return found


def _tenths(score: np.ndarray, left: np.ndarray) -> pd.DataFrame:
    """What was foreseen and what happened, in tenths of the accounts by risk."""
    order = np.argsort(np.argsort(score, kind="stable"), kind="stable") * 10 // len(score)
    lines = []
    for tenth in range(9, -1, -1):
        inside = order == tenth
        if inside.any():
            rate = estimates.share(int(left[inside].sum()), int(inside.sum()))
            lines.append(
                (10 - tenth, score[inside].mean(), rate.value, rate.low, rate.high, rate.n)
            )
    return pd.DataFrame(lines, columns=["tenth", "foreseen", "left", "low", "high", "n"])


def _drivers(model: Any, features: pd.DataFrame) -> pd.Series:
    if isinstance(model, Rate):
        return pd.Series(dtype=float)
    size = model.contributions(features).abs().mean().sort_values(ascending=False)
    return size[[name for name in size.index if name in NUMBERS or name in features]]


def _when(found: Gathered) -> dict[str, survival.Survival]:
    """How long accounts stay since they signed, by how they are billed."""
    billed = found.spells.sort_values("opens").groupby("account_id")["billing_period"].last()
    lives = found.accounts.join(billed)
    seen = found.spells["closes"].min()  # who left before anybody was seen to leave is not here
    since = min(seen, found.begins) if pd.notna(seen) else found.begins
    end = lives["left"].fillna(found.end)
    lives = lives.assign(
        stayed=(end - lives["opened"]).dt.days, gone=lives["left"].notna(),
        entered=(since - lives["opened"]).dt.days.clip(lower=0),
    )  # fmt: skip
    lives = lives[lives["stayed"] > lives["entered"]]
    return {
        str(name): survival.kaplan_meier(
            part["stayed"].to_numpy(), part["gone"].to_numpy(), entered=part["entered"].to_numpy()
        )
        for name, part in lives.groupby(lives["billing_period"].fillna("?"))
        if part["gone"].sum() >= FEWEST
    }  # fmt: skip
