"""Who used what on which day: rows of one person and day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators.fashion_store.output import picked, stamps
from taller.data.simulators.saas_platform import laws
from taller.data.simulators.saas_platform.world import World

if TYPE_CHECKING:
    import pyarrow as pa

DAY = 86_400_000_000  # microseconds
ZERO = dt.date(1970, 1, 1)


def months(made: World) -> range:
    """The months of which use is kept."""
    return range(max(0, made.months - made.settings.usage_months), made.months)


def people(made: World, seats: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The people of accounts: their account, their place in it, how eager each is about it."""
    account = np.repeat(np.arange(made.n), seats)
    place = np.arange(len(account)) - np.repeat(np.cumsum(seats) - seats, seats)
    eager = 0.4 + 1.2 * ((account * 7919 + place * 104_729) % 9973) / 9973
    return account, place, eager


def rows(made: World, month: int, rng: np.random.Generator) -> pa.Table:
    """A month's use."""
    import pyarrow as pa

    first, after = made.firsts[month], made.firsts[month + 1]
    days = [first + dt.timedelta(d) for d in range((after - first).days)]
    days = [day for day in days if day.weekday() < 5]
    here = (made.begins < month) & (made.left >= month)
    account, place, eager = people(made, np.where(here, made.seats[:, month], 0))
    state = made.state[:, month][account]
    active = rng.random((len(days), len(account)), dtype=np.float32)
    arm = np.where(made.campaign <= month < made.campaign + laws.LASTS, made.arm, 0).clip(0)
    lift = laws.LIFT[arm[account], state] if made.settings.effects == "mixed" else 1.0
    on, who = np.nonzero(active < np.minimum(laws.ACTIVE[state] * eager * lift, 0.95))
    gone = made.left[account[who]] == month  # who leaves stops in the middle of the month
    kept = ~gone | (on < len(days) // 2)
    on, who = on[kept], who[kept]
    known = laws.KNOWN[state[who]] + np.where(lift > 1, 3, 0)[who] if np.ndim(lift) else (
        laws.KNOWN[state[who]])  # fmt: skip
    function = (rng.random(len(who)) ** 1.4 * known).astype(int)
    micros = np.array([(day - ZERO).days * DAY for day in days])
    return pa.table({
        "account_id": picked(made.ids, account[who]),
        "subscription_id": pa.nulls(len(who), pa.string()),
        "user_id": picked(_named(made, account, place), who),
        "event_timestamp": stamps(micros[on]),
        "feature": picked(np.array(laws.FUNCTIONS), function),
        "events": pa.array(1 + rng.poisson(5, len(who))),
    })  # fmt: skip


def _named(made: World, account: np.ndarray, place: np.ndarray) -> np.ndarray:
    """A person's code: the account's, and their place in it."""
    return np.char.add(np.char.add(made.ids[account], "-"), place.astype("U4"))
