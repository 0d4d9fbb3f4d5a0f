"""What each action changed in an earlier campaign drawn by lot, and for whom.

Every account's effect is a shrunk one: the mean effect, and of the differences that the learner
sees as much as accounts it did not learn from bear out (the slope of the best linear predictor).
Where such accounts do not show that differences are there at all, all have the mean effect; where
that is not shown to help either, by three standard errors, the action is not used.

References
----------
Chernozhukov, Demirer, Duflo, Fernández-Val (2018), "Generic machine learning inference on
heterogeneous treatment effects": the best linear predictor of effects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from taller.cases.saas_b2b.features import Gathered
from taller.cases.saas_b2b.messages import say
from taller.cases.saas_b2b.params import Action, Params
from taller.development.classification.model.models import Logistic
from taller.measurement import estimates, uplift
from taller.measurement.trials.balance import Balance, balance
from taller.measurement.trials.compare import Comparison, compare
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import by_arm
from taller.phase import Estimate

KEPT = Metric(key="kept", kind="share", column="kept", unit="share", role="primary")
LEAST = 50  # accounts of an arm
ALPHA = 0.05
Use = Literal["each", "all", "none"]


@dataclass(frozen=True)
class Effect:
    """One action's effect.

    Attributes
    ----------
    use : by the account (``each``), the same for all, or not at all
    gain : what telling accounts apart adds; None where it could not be asked
    """

    action: Action
    accounts: int
    kept: Comparison
    use: Use
    p: float
    slope: float
    middle: float

    @property
    def verdict(self) -> str:
        """What is done with it; ``beside`` where its interval lies above 0, yet not by enough."""
        found = self.kept.difference
        near = self.use == "none" and found is not None and estimates.beside(found) == "above"
        return "beside" if near else self.use


@dataclass(frozen=True)
class Effects:
    """What an earlier campaign tells.

    Attributes
    ----------
    reason : why it tells nothing, where it does not
    unpriced : actions of which nobody said what they cost, which count as free
    predicted : (accounts of today, actions) what each action adds to the chance to stay
    by_effect, by_risk : worth, per account, of telling actions by effect, or of giving the highest
        risks the same actions as many times, as the earlier campaign's own lot shows
    """

    campaign: str
    day: pd.Timestamp | None
    effects: tuple[Effect, ...]
    balance: Balance | None
    predicted: pd.DataFrame
    by_effect: Estimate | None = None
    by_risk: Estimate | None = None
    reason: str = ""
    unpriced: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[Effect, ...]:
        """The actions that are shown to be worth something to somebody."""
        return tuple(each for each in self.effects if each.use != "none")


def learn(found: Gathered, p: Params, seed: int) -> Effects:
    """Learn the effects; where no campaign was drawn by lot, say so."""
    today = found.end + pd.Timedelta(days=1)
    current = found.features(today)
    rows, name, reason = _drawn(found, p)
    nothing = pd.DataFrame(index=current.index)
    if rows is None:
        return Effects(name, None, (), None, nothing, reason=reason)
    day = rows["event_timestamp"].iloc[0].normalize()
    if not found.watched(day, p.horizon_days):
        reason = say("no-effects.window", campaign=name, days=p.horizon_days)
        return Effects(name, day, (), None, nothing, reason=reason)
    described = found.features(day)
    arm = rows.set_index("account_id")["action"].reindex(described.index)
    seen = pd.DataFrame({
        "arm": arm, "kept": found.stays(day, p.horizon_days).astype(float),
        "value": worth(found, day, p),
    })[arm.notna()]  # fmt: skip
    actions = _actions(rows, p)
    if not actions:
        log = sorted(set(rows["action"].astype(str)) - {p.control})
        reason = say("no-effects.actions", campaign=name, actions=log)
        return Effects(name, day, (), None, nothing, reason=reason)
    seen = seen[seen["arm"].isin([p.control, *(a.key for a in actions)])]
    held = balance(seen["arm"].value_counts().to_dict())
    least = int(seen["arm"].value_counts().min())
    if not held.holds or least < LEAST:
        reason = say("no-effects.lot", campaign=name)
        if held.holds:
            reason = say("no-effects.few", campaign=name, fewest=LEAST, least=least)
        return Effects(name, day, (), held, nothing, reason=reason)
    done = rows.groupby("action")["cost"].count()
    free = () if p.actions else tuple(a.key for a in actions if not done[a.key])
    made = _learned(described, seen, current, actions, (name, day, held, seed, p))
    return replace(made, unpriced=free)


def _learned(
    described: pd.DataFrame, seen: pd.DataFrame, current: pd.DataFrame, actions: list[Action],
    told: tuple,
) -> Effects:  # fmt: skip
    name, day, held, seed, p = told
    rows = described.loc[seen.index]
    asked = {"control": p.control, "seed": seed}
    scores = uplift.fit_uplift(rows, seen["arm"], seen["kept"], **asked)
    fresh = uplift.train_uplift(rows, seen["arm"], seen["kept"], **asked).predict(current)
    kept = {c.arm: c for c in compare(by_arm(seen, ["kept"]), [KEPT], control=p.control)}
    effects, predicted, judged = [], {}, {}
    for action in actions:
        one = _effect(action, scores[action.key], seen, kept[action.key], p, len(actions))
        effects.append(one)
        predicted[action.key] = _shrunk(fresh[action.key], scores[action.key], one)
        judged[action.key] = _shrunk(scores[action.key], scores[action.key], one)
    costs = {action.key: action.cost for action in actions}
    money, judged = seen["kept"] * seen["value"], pd.DataFrame(judged)
    best = uplift.best_arm(judged.mul(seen["value"], axis=0), control=p.control, costs=costs)
    known = np.array([each is not None for each in best])
    how = {"costs": costs, "against": p.control, "unit": "money"}
    by_effect = risky = None
    if (known & (best != p.control)).any():
        chance = _risks(rows, seen, p.control)
        base = dict.fromkeys([p.control, *costs], (1 - chance) * seen["value"])
        how["predicted"] = pd.DataFrame(base)
        by_effect = uplift.policy_value(best, seen["arm"], money, **how)
        treats = pd.Series(best, index=rows.index, dtype=object)[known & (best != p.control)]
        highest = by_risk(pd.Series(chance, index=rows.index)[known], treats, effects)
        told = np.where(known, highest.reindex(rows.index).fillna(p.control), None)
        risky = uplift.policy_value(told, seen["arm"], money, **how)
    return Effects(name, day, tuple(effects), held, pd.DataFrame(predicted), by_effect, risky)


def by_risk(risk: pd.Series, given: pd.Series, effects: Sequence[Effect]) -> pd.Series:
    """Account: action, had the highest risks got the same actions as many times.

    The money spent, the accounts treated and each action's number are thus those of the choice it
    is compared with. Those at highest risk get what did best on average.

    Parameters
    ----------
    risk : by account that may be treated
    given : actions of the choice it is compared with, by account
    """
    middle = {each.action.key: each.middle for each in effects}
    actions = sorted(given, key=lambda key: middle[key], reverse=True)
    first = risk.sort_values(ascending=False, kind="stable").index[: len(actions)]
    return pd.Series(actions[: len(first)], index=first, dtype=object)


def _risks(rows: pd.DataFrame, seen: pd.DataFrame, control: str) -> np.ndarray:
    """Chance that each account of the campaign leaves untreated, by a model of other accounts."""
    part = pd.util.hash_array(rows.index.to_numpy(dtype=object)) % 2
    chance, free = np.empty(len(rows)), (seen["arm"] == control).to_numpy()
    for own in (0, 1):
        learned = free & (part != own)
        model = Logistic().fit(rows[learned], 1 - seen["kept"].to_numpy()[learned])
        chance[part == own] = model.predict(rows[part == own])
    return chance


def _effect(
    action: Action, score: pd.Series, seen: pd.DataFrame, kept: Comparison, p: Params, several: int
) -> Effect:
    """One action: does it help on average, and do accounts differ in it?"""
    two = uplift.pair(score.to_frame(), seen["arm"], seen["kept"], treatment=action.key,
                      control=p.control)  # fmt: skip
    told = uplift.heterogeneity(*two, alpha=ALPHA / several, unit="share")
    ranked, treated, stayed = (each[np.isfinite(two[0])] for each in two)
    lot = treated - treated.mean()
    design = np.c_[np.ones(len(lot)), ranked - ranked.mean(), lot, lot * (ranked - ranked.mean())]
    slope = float(np.linalg.lstsq(design, stayed, rcond=None)[0][3])
    middle = kept.difference.value if kept.difference else 0.0
    helps = kept.difference is not None and estimates.above(kept.difference)
    use: Use = "all" if helps else "none"
    if told.verdict == "detected":
        use = "each"
    n = int((seen["arm"] == action.key).sum())
    return Effect(action, n, kept, use, told.p, min(max(slope, 0.0), 1.0), middle)


def _shrunk(score: pd.Series, judged: pd.Series, effect: Effect) -> pd.Series:
    """Effects as they may be believed."""
    if effect.use == "none":
        return score * 0.0 - 1.0  # never worth its cost
    if effect.use == "all":
        return score * 0.0 + effect.middle
    return effect.middle + effect.slope * (score - judged.mean())


def worth(found: Gathered, day: pd.Timestamp, p: Params) -> pd.Series:
    """What keeping each account is worth: so many months of its revenue, times the margin."""
    return found.at(day)["mrr"] * p.value_months * p.margin


def _drawn(found: Gathered, p: Params) -> tuple[pd.DataFrame | None, str, str]:
    """The rows of the earlier campaign that had a control; else why there are none."""
    if not found.tables.has("campaigns"):
        return None, "", say("no-effects.table")
    rows = found.tables.campaigns.to_pandas()
    rows = rows[rows["campaign"] != p.campaign]
    left_out = rows[rows["action"] == p.control].groupby("campaign")["account_id"].nunique()
    name = p.experiment or (str(left_out.idxmax()) if len(left_out) else "")
    if name not in left_out.index:
        return None, name, say("no-effects.control", control=p.control, campaign=name or None)
    chosen = rows[rows["campaign"] == name].drop_duplicates("account_id")
    return chosen.assign(event_timestamp=pd.to_datetime(chosen["event_timestamp"])), name, ""


def _actions(rows: pd.DataFrame, p: Params) -> list[Action]:
    """What can be done: as the file says, else as the earlier campaign did it."""
    done = rows[rows["action"] != p.control]
    if p.actions:
        return [action for action in p.actions if action.key in set(done["action"])]
    cost = done.assign(cost=done["cost"].astype(float)).groupby("action")["cost"].mean().fillna(0)
    return [Action(key=str(key), cost=float(each)) for key, each in cost.items()]
