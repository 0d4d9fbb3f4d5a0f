"""A trial in the weeks after the history: who comes, what they are shown, see and hence buy.

Customers go on coming at their own rate, and people come who never bought. On a visit someone
comes upon a few models by popularity, as in the history, and now and then looks at what the shop
shows (its slate), the first places oftener than the last. A slate shows items, each in its size:
one that does not fit is liked less, as far as it would be sent back more, and nobody looks at what
they have bought already. Of all that is seen the best liked is bought, unless buying nothing is
liked better (`choice`; a conditional logit with an outside option), so that a slate that suits
people sells more. How much buying nothing is liked is set so that visits end in an order as often
as in the history while the shop shows what it usually does. Everybody buys from the same stock, and
buyers order what was asked for in the fortnight before. Where
recommendations do not help, nobody looks at slates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from taller.data.simulators.fashion_store import choice, customers, orders, seasons, stock
from taller.data.simulators.fashion_store.customers import COUNTRIES, TAX
from taller.data.simulators.fashion_store.output import codes
from taller.data.simulators.fashion_store.played.market import (
    NONE,
    Market,
    Rates,
    after,
    come,
    has,
    pair,
    places,
    slates,
    together,
)
from taller.data.simulators.fashion_store.world import world

if TYPE_CHECKING:
    from taller.data.settings.sources import FashionStoreSettings

LOOKED = 0.9  # share of visits on which the slate is looked at at all
NOTICED, FADES = 0.9, 0.9  # chance that its first place is noticed then, and of each next, times
SAMPLE = 20_000  # visits on which buying nothing is set
__all__ = ["MEASURES", "NONE", "Market", "market", "play", "slates", "trial", "truth"]
MEASURES = ("sessions", "bought", "orders", "units", "revenue", "margin", "sold_out")


class Wanted(NamedTuple):
    """What visits would buy if all were in stock, line by line, by time.

    ``item``: (seen, lines), the best liked first, NONE where it is not worth buying.
    """

    visit: np.ndarray
    item: np.ndarray
    units: np.ndarray


def market(
    settings: FashionStoreSettings, seed: int, *, weeks: int, usual: Sequence[str],
    bought: pd.DataFrame, left: np.ndarray,
) -> Market:  # fmt: skip
    """The weeks after a history, of the same people and items.

    Parameters
    ----------
    weeks : how long people come
    usual : codes of the items that the shop has shown to everybody so far
    bought : ``user_id``, ``item_id`` and ``quantity`` of the history's lines
    left : (items,) units in stock at its end
    """
    from taller.data.simulators import fashion_store

    made = world(settings, fashion_store.generators(seed)[:4])
    for_new, for_visits, for_stock, for_level = _generator(seed, "market").spawn(4)
    days = after(made.days, weeks)
    demand = seasons.demand(days, np.zeros(days.days))
    rates = Rates(settings, made)
    newcomers = customers.customers(for_new, rates.newcomers(weeks), demand, settings.frequency)
    people = together(made.people, newcomers)
    new = np.arange(people.n) >= made.people.n
    user, time = come(for_visits, people, new, rates.visits, days, demand)
    named = [made.people.ids(np.arange(made.people.n)),
             codes("N", np.arange(1, newcomers.n + 1), 6, newcomers.n)]  # fmt: skip
    ids = np.concatenate([each.to_numpy(zero_copy_only=False) for each in named])
    item = places(made.items, bought["item_id"])
    owned = pair(pd.Index(ids).get_indexer(bought["user_id"]), made.items.model[item])
    opened = Market(
        made.items, days, people, ids, new, np.zeros(people.n), user, time,
        places(made.items, usual), np.unique(owned), left, left, 0.0,
        settings.recommendations_help,
    )  # fmt: skip
    opened = replace(opened, outside=_outside(opened, for_level, rates))
    sold = np.bincount(item, weights=bought["quantity"], minlength=made.items.items)
    cycles = max(made.days.days / stock.CYCLE, 1)
    wanted = _wanted(opened, slates(opened), for_stock, for_stock)
    odds = _odds(opened, wanted.visit, wanted.item[0])
    return replace(
        opened, level=_levels(opened, for_stock, sold / cycles, wanted),
        sends_back=float((orders.chances(odds, settings.return_rate) / odds).max(initial=0.0)),
    )  # fmt: skip


def trial(
    opened: Market, shown: Mapping[str, np.ndarray], seed: int, shares: Mapping[str, float]
) -> pd.DataFrame:
    """The log of a trial in which each person's arm is drawn by lot.

    Parameters
    ----------
    shown : each arm's `slates`
    shares : of the people, drawn to each arm

    Returns
    -------
    One row for each person who came: ``user_id``, ``arm``, ``exposed_at`` (their first visit),
    ``newcomer``, and `MEASURES`: visits, whether they bought, orders, units, revenue and margin net
    of what was sent back, and lines whose first choice was sold out
    """
    arms = list(shown)
    chances = np.array([shares[arm] for arm in arms])
    lot = _generator(seed, "lot").choice(len(arms), opened.people.n, p=chances / chances.sum())
    wide = max(each.shape[1] for each in shown.values())
    mixed = np.full((opened.people.n, wide), NONE, dtype=np.int32)
    for number, arm in enumerate(arms):
        theirs = lot == number
        mixed[theirs, : shown[arm].shape[1]] = shown[arm][theirs]
    found = play(opened, mixed, _generator(seed, "trial"))
    _, first = np.unique(opened.user, return_index=True)
    exposed = opened.time[first].astype("datetime64[us]")
    found.insert(1, "arm", np.array(arms, dtype=object)[lot[opened.user[first]]])
    found.insert(2, "exposed_at", exposed)
    return found


def truth(opened: Market, shown: np.ndarray, seed: int, repeats: int) -> pd.DataFrame:
    """What each person would do on average if everybody was shown one arm's slates.

    Plays of one seed are alike in all that does not depend on slates, so that arms compare well.

    Returns
    -------
    The columns of `trial` without arm and time, means over the plays
    """
    total = None
    for number in range(repeats):
        found = play(opened, shown, _generator(seed, "truth", number))
        measured = found[list(MEASURES)].to_numpy("float64")
        total = measured if total is None else total + measured
    assert total is not None
    found[list(MEASURES)] = total / repeats
    return found


def play(opened: Market, shown: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """One play of the weeks, everybody shown their row of ``shown``; a row for each who came."""
    for_wishes, for_slates, for_stock, for_returns = rng.spawn(4)
    wanted = _wanted(opened, shown, for_wishes, for_slates)
    item, units, sold_out = _sold(opened, wanted, for_stock)
    visit = wanted.visit
    kept = item != NONE
    _, once = np.unique(visit[kept].astype(np.int64) * opened.catalogue.items + item[kept],
                        return_index=True)  # fmt: skip
    line = np.flatnonzero(kept)[once]
    user = opened.user[visit[line]]
    chance = opened.sends_back * _odds(opened, visit[line], item[line])
    stays = for_returns.random(len(line)) >= np.minimum(chance, orders.MOST_RETURNED)
    model = opened.catalogue.model[item[line]]
    price, count = opened.catalogue.price[model] / 100, units[line] * stays
    tax = np.array([TAX[name] for name in COUNTRIES])[opened.people.country[user]]
    earned = price / (1 + tax) - opened.catalogue.cost[model] / 100
    n = opened.people.n
    came = np.unique(opened.user)
    ordered = opened.user[np.unique(visit[line])]
    measured = {
        "sessions": np.bincount(opened.user, minlength=n),
        "bought": np.bincount(ordered, minlength=n) > 0,
        "orders": np.bincount(ordered, minlength=n),
        "units": np.bincount(user, weights=count, minlength=n),
        "revenue": np.bincount(user, weights=price * count, minlength=n).round(2),
        "margin": np.bincount(user, weights=earned * count, minlength=n).round(2),
        "sold_out": np.bincount(opened.user[visit[sold_out]], minlength=n),
    }
    columns = {name: values[came] for name, values in measured.items()}
    return pd.DataFrame({"user_id": opened.ids[came], "newcomer": opened.new[came], **columns})


def _odds(opened: Market, visit: np.ndarray, item: np.ndarray) -> np.ndarray:
    """Odds that items are sent back, oftener where the size does not fit."""
    user = opened.user[visit]
    away = choice.mismatch(opened.catalogue, item, opened.people.size[user])
    return opened.people.sends_back[user] * np.exp(orders.RETURN_FIT * away)


def _wanted(
    opened: Market, shown: np.ndarray, rng: np.random.Generator, for_slates: np.random.Generator
) -> Wanted:
    """What each visit would buy; all is drawn whatever is shown, so that plays compare."""
    basket = opened.people.basket[opened.user]
    count = 1 + np.minimum(rng.poisson(basket), orders.MOST_LINES - 1)
    visit = np.repeat(np.arange(len(opened.user), dtype=np.int32), count)
    first = np.concatenate([[True], visit[1:] != visit[:-1]])[: len(visit)]
    item, worth = _seen(opened, shown, rng, for_slates, visit)
    nothing = opened.outside[opened.user[visit]] + rng.gumbel(size=len(visit))
    worth[:, first] = np.where(worth[:, first] > nothing[first], worth[:, first], -np.inf)
    buys = np.isfinite(worth[:, first].max(axis=0))[visit]
    two = rng.random(len(visit)) < orders.TWO_OF_A_KIND
    item, worth = item[:, buys], worth[:, buys]
    best = np.argsort(-worth, axis=0)
    item = np.where(np.isfinite(worth), item, NONE)
    return Wanted(visit[buys], np.take_along_axis(item, best, axis=0),
                  1 + two[buys].astype(np.int32))  # fmt: skip


def _seen(
    opened: Market, shown: np.ndarray, rng: np.random.Generator, for_slates: np.random.Generator,
    visit: np.ndarray, *, noise: bool = True,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Items in sight for each line, and what they are worth; minus infinity if not noticed."""
    n, places, items = len(visit), shown.shape[1], opened.catalogue
    who = choice.shoppers(opened.people, opened.user[visit])
    model = items.drawn(rng, choice.SEEN * n).reshape(choice.SEEN, n)
    size = who.size + rng.normal(0, choice.MISJUDGED, n)
    browsed = choice.utility(who, items, model) + noise * rng.gumbel(size=model.shape)
    looked = for_slates.random(len(opened.user)) < LOOKED
    notice = (for_slates.random((n, places)) < NOTICED * FADES ** np.arange(places)).T
    models = items.model[np.maximum(shown, 0)]
    owned = has(opened.owned, pair(np.arange(len(shown))[:, None], models))
    slate = np.where(owned, NONE, shown)[opened.user[visit]].T
    noticed = notice & looked[visit] & (slate != NONE) & opened.helps
    there = np.maximum(slate, 0)
    away = np.abs(there - items.item(items.model[there], size))  # sizes of a model are in a row
    liked = choice.utility(who, items, items.model[there]) - orders.RETURN_FIT * away
    liked = liked + noise * for_slates.gumbel(size=(n, places)).T
    worth = np.concatenate([browsed, np.where(noticed, liked, -np.inf)])
    return np.concatenate([items.item(model, size), there]), worth


