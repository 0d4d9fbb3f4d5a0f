"""Worlds of orders. Each function makes one from a seed, and says what is so in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from tests.claims.world import END, ORDERS, Truth, World

YEAR = 365.0
Factor = Callable[[np.ndarray], np.ndarray]  # on buying, by how many days before the end
NOBODY = Truth(structure="none", future=False, leaving=False, tastes=False, top_share=0.1)


def steady(ago: np.ndarray) -> np.ndarray:
    """No season, no change."""
    return np.ones_like(ago, dtype=float)


def times(
    rng: np.random.Generator, rates: np.ndarray, starts: np.ndarray, ends: np.ndarray,
    factor: Factor = steady, most: float = 1.0,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Customer and day of each order: a Poisson process per customer, thinned by the factor.

    Parameters
    ----------
    rates : orders a year, by customer
    starts, ends : days between which each customer buys
    most : the factor's largest value
    """
    counts = rng.poisson(rates / YEAR * most * np.maximum(ends - starts, 0))
    who = np.repeat(np.arange(len(rates)), counts)
    when = starts[who] + rng.random(len(who)) * (ends - starts)[who]
    kept = rng.random(len(who)) < factor(ends.max() - when) / most
    return who[kept], when[kept]


def lines(
    rng: np.random.Generator, who: np.ndarray, when: np.ndarray, days: float, *,
    level: np.ndarray | float = 1.0, shelf: np.ndarray | None = None, items: int = 60,
    returned: np.ndarray | float = 0.0,
) -> pd.DataFrame:  # fmt: skip
    """Order lines of these orders: one to four items each, amounts alike but for chance.

    Parameters
    ----------
    days : from the first day of the records to `END`
    level : what an item costs a customer, relative to others
    shelf : (customers, items) odds that a customer takes an item; alike for all if absent
    returned : share of a customer's lines that come back a few days later
    """
    order = np.argsort(when, kind="stable")
    who, when = who[order], when[order]
    sizes = 1 + np.minimum(rng.poisson(0.4, len(who)), 3)
    at = np.repeat(np.arange(len(who)), sizes)
    customer = who[at]
    if shelf is None:
        item = rng.integers(items, size=len(at))
    else:
        edges = np.cumsum(shelf / shelf.sum(axis=1, keepdims=True), axis=1)[customer]
        item = np.minimum((rng.random(len(at))[:, None] > edges).sum(axis=1), shelf.shape[1] - 1)
    frame = pd.DataFrame(
        {
            "pedido": [f"P{k:05d}" for k in at],
            "cliente": [f"C{k:04d}" for k in customer],
            "articulo": [f"A{k:03d}" for k in item],
            "fecha": END + pd.to_timedelta(when[at] - days, unit="D"),
            "unidades": 1,
            "precio": np.round(_of(level, customer) * rng.lognormal(3.0, 0.4, len(at)), 2),
        }
    )
    return _written(_with_returns(rng, frame, returned, customer))


def _of(value: np.ndarray | float, who: np.ndarray) -> np.ndarray | float:
    """What holds for each customer, line by line; or what holds for all."""
    return value[who] if isinstance(value, np.ndarray) else value


def _with_returns(
    rng: np.random.Generator, frame: pd.DataFrame, share: np.ndarray | float, who: np.ndarray
) -> pd.DataFrame:
    back = frame[rng.random(len(frame)) < _of(share, who)].copy()
    back["fecha"] += pd.to_timedelta(rng.uniform(2, 12, len(back)), unit="D")
    back["pedido"], back["unidades"] = "D" + back["pedido"].str[1:], -1
    whole = pd.concat([frame, back[back["fecha"] < END]])
    return whole.sort_values("fecha", kind="stable", ignore_index=True)


def _written(frame: pd.DataFrame) -> pd.DataFrame:
    frame["fecha"] = frame["fecha"].dt.strftime("%Y-%m-%d %H:%M:%S")
    return frame[list(ORDERS.values())]


def _money(rng: np.random.Generator) -> dict[str, dict[str, float]]:
    """The client's own figures, which every other world states."""
    if rng.random() < 0.5:
        return {}
    return {
        "classification": {"customer_value": 40.0, "contact_cost": 1.0, "incentive_cost": 5.0,
                           "acceptance": 0.3, "margin": 0.5},
        "regression": {"margin": 0.5, "discount": 0.1},
    }  # fmt: skip


