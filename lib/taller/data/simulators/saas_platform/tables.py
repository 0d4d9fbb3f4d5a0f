"""The canonical tables of the platform but its use, and what only the simulator knows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators.fashion_store.output import money, picked, repeated, stamps
from taller.data.simulators.saas_platform import laws
from taller.data.simulators.saas_platform.use import DAY, ZERO
from taller.data.simulators.saas_platform.world import World

if TYPE_CHECKING:
    import pyarrow as pa

INDUSTRIES = ("Agency", "Construction", "Consulting", "Education", "Health", "Software")
COUNTRIES = ("Spain", "Mexico", "France", "Portugal", "Colombia")
SOURCES = ("organic", "google", "partner", "referral")
CONSENT = 0.86
EARLIER, RECENT = "spring_retention", "webinar"
RECENTLY = 0.12  # share of accounts written to without a lot in the last month


def _micros(made: World, month: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Times within months, in microseconds; months before the history have 30 days."""
    starts = np.array([(day - ZERO).days for day in made.firsts])
    inside = np.clip(month, 0, made.months)
    day = np.where(month < 0, starts[0] + 30 * month, starts[inside]) + (share * 27).astype(int)
    return day * DAY


def accounts(made: World, rng: np.random.Generator) -> pa.Table:
    """One row per account, as it stands at the end."""
    import pyarrow as pa

    n = made.n
    last = np.minimum(made.left, made.months - 1)
    return pa.table({
        "account_id": pa.array(made.ids),
        "created_timestamp": stamps(_micros(made, made.begins, _share(n))),
        "industry": picked(np.array(INDUSTRIES), rng.integers(0, len(INDUSTRIES), n)),
        "country": picked(np.array(COUNTRIES), rng.integers(0, len(COUNTRIES), n)),
        "source": picked(np.array(SOURCES), rng.integers(0, len(SOURCES), n)),
        "plan": picked(np.array(laws.PLANS), made.plan),
        "seats": pa.array(made.seats[np.arange(n), last].astype("int64")),
        "churned": pa.array(made.left < made.months),
        "accepts_marketing": pa.array(rng.random(n) < CONSENT),
    })  # fmt: skip


def _share(n: int) -> np.ndarray:
    """When within a month each account's dates lie, the same for all of its dates."""
    return (np.arange(n) * 7919 % 997) / 997


def subscriptions(made: World, currency: str) -> pa.Table:
    """One row for each spell of one number of seats: a change of seats begins another."""
    import pyarrow as pa

    n, months = made.n, made.months
    begun = np.maximum(made.begins, 0)
    month = np.arange(months)
    alive = (month >= begun[:, None]) & (month <= made.left[:, None])
    changed = np.zeros((n, months), dtype=bool)
    changed[:, 1:] = made.seats[:, 1:] != made.seats[:, :-1]
    first = month == begun[:, None]
    account, start = np.nonzero(alive & (first | (changed & (month > begun[:, None]))))
    later = np.r_[account[1:] == account[:-1], False]
    following = np.where(later, np.r_[start[1:], 0], months)
    ends = np.where(later, following, made.left[account])
    known = later | (made.left[account] < months)
    share = _share(n)[account]
    opened = np.where(start == begun[account], made.begins[account], start)
    stops = np.where(later, 0.0, 1.0)
    cents = made.seats[account, start] * laws.PRICE[made.plan[account]] * 100
    words = np.where(made.yearly[account], 1, 0)
    left = ~later & (made.left[account] < months)
    # What follows begins where the one before ends; who leaves does so late in the month.
    end = _micros(made, ends, np.where(stops > 0, 0.62, share))
    return pa.table({
        "account_id": picked(made.ids, account),
        "subscription_id": pa.array([f"S{i:06d}" for i in range(1, len(account) + 1)]),
        "start_timestamp": stamps(_micros(made, opened, share)),
        "ended_timestamp": stamps(end, known),
        "plan": picked(np.array(laws.PLANS), made.plan[account]),
        "billing_period": picked(np.array(["month", "year"]), words),
        "seats": pa.array(made.seats[account, start].astype("int64")),
        "mrr": money(cents), "arr": money(cents * 12),
        "currency": repeated(currency, len(account)),
        "churned": pa.array(left),
    })  # fmt: skip