def _sold(
    opened: Market, wanted: Wanted, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The item and units each line gets of the shared stock, and whose first choice was out."""
    got = np.full(len(wanted.visit), NONE, dtype=np.int32)
    units = np.zeros(len(wanted.visit), dtype=np.int32)
    out = np.zeros(len(wanted.visit), dtype=bool)
    cycle = opened.days.day(opened.time)[wanted.visit] // stock.CYCLE
    left, level = opened.left.astype(np.int64), opened.level
    for number in range(int(cycle.max(initial=-1)) + 1):
        late = rng.random(len(left)) < stock.LATE
        left = np.where(late, left, np.maximum(left, level))
        waiting = np.flatnonzero(cycle == number)
        asked = _asked(wanted, waiting, len(left))
        level = np.maximum(opened.level, np.ceil(stock.COVER * asked).astype(np.int64))
        for rank, ranked in enumerate(wanted.item):
            waiting = waiting[ranked[waiting] != NONE]
            item = ranked[waiting]
            served = stock.in_turn(item, wanted.units[waiting], left)
            np.subtract.at(left, item, served)
            there = served > 0
            got[waiting[there]], units[waiting[there]] = item[there], served[there]
            if rank == 0:
                out[waiting[~there]] = True
            waiting = waiting[~there]
    return got, units, out


def _outside(opened: Market, rng: np.random.Generator, rates: Rates) -> np.ndarray:
    """What buying nothing is worth to customers, and to newcomers."""
    usual = slates(opened)
    visit = np.sort(rng.permutation(len(opened.user))[:SAMPLE]).astype(np.int32)
    _, worth = _seen(opened, usual, rng, rng, visit, noise=False)
    inside, new = np.exp(worth).sum(axis=0), opened.new[opened.user[visit]]
    levels = [_level(inside[new == kind], share) for kind, share in enumerate(rates.converting)]
    return np.where(opened.new, levels[1], levels[0])


def _levels(
    opened: Market, rng: np.random.Generator, sold: np.ndarray, wanted: Wanted
) -> np.ndarray:
    """What deliveries fill up to: the buyers know what sells, and what the usual slates sell."""
    cycles = opened.days.days / stock.CYCLE
    return stock.levels(rng, np.maximum(sold, _asked(wanted, slice(None), len(sold)) / cycles))


def _asked(wanted: Wanted, lines: np.ndarray | slice, items: int) -> np.ndarray:
    """Units of each item that were somebody's first choice."""
    return np.bincount(wanted.item[0, lines], weights=wanted.units[lines], minlength=items)


def _level(inside: np.ndarray, share: float) -> float:
    """The utility of buying nothing at which a share of visits buy, by bisection."""
    low, high = -20.0, 20.0
    for _halving in range(60):
        middle = (low + high) / 2
        buying = (inside / (inside + np.exp(middle))).mean() if len(inside) else share
        low, high = (middle, high) if buying > share else (low, middle)
    return middle


def _generator(seed: int, *purpose: str | int) -> np.random.Generator:
    """A generator of its own for each purpose, none of which a history draws from."""
    words = [part if isinstance(part, int) else int.from_bytes(part.encode()) % 2**32
             for part in ("trial", *purpose)]  # fmt: skip
    return np.random.default_rng([seed, *words])
