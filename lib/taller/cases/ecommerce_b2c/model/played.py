"""The trial's log: played in the simulator, where the truth is known; or the client's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from taller.cases.ecommerce_b2c import features
from taller.cases.ecommerce_b2c.features import Known
from taller.cases.ecommerce_b2c.params import Params
from taller.data.propose.words.vocabulary import listed
from taller.data.propose.words.words import split
from taller.looked import Looked

if TYPE_CHECKING:
    from taller.data.tables import Tables

PLAYS = 1_000_000  # visits over which the truth is averaged
KEYS = {"conversion": ("bought",), "ltv": ("margin",), "cac": ("newcomer", "bought"),
        "sold_out": ("sold_out", "units")}  # fmt: skip
"""Columns of a log that each measure needs."""
CALLED = {
    "margin": listed("margin margen beneficio contribucion contribution"),
    "bought": listed("compro comprador compradores compra converted conversion purchased"),
    "orders": listed("pedidos orders compras purchases"),
    "newcomer": listed("newcomer nuevo nueva nuevos"),
    "units": listed("unidades units"),
    "sold_out": listed("agotado agotada agotados agotadas"),
}
"""Words by which a client's own header says each of them."""


@dataclass(frozen=True)
class Played(Looked):
    """Who was shown what, and what they did.

    Attributes
    ----------
    log : a row per visitor: arm, measures, and what was known of them before; None without a log
    truth : of a simulated trial, by arm what each visitor would do on average under it
    lacking : columns of `KEYS` that the log has not
    why : what is missing where there is no log: ``trial``, ``lists``, ``totals``, which tell of no
        visitor, or ``arms``, where ``arms`` are what it holds instead
    taken : columns that the log lacked and orders told
    late : visitors who came after the trial's end, who are left out
    weeks : that a client's own trial ran, as its log tells; None of a simulated one
    """

    log: pd.DataFrame | None
    truth: dict[str, pd.DataFrame] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    why: str = "trial"
    arms: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    late: int = 0
    weeks: int | None = None


def play(run: Any, client: Known, p: Params) -> Played:
    """The trial in the weeks after the history, or the client's own log of one."""
    if run.tables.simulated and client.lists is None:
        return Played(None, why="lists")  # both arms would be shown the same
    if run.tables.simulated:
        return _simulated(run, client, p)
    if not run.tables.has("trials"):
        return Played(None)
    rows = run.tables.trials
    if p.experiment is not None:
        rows = rows.filter(rows.experiment == p.experiment)
    if not rows.user_id.notnull().any().execute():
        return Played(None, why="totals")
    held = rows.arm.to_pandas().dropna().value_counts().index
    if not {p.control, p.treatment} <= {*held}:
        return Played(None, why="arms", arms=tuple(held))
    rows = rows.filter(rows.arm.isin([p.control, p.treatment]))
    late = 0
    if p.ends_on is not None:
        came = rows.exposed_at.date()
        late = int((came > p.ends_on).sum().fill_null(0).execute())
        rows = rows.filter(came.isnull() | (came <= p.ends_on))
    own = _called(rows.to_pandas())
    told = {*own.columns} | ({"bought"} if "orders" in own.columns else set())
    log = _bought(own, run.tables, p.ends_on)
    needed = dict.fromkeys(column for columns in KEYS.values() for column in columns)
    lacking = tuple(column for column in needed if column not in log)
    taken = tuple(column for column in needed if column in log and column not in told)
    days = _days(log, p)
    made = _described(log, run.tables, client, p, days)
    weeks = max(round(days / 7), 1) if days is not None else None
    return Played(made, lacking=lacking, taken=taken, late=late, weeks=weeks)


def _days(log: pd.DataFrame, p: Params) -> int | None:
    """From the first visitor to the trial's end, or to the last visitor where none is given."""
    if "exposed_at" not in log or log["exposed_at"].isna().all():
        return None
    first, last = log["exposed_at"].min().date(), log["exposed_at"].max().date()
    return ((p.ends_on or last) - first).days + 1


