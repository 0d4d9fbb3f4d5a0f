"""Small shops whose trial is played: the case's steps without a notebook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np
import pandas as pd

from taller.cases import ecommerce_b2c
from taller.cases.ecommerce_b2c.features import Known, Trade
from taller.cases.ecommerce_b2c.model import played
from taller.cases.ecommerce_b2c.model.design import Planned
from taller.data.settings.sources import FashionStoreSettings
from taller.data.simulators.fashion_store import choice
from taller.data.simulators.fashion_store.played import trial

BEGINS = dt.date(2026, 7, 1)
TRADE = Trade(sales=1e6, margin=400_000.0, spend=60_000.0)
USERS, ITEMS = 5000, 300


def client(**more) -> Known:
    """A shop as `known` would have it."""
    tested = SimpleNamespace(assessed=True, signal=True)
    best = [f"F{n:05d}" for n in (2, 17, 42, 77, 101)]
    names = pd.Series(dtype=object)
    return replace(Known(BEGINS, "", None, tested, pd.DataFrame(), best, names, TRADE), **more)


def params(**more) -> ecommerce_b2c.Params:
    """Its parameters."""
    return ecommerce_b2c.Params(weeks=6, project_cost=10_000, **more)


@dataclass
class World:
    """A market, and the slates of both arms."""

    market: trial.Market
    shown: dict[str, np.ndarray]
    p: ecommerce_b2c.Params

    def truth(self, plays: int) -> dict[str, pd.DataFrame]:
        """What is true of each arm."""
        found = {arm: trial.truth(self.market, each, 1, plays) for arm, each in self.shown.items()}
        return {arm: played._costed(each, TRADE.spend, self.p) for arm, each in found.items()}

    def log(self, seed: int) -> pd.DataFrame:
        """A trial's log, with a past that says nothing."""
        log = trial.trial(self.market, self.shown, seed, dict.fromkeys(self.shown, 1.0))
        log = log.assign(orders_before=1.0, revenue_before=np.arange(len(log)) % 7, days_since=9.0)
        return played._costed(log, TRADE.spend, self.p)


def world(*, helps: bool) -> World:
    """One that helps those shown what they like, or one where nobody looks."""
    settings = FashionStoreSettings(
        source="fashion_store", users=USERS, items=ITEMS, recommendations_help=helps
    )
    nothing = pd.DataFrame({"user_id": ["U000001"], "item_id": ["F00017"], "quantity": [1]})
    market = trial.market(settings, 5, weeks=6, usual=client().best, bought=nothing,
                          left=np.zeros(ITEMS))  # fmt: skip
    market = replace(market, level=np.full(ITEMS, 4000))
    everyone, models = np.arange(market.people.n), np.arange(len(market.catalogue.price))
    worth = choice.utility(choice.shoppers(market.people, everyone), market.catalogue,
                           models[:, None].repeat(len(everyone), axis=1))  # fmt: skip
    liked = market.catalogue.item(np.argsort(-worth, axis=0)[:5], market.people.size).T
    p = params()
    return World(market, {p.control: trial.slates(market), p.treatment: liked}, p)


def judged(found: World, seed: int, truth: dict[str, pd.DataFrame], *, fixed: str = "noted"):
    """Trial and money of one play."""
    told = played.Played(found.log(seed), truth)
    shop = client()
    digest = ecommerce_b2c.fix(shop, found.p).digest() if fixed == "noted" else fixed
    case = ecommerce_b2c.judge(told, shop, found.p, digest)
    planned = Planned(cost=10_000.0, worth_having=0.025)
    return case, ecommerce_b2c.earn(case, shop, planned, found.p)


def concluded(found: World, case, money) -> ecommerce_b2c.Result:
    """The case's result."""
    gains = ecommerce_b2c.gains(case, found.p, 1)
    study = ecommerce_b2c.Study(client(), Planned(), case, money, gains)
    return ecommerce_b2c.conclude(study, found.p)
