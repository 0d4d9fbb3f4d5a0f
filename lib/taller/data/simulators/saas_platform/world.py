"""The accounts of the platform and what became of each, month by month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.data.simulators.saas_platform import laws

if TYPE_CHECKING:
    from taller.data.settings.sources import SaasPlatformSettings

BACK = 5  # months before the end at which the earlier campaign began
OLDEST = 48  # months before the history in which the first accounts came
CONTRACTS, CHANGED, SEED_TRIAL = 0.2, 0.03, 2  # yearly contracts; seats that change in a month


@dataclass(frozen=True)
class World:
    """All accounts, by number; months count from the history's first.

    Attributes
    ----------
    begins : (n,) month an account came in; below 0 before the history
    left : (n,) month it left; ``months`` or more where it stayed
    state, seats : (n, months) its condition and the seats it paid for
    arm : (n,) action the earlier campaign gave it, -1 where it was not there
    shift : (n, actions, states) what each action adds to its log odds of leaving
    """

    settings: SaasPlatformSettings
    seed: int
    firsts: tuple[dt.date, ...]  # of each month, and of the month after the last
    begins: np.ndarray
    left: np.ndarray
    yearly: np.ndarray
    plan: np.ndarray
    state: np.ndarray
    seats: np.ndarray
    arm: np.ndarray
    shift: np.ndarray
    ids: np.ndarray

    @property
    def n(self) -> int:
        """Accounts that ever subscribed."""
        return len(self.begins)

    @property
    def months(self) -> int:
        """Months of history."""
        return self.state.shape[1]

    @property
    def campaign(self) -> int:
        """Month in which the earlier campaign began."""
        return self.months - BACK

    def there(self, month: int) -> np.ndarray:
        """Accounts that pay at a month's start."""
        return (self.begins < month) & (self.left >= month)

    def due(self, month: int) -> np.ndarray:
        """How much of a chance to leave a month gives each account's contract."""
        ends = (month - self.begins) % 12 == 0
        return np.where(self.yearly, np.where(ends, laws.RENEWALS, 0), 1)

    def entering(self, month: int) -> np.ndarray:
        """The condition in which accounts enter a month."""
        return self.state[:, month - 1]

    def kept(self, month: int) -> np.ndarray:
        """(n, actions) chance to be there still when an action of this month has worked."""
        found = np.empty((self.n, len(laws.ACTIONS)))
        every = np.arange(len(laws.STATES))
        for action in range(len(laws.ACTIONS)):
            held = np.eye(len(laws.STATES))[self.entering(month)]
            for later in range(month, month + laws.LASTS):
                leave = laws.leaving(every[None], self.shift[:, action], self.due(later)[:, None])
                held = (held @ laws.MOVES) * (1 - leave)
            found[:, action] = held.sum(axis=1)
        return found


def world(settings: SaasPlatformSettings, seed: int) -> World:
    """The accounts of a history; the same for the same settings and seed."""
    rng = np.random.default_rng([seed, 0])
    n, months = settings.accounts, settings.months
    old = rng.random(n) < 0.72
    ago = -1 - np.minimum(rng.exponential(15, n), OLDEST).astype(int)
    begins = np.where(old, ago, rng.integers(0, max(months - 2, 1), n))
    begun = np.clip(rng.lognormal(np.log(16), 0.9, n), 2, 700).astype(int)
    plan = np.digitize(begun * rng.lognormal(0, 0.25, n), [12, 70])
    found = World(
        settings, seed, _firsts(settings.end, months), begins, np.full(n, months),
        rng.random(n) < CONTRACTS, plan, np.zeros((n, months), dtype=np.int8),
        np.zeros((n, months), dtype=np.int32), np.full(n, -1), _shifts(settings, rng, n),
        np.array([f"A{i:05d}" for i in range(1, n + 1)]),
    )  # fmt: skip
    state = _drawn(np.where(old[:, None], laws.BEGIN, laws.NEW), rng)
    seats = begun.copy()
    for month in range(months):
        if month == found.campaign:
            here = found.there(month)
            found.arm[here] = rng.permutation(here.sum()) % len(laws.ACTIONS)
        _month(found, month, state, seats, rng)
    return found


def _month(
    found: World, month: int, state: np.ndarray, seats: np.ndarray, rng: np.random.Generator
) -> None:
    """One month: conditions change, seats with them, and some leave."""
    n = found.n
    moved, chance, grown = rng.random(n), rng.random(n), rng.random((n, 2))
    here = (found.begins < month) & (found.left >= found.months)
    state[here] = _moved(state[here], moved[here])
    works = (found.campaign <= month < found.campaign + laws.LASTS) & (found.arm >= 0)
    shift = found.shift[np.arange(n), np.maximum(found.arm, 0), state] * works
    gone = here & (chance < laws.leaving(state, shift, found.due(month)))
    found.left[gone] = month
    change = here & (grown[:, 0] < laws.HAZARD[state].clip(CHANGED))
    up = np.where(laws.HAZARD[state] < 0.05, 1.15, 0.8) * (0.9 + 0.2 * grown[:, 1])
    seats[change] = np.maximum(2, np.rint(seats * up))[change]
    found.state[:, month], found.seats[:, month] = state, seats


def _drawn(shares: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return (rng.random(len(shares))[:, None] > shares.cumsum(axis=1)).sum(axis=1)


def _moved(state: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """The condition after a month: the more probable are at the low end of the chance."""
    return (chance[:, None] > laws.MOVES[state].cumsum(axis=1)).sum(axis=1).clip(max=5)


def _shifts(settings: SaasPlatformSettings, rng: np.random.Generator, n: int) -> np.ndarray:
    """What each action does, by the world that is asked for."""
    hidden = rng.random((n, len(laws.ACTIONS))) < 0.25
    if settings.effects == "none":
        return np.zeros((n, *laws.SHIFT.shape))
    if settings.effects == "unrelated":  # whom an action helps shows in nothing
        hidden[:, 0] = False
        return np.where(hidden, -3.0, 0.0)[:, :, None] * np.ones(len(laws.STATES))
    return np.broadcast_to(laws.SHIFT, (n, *laws.SHIFT.shape)).copy()


def _firsts(end: dt.date, months: int) -> tuple[dt.date, ...]:
    """First days of the months up to the one that ends the history, and of the next."""
    days = pd.period_range(end=pd.Period(end, "M"), periods=months, freq="M")
    return tuple(p.start_time.date() for p in [*days, days[-1] + 1])
