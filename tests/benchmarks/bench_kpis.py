"""Business figures: whether 95 % intervals hold the truth as often as they say, by simulation.

Each rate is tested against its nominal one by a two-sided binomial test at 1 in 1,000. Seeds were
fixed before any result was seen: each world's is its name. Truth is that of all customers whom the
sample is drawn from. A cost per customer won that is counted has no interval, and is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from taller.measurement import estimates, kpis
from taller.measurement.estimates import generator
from taller.measurement.trials.compare import compare
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import Moments
from taller.phase import Estimate
from tests.benchmarks.bench_uplift import Rate

SEED, TRIALS = 16, 1000

Told = dict[str, tuple[Estimate | None, float]]
"""What is told of each figure, and what is true."""


def _visitors(rng: np.random.Generator) -> Told:
    """3 % of 1,000 visitors buy; of 200 customers 85 % stay."""
    stayed = rng.random(200) < 0.85
    return {
        "conversion": (kpis.conversion(rng.random(1000) < 0.03), 0.03),
        "retention": (kpis.retention(stayed), 0.85),
        "logo_churn": (kpis.logo_churn(stayed), 0.15),
    }


def _margins(rng: np.random.Generator) -> Told:
    """Margin of 500 customers: three in ten buy, amounts are lognormal; one cost 8 to win."""
    margins = (rng.random(500) < 0.3) * rng.lognormal(3, 1, 500)
    value, true = kpis.ltv(margins, rng), 0.3 * np.exp(3.5)
    return {"ltv": (value, true), "ltv_to_cac": (value and kpis.ltv_to_cac(value, 8.0), true / 8)}


def _campaign(rng: np.random.Generator) -> Told:
    """What a trial shows a campaign to add: 1,000 users an arm, 10 % of them buy, 12 % with it."""
    sold = [(rng.random(1000) < share) * rng.lognormal(3, 0.8, 1000) for share in (0.10, 0.12)]
    arms = {name: Moments.of(arm[:, None], ["v"]) for name, arm in zip("ab", sold, strict=True)}
    (found,) = compare(arms, [Metric(key="sales", column="v", unit="money")], control="a")
    more = found.difference
    if more is None:
        return {}
    gain = more.model_copy(update={e: 1000 * getattr(more, e) for e in ("value", "low", "high")})
    true = 1000 * 0.02 * np.exp(3.32)
    return {"roas": (kpis.roas(gain, 100.0), true / 100),
            "roi": (kpis.roi(gain, 100.0), true / 100 - 1)}  # fmt: skip


def _subscriptions(rng: np.random.Generator) -> Told:
    """200 accounts of very different revenue: 8 % leave, one in five pays more, one in ten less."""
    before = rng.lognormal(5, 1, 200)
    by = np.select([(lot := rng.random(200)) < 0.08, lot < 0.28, lot < 0.38],
                   [0.0, 1.3, 0.7], 1.0)  # fmt: skip
    how = (before, before * by, rng)
    kept = 0.92 - 0.10 * 0.3
    return {
        "gross_retention": (kpis.gross_retention(*how), kept),
        "net_retention": (kpis.net_retention(*how), kept + 0.20 * 0.3),
        "revenue_churn": (kpis.revenue_churn(*how), 1 - kept),
    }


def _usage(rng: np.random.Generator) -> Told:
    """300 people, each as eager as they are, on 20 of 30 days, and of 12 functions."""
    eager = rng.beta(1, 3, 300)
    days, used = rng.binomial(20, eager), rng.random((300, 12)) < eager[:, None]
    # Active at all: 1 less E (1 - eager)^20, of a beta 3 / 23.
    return {
        "stickiness": (kpis.stickiness(days, 30, rng), 20 / 30 * 0.25 / (1 - 3 / 23)),
        "feature_breadth": (kpis.feature_breadth(used, rng), 0.25),
    }


def _accounts(rng: np.random.Generator) -> Told:
    """The same by account, as the case of subscriptions has it: 150, of very different size."""
    users = np.ceil(rng.lognormal(2.5, 0.8, 150))
    level = rng.beta(4, 12, 150)
    days = rng.binomial((28 * users).astype(int), level) / 28
    return {"stickiness of accounts": (estimates.studentised_ratio(days, users, rng), 0.25)}


def _payback(rng: np.random.Generator) -> Told:
    """What 300 customers bring in twelve months, each as long as they stay: 30 after 4.14 months.

    Of 10 a month 9 in 10 stay: 30 is reached when (1 - .9^m) / .1 * 10 is, whole months in steps.
    """
    stays = rng.geometric(0.1, (300, 1)) > np.arange(12)
    monthly = stays * rng.gamma(0.5, 20, (300, 12))
    sums = 10 * (1 - 0.9 ** np.arange(1, 13)) / 0.1
    month = int((sums >= 30).argmax())
    return {"payback": (kpis.payback(monthly, 30.0, rng),
                        month + (30 - sums[month - 1]) / (10 * 0.9**month))}  # fmt: skip


WORLDS: dict[str, Callable[[np.random.Generator], Told]] = {
    "visitors": _visitors, "margins": _margins, "a campaign's trial": _campaign,
    "subscriptions": _subscriptions, "usage": _usage, "accounts": _accounts, "payback": _payback,
}  # fmt: skip


@cache
def rates(world: str, trials: int = TRIALS) -> dict[str, Rate]:
    """How often each interval of a world holds the truth, where it is told."""
    rng, held = generator(SEED, "kpis", world), {}
    for _trial in range(trials):
        for name, (found, true) in WORLDS[world](rng).items():
            if found is not None:
                held.setdefault(name, []).append(found.low <= true <= found.high)
    return {name: Rate(sum(each), len(each)) for name, each in held.items()}


def figures() -> Iterator[dict[str, Any]]:
    """Rates of every figure that has an interval."""
    for world in WORLDS:
        for name, rate in rates(world).items():
            yield {
                "name": f"{name}: {world} ({rate.trials:,} trials)", "unit": "%",
                "value": 100 * rate.held / rate.trials, "target": "95 %", "met": rate.met(),
            }  # fmt: skip
