"""Simulated platforms: the case's steps without a notebook; its trial, played again and again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from taller.cases import saas_b2b
from taller.cases.saas_b2b.evaluation import trial as measured
from taller.cases.saas_b2b.params import Action, Params
from taller.data.settings.sources import SaasPlatformSettings
from taller.data.simulators.saas_platform import laws, trial
from taller.data.simulators.saas_platform.world import World, world
from taller.data.snapshot import snapshot

NOW = dt.datetime(2026, 7, 2)
FIGURES = ("churn", "engagement", "retention", "gain", "profit", "roi")
PLAYS = 40  # over which true use is averaged
ACTIONS = (Action(key="training", cost=8), Action(key="call", cost=70, capacity=400),
           Action(key="offer", cost=120, capacity=300))  # fmt: skip


def worked(folder: Path, seed: int, **more) -> saas_b2b.Study:
    """The whole case on a simulated platform."""
    settings = SaasPlatformSettings(source="saas_platform", **more)
    tables = snapshot.take(settings, root=folder, folder=folder, seed=seed, currency="EUR", now=NOW)
    p = Params(actions=ACTIONS)
    found = saas_b2b.gather(tables)
    risk = saas_b2b.foresee(found, p, seed)
    effects = saas_b2b.learn(found, p, seed)
    made = saas_b2b.plan(found, risk, effects, p, seed)
    told = saas_b2b.play(found, risk, made, p, settings=settings, seed=seed)
    kpis = saas_b2b.measures(found, seed)
    return saas_b2b.Study(p, found, kpis, risk, effects, made, told, True)


@dataclass(frozen=True)
class Campaign:
    """One plan, of one platform, whose trial can be played as often as one likes.

    Drawn again are the lot that leaves accounts out, and all that follows in the months after:
    conditions, who leaves, who uses it on which day. Not drawn again are the platform, its history,
    the models learned from it and the plan they make.

    Attributes
    ----------
    rows : of the accounts chosen, what was known before
    stay : (n, 2) their chance to be there at the end, treated and not
    """

    world: World
    rows: pd.DataFrame
    action: np.ndarray
    place: np.ndarray
    stay: np.ndarray
    p: Params

    @classmethod
    def of(cls, study: saas_b2b.Study, settings: SaasPlatformSettings, seed: int) -> Campaign:
        """The plan of a study of a simulated platform."""
        made, today = world(settings, seed), study.found.end + pd.Timedelta(days=1)
        plan = study.plan.rows
        rows = measured._frame(study.found, study.risk, today, plan.index, study.p)
        rows["cost"] = plan["cost"]
        action = np.array([laws.ACTIONS.index(name) for name in plan["action"]])
        place = pd.Index(made.ids).get_indexer(plan.index)
        kept = made.kept(made.months)[place]
        stay = np.c_[kept[np.arange(len(place)), action], kept[:, 0]]
        return cls(made, rows, action, place, stay, study.p)

    def again(self, seed: int) -> tuple[measured.Trial, dict[str, float]]:
        """The trial as measured, and what is true of each figure but use."""
        rng = np.random.default_rng([seed, 1])
        held = rng.permutation(len(self.rows)) < round(self.p.holdout * len(self.rows))
        gone, days = self.followed(seed, np.where(held, 0, self.action))
        arm = np.where(held, measured.HELD, measured.TREATED)
        rows = self.rows.assign(arm=arm, gone=gone, days=days)
        treated, without = self.stay.T
        mrr, worth = self.rows["mrr"].to_numpy(), self.rows["worth"].to_numpy()
        cost = float(self.rows["cost"][~held].sum())
        gain = float(((treated - without) * worth)[~held].sum())
        return measured._measured(rows, "simulated", {}, self.p), {
            "churn": (1 - treated).sum() / (1 - without).sum() - 1,
            "retention": (treated * mrr).sum() / (without * mrr).sum() - 1,
            "gain": gain, "profit": gain - cost, "roi": gain / cost - 1,
        }  # fmt: skip

    def followed(self, seed: int, action: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Who left, and days of use, had the accounts chosen been given these actions."""
        made, n = replace(self.world, seed=seed), self.world.n
        given, chosen = np.zeros(n, dtype=int), np.zeros(n, dtype=bool)
        given[self.place], chosen[self.place] = action, True
        state, alive = trial._months(made, given, chosen)
        users = trial._users(made, given, state, alive, chosen)
        days = users.groupby("account_id")["active_days"].sum().reindex(self.rows.index)
        return 1.0 - alive[self.place], days.fillna(0.0).to_numpy()

    def engagement(self) -> float:
        """The true relative change of use, averaged over plays of their own."""
        sums = [
            [self.followed(10_000 + seed, each)[1].sum() for each in (self.action, 0 * self.action)]
            for seed in range(PLAYS)
        ]
        treated, without = np.sum(sums, axis=0)
        return float(treated / without - 1)


def campaign(folder: Path, *, seed: int = 21, accounts: int = 5000) -> Campaign:
    """The plan of one simulated platform."""
    settings = SaasPlatformSettings(source="saas_platform", accounts=accounts)
    return Campaign.of(worked(folder, seed, accounts=accounts), settings, seed)


def held(found: Campaign, trials: int) -> dict[str, int]:
    """How many trials' intervals, of so many, hold what is true; by figure, seeds from 1."""
    use, count = found.engagement(), dict.fromkeys(FIGURES, 0)
    for seed in range(1, trials + 1):
        told, truth = found.again(seed)
        truth["engagement"] = use
        for key in FIGURES:
            each = told.found[key].lift if key in told.found else getattr(told, key)
            count[key] += bool(each.low <= truth[key] <= each.high)
    return count
