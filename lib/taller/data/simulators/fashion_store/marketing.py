"""What brings people to the shop: channels, their daily spend, and what that truly adds.

Spend works with carry-over (geometric adstock) and diminishing returns (a / (a + half)), as in Jin
et al. (2017), "Bayesian methods for media mix modeling with carryover and shape effects". What
advertising adds is told apart from what it is credited with: brand search and retargeting catch
orders that would have come anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators.fashion_store.output import money, picked, repeated
from taller.data.simulators.fashion_store.seasons import Calendar

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Channel:
    """A source, medium and campaign.

    Attributes
    ----------
    catches : weight among the purchases that would have come anyway
    traffic : weight among the other visits
    share : spend, as a share of the shop's revenue; 0 where nothing is paid
    ceiling : most orders that any spend adds, as a share of those without advertising
    carry_over : what is left of a day's effect on the next
    half : carried spend, over the average, that has half the ceiling's effect
    off : share of the weeks without the campaign
    click, shown : cost of a click (currency), clicks per time shown
    """

    source: str
    medium: str
    campaign: str
    catches: float
    traffic: float
    share: float = 0.0
    ceiling: float = 0.0
    carry_over: float = 0.0
    half: float = 1.0
    off: float = 0.0
    click: float = 1.0
    shown: float = 1.0


CHANNELS = (
    Channel("(direct)", "(none)", "(direct)", 0.30, 0.20),
    Channel("google", "organic", "(organic)", 0.28, 0.27),
    Channel("newsletter", "email", "weekly_letter", 0.16, 0.10),
    Channel("instagram", "social", "(not set)", 0.04, 0.08),
    Channel("stylefeed", "referral", "(referral)", 0.03, 0.04),
    Channel("google", "cpc", "brand_search", 0.12, 0.05, 0.005, 0.02, 0.1, 0.5, 0.05, 0.25, 0.12),
    Channel("google", "cpc", "shopping", 0.03, 0.11, 0.018, 0.24, 0.3, 1.2, 0.2, 0.45, 0.015),
    Channel("facebook", "paid_social", "prospecting", 0.01, 0.10, 0.02, 0.22, 0.7, 1.5, 0.25,
            0.55, 0.009),
    Channel("facebook", "paid_social", "retargeting", 0.05, 0.05, 0.006, 0.04, 0.2, 0.6, 0.15,
            0.40, 0.02),
)  # fmt: skip
PAID = tuple(i for i, channel in enumerate(CHANNELS) if channel.share)
EMAIL = next(i for i, channel in enumerate(CHANNELS) if channel.medium == "email")
BLOCK = 1 << 18  # draws at a time


@dataclass(frozen=True)
class Advertising:
    """What is spent a day, and what it adds.

    Attributes
    ----------
    spend : (channels, days), 1 on average
    effect : (channels, days) orders added, as a share of those without promotion or advertising
    """

    spend: np.ndarray
    effect: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """What all channels add, day by day."""
        return self.effect.sum(axis=0)


def advertising(rng: np.random.Generator, calendar: Calendar) -> Advertising:
    """Budgets that change every week and pause at times, and follow the season somewhat."""
    spend = np.zeros((len(CHANNELS), calendar.days))
    effect = np.zeros_like(spend)
    week = np.arange(calendar.days) // 7
    for i in PAID:
        channel = CHANNELS[i]
        weekly = np.exp(rng.normal(0, 0.6, week[-1] + 1))
        weekly *= rng.random(len(weekly)) >= channel.off
        daily = weekly[week] * np.sqrt(calendar.season) * np.exp(rng.normal(0, 0.1, calendar.days))
        if not daily.any():
            daily += 1.0
        spend[i] = daily / daily.mean()
        effect[i] = response(spend[i], channel.ceiling, channel.carry_over, channel.half)
    return Advertising(spend, effect)


def response(
    spend: np.ndarray, ceiling: float, carry_over: float, half: float, before: float = 1.0
) -> np.ndarray:
    """Orders added by daily spend, as a share of those without.

    Parameters
    ----------
    spend : (days,) in the unit of ``half``
    before : carried over into the first day

    Examples
    --------
    A day's spend of 1 after nothing, half of it carried over: 0.5 and then 0.25 of the unit.

    >>> response(np.array([1.0, 0.0]), ceiling=0.3, carry_over=0.5, half=0.25, before=0.0)
    array([0.2 , 0.15])
    """
    carried = np.empty(len(spend))
    for day, amount in enumerate(spend):
        before = carry_over * before + (1 - carry_over) * amount
        carried[day] = before
    return ceiling * carried / (carried + half)


def causes(
    rng: np.random.Generator, day: np.ndarray, calendar: Calendar, ads: Advertising
) -> np.ndarray:
    """What each order is owed to: 0 nothing, 1 the day's promotion, 2 + i channel i."""
    weights = np.vstack([np.ones(calendar.days), calendar.lift, ads.effect])
    return _drawn(rng, _cumulated(weights), day)


