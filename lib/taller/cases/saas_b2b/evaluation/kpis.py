"""The business as it stands: revenue, who left, what is used; each by its one definition."""

from __future__ import annotations

import pandas as pd

from taller.cases.saas_b2b.features import WINDOW, Gathered
from taller.cases.saas_b2b.messages import say
from taller.measurement import estimates, kpis
from taller.phase import Estimate

BACK = 90  # days over which accounts and revenue are followed


def measures(found: Gathered, seed: int) -> dict[str, Estimate]:
    """Key figure: what it is today."""
    today = found.end + pd.Timedelta(days=1)
    now, then = found.at(today), today - pd.Timedelta(days=BACK)
    spent = now["mrr"].sum() * 12
    rng = estimates.generator(seed, "saas", "kpis")
    told: dict[str, Estimate | None] = {
        "arr": Estimate.exact(float(spent), unit="money", n=len(now), method=say("method.counted")),
        "accounts": _count(len(now)), "seats": _count(float(now["seats"].sum())),
    }  # fmt: skip
    was = found._paid(then).join(found.accounts["left"], how="inner")
    if len(was) > 1:
        stayed = ~(was["left"] <= today).to_numpy()
        after = (now["mrr"].reindex(was.index).fillna(0.0)).to_numpy()
        before = was["mrr"].to_numpy()
        told |= {
            "logo_churn": kpis.logo_churn(stayed),
            "gross_retention": kpis.gross_retention(before, after, rng),
            "net_retention": kpis.net_retention(before, after, rng),
        }
    people, offered = _people(found, today)
    if len(people) > 1:  # the people of an account go together
        told["stickiness"] = estimates.studentised_ratio(
            people["days"] / WINDOW, people["users"], rng, within=(0, 1)
        )
        if offered:
            told["feature_breadth"] = estimates.studentised_ratio(
                people["functions"] / offered, people["users"], rng, within=(0, 1)
            )
    return {key: each for key, each in told.items() if each is not None}


def _count(value: float) -> Estimate:
    return Estimate.exact(float(value), unit="count", n=int(value), method=say("method.counted"))


def _people(found: Gathered, today: pd.Timestamp) -> tuple[pd.DataFrame, int]:
    """Users, days and functions of each account in the last days, and the functions there are."""
    usage = found.tables.usage
    since = (today - pd.Timedelta(days=WINDOW)).to_pydatetime()
    late = usage.filter(usage.event_timestamp >= since, usage.user_id.notnull())
    late = late.filter(late.account_id.notnull())
    each = late.group_by("account_id", "user_id").aggregate(
        days=late.event_timestamp.date().nunique(), functions=late.feature.nunique()
    )
    sums = each.group_by("account_id").aggregate(
        users=each.count(), days=each.days.sum(), functions=each.functions.sum()
    )
    people = sums.order_by("account_id").to_pandas().set_index("account_id").astype(float)
    return people, int(usage.feature.nunique().execute() or 0)
