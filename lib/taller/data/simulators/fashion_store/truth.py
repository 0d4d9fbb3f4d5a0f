"""What only the simulator knows of demand: what orders are owed to, and the laws behind it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators.fashion_store import choice, events, marketing, orders, seasons
from taller.data.simulators.fashion_store.marketing import CHANNELS, Advertising
from taller.data.simulators.fashion_store.orders import Lines, Orders
from taller.data.simulators.fashion_store.output import picked
from taller.data.simulators.fashion_store.seasons import Calendar

if TYPE_CHECKING:
    import pyarrow as pa

PARAMETERS = {
    "utility_style": (choice.STYLE, "weight of the cosine between customer's and item's style"),
    "utility_price": (choice.PRICE, "weight of |dear - price_taste|"),
    "utility_favourite": (choice.FAVOURITE, "weight of being in the favourite category"),
    "seen_per_line": (choice.SEEN, "items seen for each bought, chosen by conditional logit"),
    "add_level": (choice.ADD_LEVEL, "log odds of add_to_cart after view_item, without a purchase"),
    "add_slope": (choice.ADD_SLOPE, "what one unit of utility adds to these log odds"),
    "checkout": (choice.CHECKOUT, "share of carts without a purchase that reach the checkout"),
    "bounce": (events.BOUNCE, "share of visits without a purchase that see no item"),
    "return_fit": (orders.RETURN_FIT, "log chance of a return, per size that it does not fit"),
    "seasonal_power": (seasons.SEASONAL, "power of the season that kind 'seasonal' follows"),
}


def parameters() -> pa.Table:
    """Weights and shares that hold for everyone."""
    import pyarrow as pa

    values, meanings = zip(*PARAMETERS.values(), strict=True)
    return pa.table(
        {"name": list(PARAMETERS), "value": [float(v) for v in values], "meaning": list(meanings)}
    )


def owed(found: Orders, calendar: Calendar) -> pa.Table:
    """What each order is owed to: a promotion, a campaign, or neither (``baseline``)."""
    import pyarrow as pa

    names = ["baseline", *(c.campaign for c in CHANNELS), *(p.name for p in calendar.promotions)]
    promotion = calendar.promotion[calendar.day(found.time)]
    which = np.where(found.cause >= 2, found.cause - 1, 0)
    which = np.where(found.cause == 1, 1 + len(CHANNELS) + promotion, which)
    number = np.arange(len(found.user))
    return pa.table(
        {
            "transaction_id": orders.transactions(number, len(number)),
            "cause": picked(np.array(names), which),
        }
    )


def values(found: Orders, bought: Lines) -> np.ndarray:
    """What each order comes to, in whole cents."""
    worth = bought.cents * bought.quantity
    return np.bincount(bought.order, weights=worth, minlength=len(found.user))


def channels(found: Orders, value: np.ndarray, ads: Advertising, cost: np.ndarray) -> pa.Table:
    """Each channel's cost, law of response, and orders and value truly added and credited."""
    import pyarrow as pa

    n = len(CHANNELS)
    owed_to = np.where(found.cause >= 2, found.cause - 2, n)
    fields = {f: [getattr(c, f) for c in CHANNELS] for f in ("source", "medium", "campaign")}
    average = cost.mean(axis=1) / 100
    return pa.table(
        {
            **fields,
            "cost": cost.sum(axis=1) / 100,
            "ceiling": [c.ceiling for c in CHANNELS],
            "carry_over": [c.carry_over for c in CHANNELS],
            "half_saturation": [c.half for c in CHANNELS] * average,
            "orders_added": np.bincount(owed_to, minlength=n + 1)[:n],
            "value_added": np.bincount(owed_to, weights=value, minlength=n + 1)[:n] / 100,
            "orders_credited": np.bincount(found.channel, minlength=n),
            "value_credited": np.bincount(found.channel, weights=value, minlength=n) / 100,
        }
    )


def effects(ads: Advertising, calendar: Calendar) -> pa.Table:
    """Orders each campaign adds a day, as a share of those without promotion or advertising."""
    import pyarrow as pa

    paid = np.array(marketing.PAID)
    days, channel = np.repeat(np.arange(calendar.days), len(paid)), np.tile(paid, calendar.days)
    return pa.table(
        {
            "date": pa.array(calendar.dates[days]),
            **marketing.named(channel),
            "effect": ads.effect[channel, days],
        }
    )


def promotions(found: Orders, value: np.ndarray, calendar: Calendar) -> pa.Table:
    """Each promotion's days, discount, lift, and orders and value truly added."""
    import pyarrow as pa

    known, n = calendar.promotions, len(calendar.promotions)
    owed_to = np.where(found.cause == 1, calendar.promotion[calendar.day(found.time)], n)
    return pa.table(
        {
            "promotion": pa.array([p.name for p in known], pa.string()),
            "starts": pa.array(calendar.dates[[p.first for p in known]], pa.date32()),
            "ends": pa.array(calendar.dates[[p.last for p in known]], pa.date32()),
            "discount": pa.array([p.discount for p in known], pa.float64()),
            "lift": pa.array([p.lift for p in known], pa.float64()),
            "orders_added": np.bincount(owed_to, minlength=n + 1)[:n],
            "value_added": np.bincount(owed_to, weights=value, minlength=n + 1)[:n] / 100,
        }
    )


def demand(calendar: Calendar, ads: Advertising) -> pa.Table:
    """Each day's demand: season, weekday, promotion's lift and advertising's effect."""
    import pyarrow as pa

    return pa.table(
        {
            "date": pa.array(calendar.dates),
            "season": calendar.season,
            "weekday": calendar.weekday,
            "lift": calendar.lift,
            "advertising": ads.total,
        }
    )