def purchase_channels(
    rng: np.random.Generator,
    day: np.ndarray,
    cause: np.ndarray,
    accepts: np.ndarray,
    ads: Advertising,
) -> np.ndarray:
    """The channel of each purchase's visit: its cause, or whichever the customer happened to use.

    Campaigns catch purchases only on days on which they run.
    """
    weights = np.array([channel.catches for channel in CHANNELS])
    found = _by_habit(rng, day, accepts, ads, weights)
    return np.where(cause >= 2, cause - 2, found).astype(np.int8)


def visit_channels(
    rng: np.random.Generator, day: np.ndarray, accepts: np.ndarray, ads: Advertising
) -> np.ndarray:
    """The channel of each visit without a purchase; more come by campaigns that spend more."""
    weights = np.array([channel.traffic for channel in CHANNELS])
    return _by_habit(rng, day, accepts, ads, weights).astype(np.int8)


def _by_habit(
    rng: np.random.Generator,
    day: np.ndarray,
    accepts: np.ndarray,
    ads: Advertising,
    weights: np.ndarray,
) -> np.ndarray:
    running = np.ones_like(ads.spend)
    running[list(PAID)] = np.minimum(ads.spend[list(PAID)], 3.0)
    both = weights[:, None] * running
    without = both.copy()
    without[EMAIL] = 0  # nobody writes to those who did not agree
    table = np.concatenate([_cumulated(without), _cumulated(both)])
    return _drawn(rng, table, day + ads.spend.shape[1] * accepts)


def _cumulated(weights: np.ndarray) -> np.ndarray:
    """Cumulated shares of each day, (days, choices)."""
    total = np.cumsum(weights, axis=0)
    return (total / total[-1]).T.copy()


def _drawn(rng: np.random.Generator, cumulated: np.ndarray, row: np.ndarray) -> np.ndarray:
    """A choice by the shares of its row, for each row given."""
    found = np.empty(len(row), dtype=np.int8)
    for start in range(0, len(row), BLOCK):
        part = slice(start, start + BLOCK)
        draw = rng.random(len(row[part]))[:, None]
        found[part] = (draw >= cumulated[row[part], :-1]).sum(axis=1)
    return found


def named(channel: np.ndarray) -> dict[str, pa.Array]:
    """Source, medium and campaign of channels by position."""
    return {
        field: picked(*_merged([getattr(c, field) for c in CHANNELS], channel))
        for field in ("source", "medium", "campaign")
    }


def _merged(names: list[str], index: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct names, and the position of each among them."""
    values, position = np.unique(np.array(names), return_inverse=True)
    return values, position[index]


def costs(ads: Advertising, revenue: float) -> np.ndarray:
    """Cents spent by channel and day: budgets are shares of revenue (in cents)."""
    shares = np.array([channel.share for channel in CHANNELS])
    return np.rint(ads.spend * shares[:, None] * revenue / ads.spend.shape[1]).astype(np.int64)


def spend_table(
    rng: np.random.Generator,
    calendar: Calendar,
    cost: np.ndarray,
    visits: np.ndarray,
    currency: str,
) -> pa.Table:
    """The canonical spend, days without any left out.

    Parameters
    ----------
    cost : (channels, days) cents
    visits : (channels, days) measured visits, each of which was a click at least
    """
    import pyarrow as pa

    day, which = np.nonzero(cost[list(PAID)].T)
    channel = np.array(PAID)[which]
    spent, measured = cost[channel, day], visits[channel, day]
    price = np.array([c.click for c in CHANNELS])[channel]
    more = np.maximum(spent / 100 / price - measured, 0.03 * measured)
    clicks = measured + rng.poisson(more)
    shown = np.array([c.shown for c in CHANNELS])[channel]
    return pa.table(
        {
            "date": pa.array(calendar.dates[day]),
            **named(channel),
            "region": pa.nulls(len(day), pa.string()),
            "cost": money(spent),
            "impressions": clicks + rng.poisson(clicks * (1 / shown - 1)),
            "clicks": clicks,
            "currency": repeated(currency, len(day)),
        }
    )
