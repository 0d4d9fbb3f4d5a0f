"""The plan: one action at most for each account, so that the expected profit is largest.

An integer programme: what is spent stays within the budget, each action within its capacity; only
accounts that agreed to be written to and were not written to lately take part, with actions that
are expected to bring more than they cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.cases.saas_b2b.features import Gathered
from taller.cases.saas_b2b.model.churn import Foreseen
from taller.cases.saas_b2b.model.effects import Effects, by_risk, worth
from taller.cases.saas_b2b.params import Action, Params
from taller.measurement.estimates import generator

GAP = 1e-4  # of the best plan's profit, at which the search ends


@dataclass(frozen=True)
class Plan:
    """Who gets what.

    Attributes
    ----------
    rows : by account chosen: ``action``, ``effect``, ``worth``, ``cost``, ``profit``, ``risk``,
        ``held`` (left out by lot)
    left : how many accounts each limit leaves out, by limit
    by_risk : account: action, had the highest risks got the same actions as many times; empty
        where risks cannot be told
    """

    rows: pd.DataFrame
    left: Mapping[str, int]
    by_risk: Mapping[str, str]
    actions: tuple[Action, ...]

    @property
    def cost(self) -> float:
        """What it costs those who are not left out by lot."""
        return float(self.rows.loc[~self.rows["held"], "cost"].sum())


def plan(found: Gathered, risk: Foreseen, effects: Effects, p: Params, seed: int) -> Plan:
    """Choose account and action, and draw the hold-out."""
    today = found.end + pd.Timedelta(days=1)
    frame = found.at(today)
    agreed, rested = _agreed(frame, p), ~frame.index.isin(_lately(found, today, p))
    left = {"accounts": len(frame), "consent": int((~agreed).sum()),
            "rest": int((agreed & ~rested).sum())}  # fmt: skip
    free = frame.index[agreed & rested]
    actions = {e.action.key: e.action for e in effects.used}
    value = worth(found, today, p)
    gains = effects.predicted.reindex(columns=list(actions)).loc[free].mul(value.loc[free], axis=0)
    profit = gains - pd.Series({key: a.cost for key, a in actions.items()}, dtype=float)
    told = solved(profit, actions, p.budget)
    left["unprofitable"] = int((profit.max(axis=1) <= 0).sum()) if len(actions) else len(free)
    left["budget"] = len(free) - left["unprofitable"] - len(told)
    rows = pd.DataFrame({"action": told}, index=pd.Index(list(told), name="account_id"))
    rows["action"] = rows["action"].astype(object)
    place = effects.predicted.index.get_indexer(rows.index)
    given = effects.predicted.columns.get_indexer(rows["action"])
    rows["effect"] = effects.predicted.to_numpy(float)[place, given]
    rows["worth"] = value.reindex(rows.index).astype(float)
    prices = {key: each.cost for key, each in actions.items()}
    rows["cost"] = rows["action"].map(prices).astype(float)
    rows["profit"] = rows["effect"] * rows["worth"] - rows["cost"]
    rows["risk"] = risk.today.reindex(rows.index).astype(float)
    lot = generator(seed, "saas", "holdout").permutation(len(rows))
    rows["held"] = lot < round(p.holdout * len(rows))
    risks = risk.today.loc[free if not risk.reason else free[:0]]
    instead = by_risk(risks, rows["action"], effects.effects)
    return Plan(rows, left, instead.to_dict(), tuple(actions.values()))


def solved(profit: pd.DataFrame, actions: Mapping[str, Action], budget: float) -> dict[str, str]:
    """The action of each account in the best plan; accounts that get none are not named.

    >>> profit = pd.DataFrame({"call": [90.0, 40.0], "mail": [30.0, 35.0]}, index=["a", "b"])
    >>> acts = {"call": Action(key="call", cost=50), "mail": Action(key="mail", cost=1)}
    >>> solved(profit, acts, budget=60), solved(profit, acts, budget=0)
    ({'a': 'call', 'b': 'mail'}, {})
    """
    from ortools.linear_solver import pywraplp

    gains = profit.T.stack()  # action by action
    gains = gains[gains > 0]
    if not len(gains):
        return {}
    pairs = [(account, action) for action, account in gains.index]
    solver = pywraplp.Solver.CreateSolver("SCIP")
    chosen = [solver.BoolVar("") for _ in pairs]
    for index in (0, 1):
        groups: dict[str, list[int]] = {}
        for place, pair in enumerate(pairs):
            groups.setdefault(pair[index], []).append(place)
        for name, places in groups.items():
            most = 1 if index == 0 else actions[name].capacity
            if most is not None and len(places) > most:
                solver.Add(solver.Sum([chosen[place] for place in places]) <= most)
    spent = [actions[action].cost * x for (_account, action), x in zip(pairs, chosen, strict=True)]
    solver.Add(solver.Sum(spent) <= budget)
    gained = [gain * x for gain, x in zip(gains.tolist(), chosen, strict=True)]
    solver.Maximize(solver.Sum(gained))
    how = pywraplp.MPSolverParameters()
    how.SetDoubleParam(how.RELATIVE_MIP_GAP, GAP)
    solver.Solve(how)
    return {
        str(account): str(action)
        for (account, action), x in zip(pairs, chosen, strict=True)
        if x.solution_value() > 0.5
    }


def _agreed(frame: pd.DataFrame, p: Params) -> np.ndarray:
    said = frame["accepts_marketing"].astype("object")
    nothing = said.isna().to_numpy()
    agreed = np.array([value is not None and value == True for value in said])  # noqa: E712
    return agreed | (nothing & (p.consent == "assumed"))


def _lately(found: Gathered, today: pd.Timestamp, p: Params) -> set[str]:
    """Accounts that were written to within the days of rest."""
    if not found.tables.has("campaigns"):
        return set()
    rows = found.tables.campaigns
    since = (today - pd.Timedelta(days=p.rest_days)).to_pydatetime()
    rows = rows.filter(rows.event_timestamp >= since, rows.action != p.control)
    return set(rows.account_id.to_pandas())
