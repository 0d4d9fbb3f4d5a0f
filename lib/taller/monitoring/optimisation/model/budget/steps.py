"""The steps of the notebook: the best mix, next quarter, other totals, the next trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.errors import InputError
from taller.monitoring.optimisation.model.budget import frontier as totals
from taller.monitoring.optimisation.model.budget import plan, trials

if TYPE_CHECKING:
    from taller.monitoring.optimisation.model.budget.frontier import Frontier
    from taller.monitoring.optimisation.model.budget.plan import Asked, Curves, Plan
    from taller.monitoring.optimisation.model.budget.trials import Trials
    from taller.monitoring.optimisation.model.response import Response
    from taller.monitoring.optimisation.params import Params

RECENT = 52  # weeks by which a channel's spend is shared over regions


def allocate(response: Response, p: Params) -> Plan | None:
    """The mix that earns most at today's total; None where no curves bear one.

    Where limits rule out today's total but not the client's own, it is the best mix at that.

    Raises
    ------
    InputError
        If the limits name unknown channels, or contradict each other.
    """
    if response.curves is None:
        return None
    made = asked(response, p, response.curves)
    today = tuple(made.as_today * share for share in made.lengths)
    if made.totals == today:
        return plan.make(made)
    plan.best_levels(made, made.totals)  # raises where the client's own limits contradict
    try:
        return plan.make(made, today)
    except InputError:
        return plan.make(made)


def next_quarter(response: Response, shares: Plan | None, p: Params) -> Plan | None:
    """What to spend by channel and week: the best mix, or one near today's if none is shown better.

    Parameters
    ----------
    shares : what `allocate` found
    """
    if shares is None or response.curves is None:
        return None
    made = shares.asked
    if shares.claimed and np.isclose(shares.total, sum(made.totals)) and len(made.totals) == 1:
        return shares
    return plan.make(made, best=shares.claimed)


def frontier(response: Response, p: Params) -> Frontier | None:
    """The best mix at each of several totals; None where no curves bear one."""
    if response.curves is None:
        return None
    return totals.along(asked(response, p, response.curves))


def next_experiment(response: Response, p: Params, seed: int) -> Trials | None:
    """The trial in regions whose result would be worth most; None where there is no panel.

    It is thought through on curves that bear no budget, too: there it would tell most. Where spend
    is not told by region, each channel's is taken to be shared over regions as sales are. Accounts
    that began are too few to be told by region.
    """
    if response.media is None or response.fit is None or response.of == "accounts":
        return None
    panel, curves = response.fit.panel, response.curves or response.fit.curves()
    unclear = None
    if response.curves is None:
        apart = [each.channel for each in response.fit.told if each.verdict == "not_told_apart"]
        unclear = apart or list(curves.channels)
    made, by_region = asked(response, p, curves), response.media.by_region
    if by_region is not None:
        sold = by_region[-RECENT:].sum().to_numpy()
        shares = np.repeat(sold[:, None] / sold.sum(), len(curves.channels), axis=1)
        return trials.think(made, by_region, shares, seed, unclear=unclear, assumed=True)
    sales = pd.DataFrame(panel.sales.T, index=pd.DatetimeIndex(panel.weeks),
                         columns=[str(name) for name in panel.regions])  # fmt: skip
    spent = panel.spend[:, -RECENT:].sum(axis=1)
    shares = spent / np.maximum(spent.sum(axis=0), 1e-12)
    return trials.think(made, sales, shares, seed, unclear=unclear)


def asked(response: Response, p: Params, curves: Curves) -> Asked:
    """What a plan is made of."""
    length = p.budget.length(p.weeks)
    days = tuple(pd.Timestamp(day).date() for day in curves.weeks(length))
    spent = response.fit.panel.spend.sum(axis=0)
    margin = response.margin
    return plan.Asked(curves, p.budget, days, spent, margin or 1.0, margin is not None,
                      response.of)  # fmt: skip