def tickets(made: World, rng: np.random.Generator) -> pa.Table:
    """Requests to support: more where an account is in trouble, and answered later there."""
    import pyarrow as pa

    month = np.arange(made.months)
    alive = (month > made.begins[:, None]) & (month <= made.left[:, None] - 1)
    size = np.sqrt(made.seats) / 3.5
    trouble = made.state == laws.STATES.index("trouble")
    many = rng.poisson(np.where(trouble, 1.6, 0.22) * size * alive)
    account, when = np.repeat(np.nonzero(many), many[np.nonzero(many)], axis=1)
    bad = trouble[account, when]
    n = len(account)
    first = np.array([(day - ZERO).days for day in made.firsts])
    day = first[when] + rng.random(n) * (first[when + 1] - first[when])
    opened = day.astype("int64") * DAY + (rng.random(n) * DAY * 0.4).astype("int64")
    hours = rng.lognormal(np.where(bad, 4.2, 2.6), 0.8)
    content = np.clip(np.rint(rng.normal(np.where(bad, 2.3, 4.2), 0.8)), 1, 5).astype("int64")
    closed = opened + (hours * DAY / 24).astype("int64")
    last = (made.firsts[-1] - ZERO).days * DAY
    order = np.argsort(opened, kind="stable")
    urgent = np.where(rng.random(n) < np.where(bad, 0.5, 0.12), 2, rng.integers(0, 2, n))
    return pa.table({
        "ticket_id": pa.array([f"T{i:06d}" for i in range(1, n + 1)]),
        "account_id": picked(made.ids, account[order]),
        "created_timestamp": stamps(opened[order]),
        "closed_timestamp": stamps(closed[order], closed[order] < last),
        "priority": picked(np.array(["low", "normal", "urgent"]), urgent[order]),
        "satisfaction": pa.array(content[order], mask=rng.random(n) < 0.35),
    })  # fmt: skip


def campaigns(made: World, currency: str) -> pa.Table:
    """The earlier campaign, drawn by lot, and one of the last month that was not."""
    import pyarrow as pa

    given = np.flatnonzero(made.arm >= 0)
    here = np.flatnonzero(made.there(made.months - 1))
    recent = here[np.random.default_rng([made.seed, 4]).random(len(here)) < RECENTLY]
    account = np.r_[given, recent]
    arm = np.r_[made.arm[given], np.full(len(recent), len(laws.ACTIONS))]
    cost = np.array([*laws.COST.values(), 1]) * 100
    days = [(made.firsts[made.campaign] - ZERO).days,
            (made.firsts[made.months - 1] - ZERO).days + 14]  # fmt: skip
    which = np.r_[np.zeros(len(given), int), np.ones(len(recent), int)]
    return pa.table({
        "campaign": picked(np.array([EARLIER, RECENT]), which),
        "account_id": picked(made.ids, account),
        "action": picked(np.array([*laws.ACTIONS, "invitation"]), arm),
        "event_timestamp": stamps(np.array(days)[which] * DAY),
        "cost": money(cost[arm]),
        "currency": repeated(currency, len(account)),
    })  # fmt: skip


def truth(made: World, month: int, end: dt.date) -> pa.Table:
    """Each account's condition when a campaign begins, and its chance to stay by action."""
    import pyarrow as pa

    here = np.flatnonzero(made.there(month))
    kept = made.kept(month)[here]
    return pa.table({
        "account_id": pa.array(made.ids[here]),
        "state": picked(np.array(laws.STATES), made.entering(month)[here]),
        **{f"kept_{name}": kept[:, a] for a, name in enumerate(laws.ACTIONS)},
    })  # fmt: skip
