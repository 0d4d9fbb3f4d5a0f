"""Visits of the shop: one for each order, those that led up to it, and all the others.

These are the visits of people who agreed to be measured, so there are few of them for an order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators.fashion_store import marketing
from taller.data.simulators.fashion_store.customers import COUNTRIES, Customers
from taller.data.simulators.fashion_store.marketing import Advertising
from taller.data.simulators.fashion_store.orders import Orders
from taller.data.simulators.fashion_store.output import codes, distinct, picked
from taller.data.simulators.fashion_store.seasons import DAY, Calendar, Demand

if TYPE_CHECKING:
    import pyarrow as pa

LEADING_UP = 0.35  # share of the visits without purchase that come before an order
LAG = 4.0  # mean days before it, beyond a quarter of a day
BY_CUSTOMERS = 0.3  # share of the other visits, the rest being by people who never bought
LOGGED_IN = 0.5  # share of customers' visits without purchase on which they are known
SECOND_DEVICE = 0.2  # share of customers' visits on another device
VISITS_A_STRANGER = 1.7
DEVICES = {"mobile": 0.68, "desktop": 0.27, "tablet": 0.05}
NOBODY = -1
CHUNK = 1 << 15  # visits that draw from one generator, rounded up to whole days


@dataclass(frozen=True)
class Visits:
    """Visits by time.

    Attributes
    ----------
    time : when it began; of a visit with a purchase, when that was
    user : customer who came, NOBODY for others; ``known`` where the shop could tell
    device : number of the browser; twice as many as customers, then strangers'
    order : the order made, NOBODY without
    """

    time: np.ndarray
    user: np.ndarray
    known: np.ndarray
    device: np.ndarray
    channel: np.ndarray
    order: np.ndarray

    def by_time(self) -> Visits:
        """The same visits, in order of time."""
        row = np.argsort(self.time, kind="stable")
        return self.where(row)

    def where(self, row: np.ndarray | slice) -> Visits:
        """Some of the visits."""
        return Visits(self.time[row], self.user[row], self.known[row], self.device[row],
                      self.channel[row], self.order[row])  # fmt: skip


def visits(
    rng: np.random.Generator,
    found: Orders,
    people: Customers,
    demand: Demand,
    calendar: Calendar,
    ads: Advertising,
    per_order: float,
) -> Visits:
    """Draw all visits: ``per_order`` of them for each order, that with the purchase included."""
    orders = len(found.user)
    others = (per_order - 1) * orders
    time, user = _leading_up(rng, found, calendar, others * LEADING_UP)
    by_customers = rng.poisson(others * (1 - LEADING_UP) * BY_CUSTOMERS)
    by_strangers = rng.poisson(others * (1 - LEADING_UP) * (1 - BY_CUSTOMERS))
    idle_user, idle_time = _idle(rng, people, calendar, by_customers)
    curve = demand.cumulated[0, -1] * rng.random(by_strangers)
    stranger_time = demand.when(np.zeros(by_strangers, dtype=np.int8), curve)
    time = np.concatenate([time, idle_time, np.minimum(stranger_time, calendar.end - 1)])
    user = np.concatenate([user, idle_user, np.full(by_strangers, NOBODY, dtype=np.int32)])
    time = calendar.at_shop_hours(rng, time)
    accepts = (user != NOBODY) & people.accepts[user]
    channel = marketing.visit_channels(rng, calendar.day(time), accepts, ads)
    known = (user != NOBODY) & (rng.random(len(user)) < LOGGED_IN)
    return Visits(
        np.concatenate([found.time, time]),
        both := np.concatenate([found.user, user]),
        np.concatenate([np.ones(orders, dtype=bool), known]),
        _devices(rng, both, people.n),
        np.concatenate([found.channel, channel]),
        np.concatenate([np.arange(orders, dtype=np.int32),
                        np.full(len(user), NOBODY, dtype=np.int32)]),
    ).by_time()  # fmt: skip


def _leading_up(
    rng: np.random.Generator, found: Orders, calendar: Calendar, expected: float
) -> tuple[np.ndarray, np.ndarray]:
    """Visits some days before an order, as far as history goes."""
    count = rng.poisson(expected / len(found.user), len(found.user))
    order = np.repeat(np.arange(len(count), dtype=np.int32), count)
    lag = (0.25 + rng.exponential(LAG, len(order))) * DAY
    time = found.time[order] - lag.astype(np.int64)
    inside = time >= calendar.start
    return time[inside], found.user[order[inside]]


def _idle(
    rng: np.random.Generator, people: Customers, calendar: Calendar, n: int
) -> tuple[np.ndarray, np.ndarray]:
    """Visits of customers for nothing in particular, while they are customers."""
    span = np.minimum(people.left, calendar.end) - people.joined
    ends = np.cumsum(span.astype(float))
    at = rng.random(n) * ends[-1]
    user = np.minimum(np.searchsorted(ends, at, side="right"), people.n - 1).astype(np.int32)
    time = people.joined[user] + (rng.random(n) * span[user]).astype(np.int64)
    return user, time


def _devices(rng: np.random.Generator, user: np.ndarray, customers: int) -> np.ndarray:
    """Everyone's browser: customers have two each, strangers one."""
    second = customers * (rng.random(len(user)) < SECOND_DEVICE)
    strangers = int(np.ceil((user == NOBODY).sum() / VISITS_A_STRANGER)) + 1
    stranger = 2 * customers + rng.integers(0, strangers, len(user))
    return np.where(user == NOBODY, stranger, user + second).astype(np.int32)


def chunks(found: Visits, calendar: Calendar) -> list[slice]:
    """Visits of whole days together, enough of them to be worth a generator of their own."""
    ends = np.searchsorted(found.time, calendar.start + np.arange(1, calendar.days + 1) * DAY)
    parts, start = [], 0
    for end in ends.tolist():
        if end - start >= CHUNK or (end == len(found.time) and end > start):
            parts.append(slice(start, end))
            start = end
    return parts


def counted(time: np.ndarray, channel: np.ndarray, calendar: Calendar) -> np.ndarray:
    """Visits of each channel and day."""
    place = channel.astype(np.int64) * calendar.days + calendar.day(time)
    channels = len(marketing.CHANNELS)
    return np.bincount(place, minlength=channels * calendar.days).reshape(channels, -1)


@dataclass(frozen=True)
class Devices:
    """What is known of each browser: kind and country."""

    kind: np.ndarray
    country: np.ndarray
    customers: int


def devices(rng: np.random.Generator, found: Visits, people: Customers) -> Devices:
    """Draw what each browser is; customers' are in their own country."""
    n = max(int(found.device.max()) + 1, 2 * people.n)
    kind = rng.choice(len(DEVICES), n, p=list(DEVICES.values())).astype(np.int8)
    owner = rng.integers(0, people.n, n - 2 * people.n)
    country = np.concatenate([people.country, people.country, people.country[owner]])
    return Devices(kind, country.astype(np.int8), people.n)


def described(part: Visits, about: Devices, people: Customers) -> dict[str, pa.Array]:
    """The columns that events and visits share, each a dictionary; one row a visit."""
    users, user = distinct(part.user)
    named = people.ids(np.maximum(users, 0))
    browsers, browser = distinct(part.device)
    return {
        "user_id": picked(named, user, part.known),
        "user_pseudo_id": picked(codes("D", browsers + 1, 8, len(about.kind)), browser),
        **marketing.named(part.channel),
        "device_category": picked(np.array(list(DEVICES)), about.kind[part.device]),
        "country": picked(np.array(COUNTRIES), about.country[part.device]),
    }
