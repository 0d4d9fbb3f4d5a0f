"""What the campaign did to those who got it, beside those whom the lot left out.

On simulated data the plan is played and its truth is known; else the client's own log of the
campaign is read, once the horizon has passed. The account is what the lot was drawn for, so that
its people count together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from taller.cases.saas_b2b.features import Gathered, heaviest
from taller.cases.saas_b2b.model.churn import Foreseen
from taller.cases.saas_b2b.model.effects import worth
from taller.cases.saas_b2b.model.plan import Plan
from taller.cases.saas_b2b.params import Params
from taller.measurement import estimates, kpis
from taller.measurement.trials.balance import Balance, balance
from taller.measurement.trials.compare import Comparison, compare
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import by_arm
from taller.measurement.trials.shrunk import promise
from taller.phase import Estimate

if TYPE_CHECKING:
    from taller.data.settings.sources import SaasPlatformSettings
    from taller.data.simulators.saas_platform.trial import Played as Simulated

TREATED, HELD = "treated", "held"
METRICS = (
    Metric(key="churn", kind="share", column="gone", unit="share", better="down",
           covariate="risk"),
    Metric(key="engagement", kind="ratio", column="days", per="seats", unit="number",
           covariate="days_before", covariate_per="seats"),
    Metric(key="retention", kind="ratio", column="mrr_after", per="mrr", unit="share"),
    Metric(key="money", kind="mean", column="money", unit="money", role="primary",
           covariate="money_before"),
)  # fmt: skip
FEWEST = 10  # of each side
TYPICAL = 0.05  # standard deviation of the relative changes that campaigns truly make, assumed


@dataclass(frozen=True)
class Trial:
    """What was measured.

    Attributes
    ----------
    found : metric: the treated against those left out
    gain : what those treated brought more, in all; roi : profit over what it cost
    expected : the profit of such a campaign again: what was measured, shrunk for having won
    truth : figure: what only the simulator knows; empty on a client's own data
    heaviest : share of the trial's revenue that one account holds; None where none holds much
    priced : whether it is known what it cost
    """

    source: Literal["simulated", "log", "none"]
    found: Mapping[str, Comparison] = field(default_factory=dict)
    treated: int = 0
    held: int = 0
    cost: float = 0.0
    gain: Estimate | None = None
    profit: Estimate | None = None
    roi: Estimate | None = None
    expected: Estimate | None = None
    lot: Balance | None = None
    truth: Mapping[str, float] = field(default_factory=dict)
    heaviest: float | None = None
    priced: bool = True


def play(
    found: Gathered, risk: Foreseen, made: Plan, p: Params, *,
    settings: SaasPlatformSettings | None = None, seed: int = 0,
) -> Trial:  # fmt: skip
    """Play the plan in the simulator, or read the client's log of the campaign.

    Parameters
    ----------
    settings : of the simulated platform; None for a client's own data
    """
    if settings is None:
        rows = _logged(found, risk, p)
        return Trial("none") if rows is None else _measured(rows, "log", {}, p)
    if len(made.rows) < 2 * FEWEST:
        return Trial("none")
    from taller.data.simulators.saas_platform import trial

    whole = made.rows["action"].to_dict()
    given = made.rows.loc[~made.rows["held"], "action"].to_dict()
    plays = {key: trial.play(settings, seed, who)
             for key, who in (("given", given), ("whole", whole), ("none", {}),
                              ("risk", made.by_risk))}  # fmt: skip
    today = found.end + pd.Timedelta(days=1)
    rows = _frame(found, risk, today, made.rows.index, p)
    rows["arm"] = np.where(made.rows["held"], HELD, TREATED)
    rows["cost"] = made.rows["cost"]
    followed = plays["given"].accounts["kept"].reindex(rows.index).fillna(False)
    rows["gone"] = 1.0 - followed.astype(float)
    rows["days"] = _days(plays["given"], rows.index)
    return _measured(rows, "simulated", _truth(plays, made, rows, worth(found, today, p)), p)


def _logged(found: Gathered, risk: Foreseen, p: Params) -> pd.DataFrame | None:
    """The client's own log of the campaign, once its horizon has passed; else None."""
    if not found.tables.has("campaigns"):
        return None
    table = found.tables.campaigns
    log = table.filter(table.campaign == p.campaign).to_pandas().drop_duplicates("account_id")
    if not len(log):
        return None
    day = pd.to_datetime(log["event_timestamp"]).min().normalize()
    if not found.watched(day, p.horizon_days):
        return None
    log = log.set_index("account_id")
    rows = _frame(found, risk, day, found.at(day).index.intersection(log.index), p)
    log = log.loc[rows.index]
    rows["arm"] = np.where(log["action"] == p.control, HELD, TREATED)
    rows["cost"] = log["cost"].astype(float)
    stays = pd.Series(found.stays(day, p.horizon_days), index=found.at(day).index)
    rows["gone"] = 1.0 - stays.loc[rows.index].astype(float)
    after = found._used(day + pd.Timedelta(days=p.horizon_days))["days"]
    rows["days"] = after.reindex(rows.index).fillna(0.0)
    return rows


