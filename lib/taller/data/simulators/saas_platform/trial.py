"""A trial played from the end of the history on: what follows of actions given to accounts.

The same chances are drawn for an account whatever it is given, so that what differs between two
plays is what the actions do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from taller.data.simulators.saas_platform import laws, use
from taller.data.simulators.saas_platform.world import SEED_TRIAL, World, _moved, world

if TYPE_CHECKING:
    from taller.data.settings.sources import SaasPlatformSettings

DAYS = 28  # of the window in which use is looked at, at the trial's end
WORKING = 20


class Played(NamedTuple):
    """What followed.

    ``accounts``: by account_id, the action, whether it was there at the end (``kept``) and the
    chance of that with what it was given and with nothing (``chance``, ``chance_none``).
    ``users``: account_id, ``active_days`` of the last 28 and functions ``used``, one row a seat.
    """

    accounts: pd.DataFrame
    users: pd.DataFrame


def play(settings: SaasPlatformSettings, seed: int, given: Mapping[str, str]) -> Played:
    """Play a trial of four months.

    Parameters
    ----------
    given : account_id: action, a name of `laws.ACTIONS`; who is not named is given none
    """
    made = world(settings, seed)
    action = np.zeros(made.n, dtype=int)
    number = {code: i for i, code in enumerate(made.ids.tolist())}
    for code, name in given.items():
        action[number[code]] = laws.ACTIONS.index(name)
    here = made.there(made.months)
    state, alive = _months(made, action, here)
    chance = made.kept(made.months)
    accounts = pd.DataFrame({
        "action": np.array(laws.ACTIONS)[action], "kept": alive,
        "chance": chance[np.arange(made.n), action], "chance_none": chance[:, 0],
    }, index=pd.Index(made.ids, name="account_id"))[here]  # fmt: skip
    return Played(accounts, _users(made, action, state, alive, here))


def _months(made: World, action: np.ndarray, here: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Conditions, and who is still there, after the months in which actions work."""
    rng = np.random.default_rng([made.seed, SEED_TRIAL])
    state, alive = made.state[:, -1].astype(int), here.copy()
    for month in range(made.months, made.months + laws.LASTS):
        moved, chance = rng.random(made.n), rng.random(made.n)
        state = _moved(state, moved)
        shift = made.shift[np.arange(made.n), action, state]
        alive &= chance >= laws.leaving(state, shift, made.due(month))
    return state, alive


def _users(
    made: World, action: np.ndarray, state: np.ndarray, alive: np.ndarray, here: np.ndarray
) -> pd.DataFrame:
    """Each person's use in the last days of the trial."""
    account, place, eager = use.people(made, np.where(here, made.seats[:, -1], 0))
    rng = np.random.default_rng([made.seed, SEED_TRIAL, 1])
    lift = laws.LIFT[action, state] if made.settings.effects == "mixed" else np.ones(made.n)
    daily = np.minimum(laws.ACTIVE[state[account]] * eager * lift[account], 0.95)
    known = laws.KNOWN[state] + np.where(lift > 1, 3, 0)
    active = (rng.random((len(account), WORKING), dtype=np.float32) < daily[:, None]).sum(axis=1)
    active = active * alive[account]
    used = np.minimum(known[account], np.rint(active * 0.7)).astype(int)
    return pd.DataFrame({"account_id": made.ids[account], "user": place,
                         "active_days": active, "used": used})  # fmt: skip