BASKET = 1.4 * np.exp(3.0 + 0.4**2 / 2)  # mean of an order, at level 1; 4 lines at most is as good


def alike(
    seed: int, kind: str = "alike", *, factor: Factor = steady, most: float = 1.0,
    few: bool = False,
) -> tuple[World, float]:  # fmt: skip
    """Everybody buys by chance at one rate: the world, and that rate in orders a year."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(52, 75) if few else rng.integers(90, 220))
    days = float(rng.integers(250, 420) if few else rng.integers(540, 800))
    rate = float(rng.uniform(3, 7) if few else rng.uniform(5, 13))
    sections, returned = _money(rng), float(rng.choice([0.0, 0.0, 0.08]))
    who, when = times(rng, np.full(n, rate), np.zeros(n), np.full(n, days), factor, most)
    table = lines(rng, who, when, days, returned=returned, items=int(rng.integers(40, 90)))
    sales = table["cliente"].nunique() * rate * BASKET * (1 - returned)
    return World(kind, seed, table, replace(NOBODY, sales=sales), (), sections=sections), rate


def everyone_alike(seed: int) -> World:
    """No structure, no signal: customers, what they buy and when are all by chance."""
    world, rate = alike(seed)
    told = replace(world.truth, happens=_silent(steady, rate))
    # Two notebooks each: one is always there, the others take turns.
    other = ("regression", "classification", "recommendation")[seed % 3]
    return replace(world, truth=told, notebooks=("clustering", other))


def tiny(seed: int) -> World:
    """The same, of some sixty customers and less than a year or so."""
    world, _rate = alike(seed, "tiny", few=True)
    return replace(world, notebooks=("clustering", "regression", "recommendation"))


def clockwork(seed: int) -> World:
    """Everybody orders every so many days, for years."""
    rng = np.random.default_rng(seed)
    n, every = int(rng.integers(60, 160)), float(rng.integers(18, 40))
    days = float(rng.integers(600, 1100))
    first = rng.uniform(0, every, n)
    counts = ((days - first) // every).astype(int) + 1
    who = np.repeat(np.arange(n), counts)
    turn = np.concatenate([np.arange(c) for c in counts])
    when = np.clip(first[who] + turn * every + rng.normal(0, 1.5, len(who)), 0, days - 0.01)
    table = lines(rng, who, when, days)
    # Whose turn comes next tells who orders once more within a window, and nothing of a year.
    truth = Truth(structure="none", tastes=False, top_share=0.1, sales=n * YEAR / every * BASKET)
    return World("clockwork", seed, table, truth, ("clustering", "regression"),
                 sections=_money(rng))  # fmt: skip


def once(seed: int) -> World:
    """Everybody bought once, at some time, for some amount; nobody ever came back."""
    rng = np.random.default_rng(seed)
    n, days = int(rng.integers(120, 300)), float(rng.integers(400, 700))
    table = lines(rng, np.arange(n), rng.uniform(0, days, n), days)
    truth = Truth(structure="degrees", future=False, tastes=False, sales=0.0)
    return World("once", seed, table, truth, ("clustering", "regression", "recommendation"),
                 sections=_money(rng))  # fmt: skip


def seasonal(seed: int) -> World:
    """Everybody alike; all buy more in one part of the year, and no more than that."""
    rng = np.random.default_rng([seed, 1])
    swing, peak = float(rng.uniform(0.5, 0.9)), float(rng.uniform(0, YEAR))

    def season(ago: np.ndarray) -> np.ndarray:
        return 1 + swing * np.cos(2 * np.pi * (ago - peak) / YEAR)

    world, rate = alike(seed, "seasonal", factor=season, most=1 + swing)
    truth = replace(world.truth, seasonal=True, happens=_silent(season, rate))
    other = ("regression", "classification")[seed // 2 % 2]
    return replace(world, truth=truth, notebooks=("clustering", other))


def shifted(seed: int) -> World:
    """Everybody alike, until all buy far less, or far more, from some day near the end on."""
    rng = np.random.default_rng([seed, 1])
    change, since = float(rng.choice([0.3, 0.3, 2.4])), float(rng.integers(90, 130))

    def step(ago: np.ndarray) -> np.ndarray:
        return np.where(ago <= since, change, 1.0)

    world, rate = alike(seed, "shifted", factor=step, most=max(1.0, change))
    assert world.truth.sales is not None
    truth = replace(world.truth, sales=world.truth.sales * change, happens=_silent(step, rate))
    return replace(world, truth=truth, notebooks=("regression", "classification"))


def _silent(factor: Factor, rate: float) -> tuple[float, float]:
    """How often nobody hears of a customer in 90 days: in the windows before, and in the last."""
    found = []
    for window in range(4):
        ago = np.linspace(90 * window, 90 * (window + 1), 181)
        found.append(float(np.exp(-rate / YEAR * 90 * factor(ago).mean())))
    return float(np.mean(found[1:])), found[0]


def giant(seed: int) -> World:
    """Everybody alike but for one, who buys for as much as a third to twice all others."""
    rng = np.random.default_rng(seed)
    n, days, rate = int(rng.integers(90, 200)), float(rng.integers(540, 800)), rng.uniform(5, 11)
    who, when = times(rng, np.full(n, rate), np.zeros(n), np.full(n, days))
    level = np.ones(n)
    level[0] = n * float(rng.uniform(0.35, 2.0))
    table = lines(rng, who, when, days, level=level)
    truth = Truth(structure="none", future=None, giant="C0000", leaving=False)
    return World("giant", seed, table, truth, ("clustering", "regression"),
                 sections=_money(rng))  # fmt: skip


def groups(seed: int) -> World:
    """Four groups far apart: regulars, rare large orders, gone for long, and just come."""
    rng = np.random.default_rng(seed)
    n, days = int(rng.integers(280, 420)), 720.0
    group = rng.choice(4, n, p=[0.3, 0.25, 0.25, 0.2])
    rates = np.array([26.0, 4.0, 14.0, 22.0])[group]
    starts = np.where(group == 3, rng.uniform(days - 60, days - 35, n), rng.uniform(0, 40, n))
    ends = np.where(group == 2, rng.uniform(170, 230, n), days)
    level = np.array([1.0, 9.0, 0.8, 0.8])[group]
    who, when = times(rng, rates, starts, ends)
    returned = np.where(group == 1, rng.choice([0.02, 0.45]), 0.02)
    table = lines(rng, who, when, days, level=level, returned=returned)
    truth = Truth(structure="groups", future=True, leaving=True, ample=True)
    return World("groups", seed, table, truth, ("clustering", "classification"),
                 sections=_money(rng))  # fmt: skip


def degrees(seed: int) -> World:
    """Customers who differ by degrees, a lot, in how often they buy and how soon they leave."""
    rng = np.random.default_rng(seed)
    n, days = int(rng.integers(300, 450)), 800.0
    rates = rng.gamma(0.8, 14.0, n) + 0.5
    starts = rng.uniform(0, 400, n)
    ends = np.minimum(starts + rng.exponential(900, n), days)
    level = rng.lognormal(0, 0.5, n)
    who, when = times(rng, rates, starts, ends)
    table = lines(rng, who, when, days, level=level)
    left = ends >= days
    seen = np.isin(np.arange(n), who)
    stay = 900 * (1 - np.exp(-YEAR / 900))  # days that one who is there stays, of the next year
    each = np.where(left & seen, rates / YEAR * stay * level * BASKET, 0.0)
    top = np.sort(each[seen])[::-1]
    share = top[: max(1, len(top) // 10)].sum() / top.sum()
    truth = Truth(structure="degrees", future=True, leaving=True, ample=True, sales=each.sum(),
                  top_share=float(share))  # fmt: skip
    return World("degrees", seed, table, truth, ("regression", "classification", "clustering"),
                 sections=_money(rng))  # fmt: skip


def tastes(seed: int) -> World:
    """Customers who buy alike, each from one of four shelves of the shop."""
    rng = np.random.default_rng(seed)
    n, days, rate = int(rng.integers(180, 280)), float(rng.integers(540, 700)), rng.uniform(9, 13)
    who, when = times(rng, np.full(n, rate), np.zeros(n), np.full(n, days))
    shelf = np.full((n, 160), 0.03)
    of = rng.integers(4, size=n)
    shelf[np.arange(160)[None, :] // 40 == of[:, None]] = 1.0
    table = lines(rng, who, when, days, shelf=shelf)
    truth = Truth(structure="none", future=False, leaving=False, tastes=True, ample=True)
    return World("tastes", seed, table, truth, ("recommendation",), sections=_money(rng))