def _frame(
    found: Gathered, risk: Foreseen, day: pd.Timestamp, index: pd.Index, p: Params
) -> pd.DataFrame:
    """What was known of accounts before the lot was drawn."""
    at = found.at(day).loc[index]
    chance = pd.Series(risk.model.predict(found.features(day).loc[index]), index=index)
    value = worth(found, day, p).loc[index]
    return pd.DataFrame({
        "seats": at["seats"].clip(lower=1), "days_before": at["days"], "mrr": at["mrr"],
        "risk": chance, "worth": value, "money_before": (1 - chance) * value,
    })  # fmt: skip


def _measured(
    rows: pd.DataFrame, source: Literal["simulated", "log"], truth: Mapping[str, float], p: Params
) -> Trial:
    """The metrics, the money they come to, and whether the lot is whole."""
    rows["mrr_after"] = rows["mrr"] * (1 - rows["gone"])
    rows["money"] = rows["worth"] * (1 - rows["gone"])
    columns = list(dict.fromkeys(c for metric in METRICS for c in metric.columns))
    told = {one.metric: one for one in compare(by_arm(rows, columns), METRICS, control=HELD)}
    treated = int((rows["arm"] == TREATED).sum())
    paid = rows.loc[rows["arm"] == TREATED, "cost"]
    cost = float(paid.sum())
    each = told["money"].difference if "money" in told else None
    gain = profit = roi = expected = None
    if each is not None:
        gain = estimates.scaled(each, treated)
        profit = estimates.scaled(each, treated, less=cost)
        roi = kpis.roi(gain, cost)
        expected = _again(told["money"].lift, gain, cost)
    held = len(rows) - treated
    shares = {TREATED: 1 - p.holdout, HELD: p.holdout}
    lot = balance({TREATED: treated, HELD: held}, shares) if source == "log" else None
    return Trial(source, told, treated, held, cost, gain, profit, roi, expected, lot, truth,
                 heaviest(rows["mrr"]), bool(paid.notna().any()))  # fmt: skip


def _again(lift: Estimate | None, gain: Estimate, cost: float) -> Estimate | None:
    """What such a campaign is to be expected to earn again, by the lift shrunk for having won."""
    if lift is None or not lift.value:
        return None
    made = promise(lift, TYPICAL).expected
    return estimates.scaled(made, gain.value / lift.value, less=cost, unit=gain.unit)


def _days(played: Simulated, index: pd.Index) -> pd.Series:
    return played.users.groupby("account_id")["active_days"].sum().reindex(index).fillna(0.0)


def _truth(
    plays: Mapping[str, Simulated], made: Plan, rows: pd.DataFrame, value: pd.Series
) -> dict[str, float]:
    """What the plan truly does, had everybody chosen got it and had nobody."""
    all_, none = (plays[key].accounts.loc[rows.index] for key in ("whole", "none"))
    stay, without = all_["chance"], all_["chance_none"]
    given, mrr = (rows["arm"] == TREATED).to_numpy(), rows["mrr"]
    more = (stay - without) * rows["worth"]
    gain, cost = float(more[given].sum()), float(rows.loc[given, "cost"].sum())
    risk = plays["risk"].accounts.loc[list(made.by_risk)]
    by_risk = (risk["chance"] - risk["chance_none"]) * value.reindex(risk.index)
    days = {key: _days(plays[key], rows.index).sum() for key in ("whole", "none")}
    risky = {"profit_risk": float(by_risk.sum() - rows["cost"].sum())} if made.by_risk else {}
    return risky | {
        "churn": float((1 - stay).sum() / (1 - without).sum() - 1),
        "engagement": float(days["whole"] / max(days["none"], 1) - 1),
        "retention": float((stay * mrr).sum() / (without * mrr).sum() - 1),
        "profit": gain - cost,
        "roi": (gain - cost) / cost if cost else float("nan"),
        "profit_whole": float(more.sum() - rows["cost"].sum()),
        "none_kept": float(none["chance"].mean()),
    }