def _called(log: pd.DataFrame) -> pd.DataFrame:
    """The log with its own measures by the names of ours, where one header alone says each."""
    names = {}
    for ours, words in CALLED.items():
        said = [own for own in log.columns if set(split(own)) & words
                and pd.api.types.is_numeric_dtype(log[own])]  # fmt: skip
        if ours not in log and len(said) == 1:
            names[said[0]] = ours
    found = log.rename(columns=names)
    if "bought" in names.values():  # of totals over a visitor's rows, whether any
        found["bought"] = found["bought"] > 0
    return found


def _bought(log: pd.DataFrame, tables: Tables, ends_on: dt.date | None) -> pd.DataFrame:
    """The log with what orders tell of each visitor from when the trial reached them to its end."""
    if "bought" not in log and "orders" in log:
        log = log.assign(bought=log["orders"] > 0)
    if "exposed_at" not in log or log["exposed_at"].isna().any():
        return log
    since = log["exposed_at"].min().normalize()
    bought = features.since(tables, log[["user_id", "exposed_at"]].assign(
        exposed_at=log["exposed_at"].dt.normalize()), ends_on)  # fmt: skip
    if not log["user_id"].isin(bought["user_id"]).any():
        return log  # no visitor of the log is known by that name to the orders
    earlier = features.before(tables, pd.Timestamp.min.date(), since.date())["user_id"]
    found = log[["user_id"]].merge(bought, on="user_id", how="left").set_index(log.index)
    own = {"bought": found["orders"].gt(0), "newcomer": ~log["user_id"].isin(earlier)}
    if "margin" in found:
        own["margin"] = found["margin"].fillna(0.0)
    return log.assign(**{name: of for name, of in own.items() if name not in log})


def _simulated(run: Any, client: Known, p: Params) -> Played:
    from taller.data.simulators.fashion_store.played import trial

    opened = trial.market(
        run.engagement.data, run.seed, weeks=p.weeks, usual=client.best,
        **_history(run.tables),
    )  # fmt: skip
    shown = {p.control: trial.slates(opened), p.treatment: trial.slates(opened, client.lists)}
    log = trial.trial(opened, shown, run.seed, {p.control: 1 - p.share, p.treatment: p.share})
    plays = int(np.clip(PLAYS // max(len(opened.user), 1), 2, 20))
    truth = {arm: trial.truth(opened, slates, run.seed, plays) for arm, slates in shown.items()}
    spend = client.trade.spend
    described = {arm: _costed(found, spend, p) for arm, found in truth.items()}
    return Played(_described(log, run.tables, client, p), described)


def _history(tables: Tables) -> dict[str, Any]:
    orders = tables.orders
    lines = orders.filter(orders.quantity > 0)
    bought = lines.group_by("user_id", "item_id").aggregate(quantity=lines.quantity.sum())
    items = tables.items.select("item_id", "stock").order_by("item_id").to_pandas()
    return {"bought": bought.to_pandas(), "left": items["stock"].to_numpy()}


def _described(
    log: pd.DataFrame, tables: Tables, client: Known, p: Params, days: int | None = None
) -> pd.DataFrame:
    """The log with what was known of each visitor before the trial, and what they cost to win."""
    begins = client.begins
    if "exposed_at" in log and log["exposed_at"].notna().any():
        begins = min(begins, log["exposed_at"].min().date())
    past = features.before(tables, begins - dt.timedelta(days=p.before_days), begins)
    log = log.merge(past, on="user_id", how="left")
    log["days_since"] = (pd.Timestamp(begins) - log.pop("last")).dt.days.astype("float64")
    for column in ("orders_before", "revenue_before"):
        log[column] = log[column].fillna(0.0)
    return _costed(log, client.trade.spend, p, days)


def _costed(
    log: pd.DataFrame, spend: float | None, p: Params, days: int | None = None
) -> pd.DataFrame:
    """With the advertising of these weeks shared over the newcomers, and who of them was won."""
    if "newcomer" not in log or "bought" not in log:
        return log
    new = log["newcomer"].astype(bool)
    each = (spend or 0.0) * (days or p.weeks * 7) / features.YEAR / max(int(new.sum()), 1)
    return log.assign(cost=np.where(new, each, 0.0), won=np.where(new, log["bought"], 0.0))
