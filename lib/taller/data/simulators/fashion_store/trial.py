"""A trial in the weeks after the history: who comes, what they are shown, see and hence buy.

Customers go on coming at their own rate, and people come who never bought. On a visit someone
comes upon a few models by popularity, as in the history, and now and then looks at what the shop
shows (its slate), the first places oftener than the last. Of all that is seen the best liked is
bought, unless buying nothing is liked better (`choice`; a conditional logit with an outside
option), so that a slate that suits people sells more. How much buying nothing is liked is set so
that visits end in an order as often as in the history while the shop shows what is most popular.
Everybody buys from the same stock. Where recommendations do not help, nobody looks at slates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from taller.data.simulators.fashion_store import choice, customers, orders, seasons, stock, visits
from taller.data.simulators.fashion_store.catalogue import Catalogue
from taller.data.simulators.fashion_store.customers import COUNTRIES, TAX, Customers
from taller.data.simulators.fashion_store.output import codes
from taller.data.simulators.fashion_store.world import World, world

if TYPE_CHECKING:
    from taller.data.sources import FashionStoreSettings

LOOKED = 0.6  # share of visits on which the slate is looked at at all
NOTICED, FADES = 0.5, 0.8  # chance that its first place is noticed then, and of each next, times
USUAL = 10  # places of the slate that the shop has shown so far: its most popular models
MOST_OFTEN = 0.5  # most visits that end in an order, on average
SAMPLE = 20_000  # visits on which buying nothing is set
MEASURES = ("sessions", "orders", "units", "revenue", "margin", "sold_out")


@dataclass(frozen=True)
class Market:
    """The shop on the day after its history, and everybody who comes in the weeks after.

    Attributes
    ----------
    people : customers by position, then newcomers
    ids : (people,) their codes
    new : (people,) whether they had never bought
    outside : (people,) what buying nothing is worth
    user, time : (visits,) by time
    level, left : (items,) units a delivery fills up to, and units there are at first
    helps : whether slates are looked at
    """

    catalogue: Catalogue
    days: seasons.Calendar
    people: Customers
    ids: np.ndarray
    new: np.ndarray
    outside: np.ndarray
    user: np.ndarray
    time: np.ndarray
    level: np.ndarray
    left: np.ndarray
    return_rate: float
    helps: bool


class Wanted(NamedTuple):
    """What visits would buy if all were in stock, line by line, by time.

    ``item``: (seen, lines), the best liked first, NONE where it is not worth buying.
    """

    visit: np.ndarray
    item: np.ndarray
    units: np.ndarray


NONE = -1


def market(
    settings: FashionStoreSettings, seed: int, *, weeks: int, sold: np.ndarray, left: np.ndarray
) -> Market:
    """The weeks after a history, of the same people and items.

    Parameters
    ----------
    weeks : how long people come
    sold, left : (items,) units sold in the history, and units in stock at its end
    """
    from taller.data.simulators import fashion_store

    made = world(settings, fashion_store.generators(seed)[:4])
    for_new, for_visits, for_stock, for_level = _generator(seed, "market").spawn(4)
    days = _after(made.days, weeks)
    demand = seasons.demand(days, np.zeros(days.days))
    rates = _Rates(settings, made)
    newcomers = customers.customers(for_new, rates.newcomers(weeks), demand)
    people = _together(made.people, newcomers)
    new = np.arange(people.n) >= made.people.n
    user, time = _come(for_visits, people, new, rates.visits, days, demand)
    cycles = max(made.days.days / stock.CYCLE, 1)
    opened = Market(
        made.items, days, people,
        np.concatenate([made.people.ids(np.arange(made.people.n)).to_numpy(zero_copy_only=False),
                        codes("N", np.arange(1, newcomers.n + 1), 6, newcomers.n)
                        .to_numpy(zero_copy_only=False)]),
        new, np.zeros(people.n), user, time, left, left, settings.return_rate,
        settings.recommendations_help,
    )  # fmt: skip
    opened = replace(opened, outside=_outside(opened, for_level, rates))
    return replace(opened, level=_levels(opened, for_stock, sold / cycles))


def slates(opened: Market, lists: pd.DataFrame | None, usual: list[str]) -> np.ndarray:
    """What a shop shows each person: their list, the usual items where they have none.

    Parameters
    ----------
    lists : ``user_id``, ``place`` from 1, ``item_id``; None where everybody sees the usual

    Returns
    -------
    (people, places) positions of items, NONE where a place stays empty
    """
    items = pd.Index(opened.catalogue.ids.to_numpy(zero_copy_only=False))
    same = items.get_indexer(usual)
    shown = np.tile(same[same >= 0].astype(np.int32), (opened.people.n, 1))
    if lists is None or lists.empty:
        return shown
    row = pd.Index(opened.ids).get_indexer(lists["user_id"])
    place, item = lists["place"].to_numpy() - 1, items.get_indexer(lists["item_id"])
    there = (row >= 0) & (item >= 0)
    wide = max(shown.shape[1], int(place[there].max(initial=-1)) + 1)
    shown = np.pad(shown, ((0, 0), (0, wide - shown.shape[1])), constant_values=NONE)
    shown[np.unique(row[there])] = NONE
    shown[row[there], place[there]] = item[there]
    return shown


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
    ``newcomer``, and `MEASURES`: visits, orders, units, revenue and margin net of what was sent
    back, and lines whose first choice was sold out
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
    size = opened.people.size[user]
    odds = opened.people.sends_back[user] * np.exp(
        orders.RETURN_FIT * choice.mismatch(opened.catalogue, item[line], size)
    )
    stays = for_returns.random(len(line)) >= orders.chances(odds, opened.return_rate)
    model = opened.catalogue.model[item[line]]
    price, count = opened.catalogue.price[model] / 100, units[line] * stays
    tax = np.array([TAX[name] for name in COUNTRIES])[opened.people.country[user]]
    earned = price / (1 + tax) - opened.catalogue.cost[model] / 100
    n = opened.people.n
    came = np.unique(opened.user)
    ordered = opened.user[np.unique(visit[line])]
    measured = {
        "sessions": np.bincount(opened.user, minlength=n),
        "orders": np.bincount(ordered, minlength=n),
        "units": np.bincount(user, weights=count, minlength=n),
        "revenue": np.bincount(user, weights=price * count, minlength=n).round(2),
        "margin": np.bincount(user, weights=earned * count, minlength=n).round(2),
        "sold_out": np.bincount(opened.user[visit[sold_out]], minlength=n),
    }
    columns = {name: values[came] for name, values in measured.items()}
    return pd.DataFrame({"user_id": opened.ids[came], "newcomer": opened.new[came], **columns})


def _wanted(
    opened: Market, shown: np.ndarray, rng: np.random.Generator, for_slates: np.random.Generator
) -> Wanted:
    """What each visit would buy; all is drawn whatever is shown, so that plays compare."""
    basket = opened.people.basket[opened.user]
    count = 1 + np.minimum(rng.poisson(basket), orders.MOST_LINES - 1)
    visit = np.repeat(np.arange(len(opened.user), dtype=np.int32), count)
    first = np.concatenate([[True], visit[1:] != visit[:-1]])[: len(visit)]
    who = choice.shoppers(opened.people, opened.user[visit])
    seen, worth = _seen(opened, shown, rng, for_slates, visit, who)
    nothing = opened.outside[opened.user[visit]] + rng.gumbel(size=len(visit))
    worth[:, first] = np.where(worth[:, first] > nothing[first], worth[:, first], -np.inf)
    buys = np.isfinite(worth[:, first].max(axis=0))[visit]
    picked = who.size + rng.normal(0, choice.MISJUDGED, len(visit))
    two = rng.random(len(visit)) < orders.TWO_OF_A_KIND
    visit, seen, worth = visit[buys], seen[:, buys], worth[:, buys]
    best = np.argsort(-worth, axis=0)
    item = opened.catalogue.item(np.take_along_axis(seen, best, axis=0), picked[buys])
    item[~np.isfinite(np.take_along_axis(worth, best, axis=0))] = NONE
    return Wanted(visit, item, 1 + two[buys].astype(np.int32))


def _seen(
    opened: Market, shown: np.ndarray, rng: np.random.Generator,
    for_slates: np.random.Generator, visit: np.ndarray, who: choice.Shoppers,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Models in sight for each line, and what they are worth; minus infinity if not noticed."""
    n, places = len(visit), shown.shape[1]
    browsed = opened.catalogue.drawn(rng, choice.SEEN * n).reshape(choice.SEEN, n)
    noise = rng.gumbel(size=(choice.SEEN, n))
    looked = for_slates.random(len(opened.user)) < LOOKED
    chance = NOTICED * FADES ** np.arange(places)
    notice = (for_slates.random((n, places)) < chance).T
    slate = shown[opened.user[visit]].T
    noticed = notice & looked[visit] & (slate != NONE) & opened.helps
    model = np.concatenate([browsed, opened.catalogue.model[np.maximum(slate, 0)]])
    noise = np.concatenate([noise, for_slates.gumbel(size=(n, places)).T])
    worth = choice.utility(who, opened.catalogue, model) + noise
    worth[choice.SEEN :][~noticed] = -np.inf
    return model, worth


def _sold(
    opened: Market, wanted: Wanted, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The item and units each line gets of the shared stock, and whose first choice was out."""
    got = np.full(len(wanted.visit), NONE, dtype=np.int32)
    units = np.zeros(len(wanted.visit), dtype=np.int32)
    out = np.zeros(len(wanted.visit), dtype=bool)
    cycle = opened.days.day(opened.time)[wanted.visit] // stock.CYCLE
    left = opened.left.astype(np.int64)
    for number in range(int(cycle.max(initial=-1)) + 1):
        late = rng.random(len(left)) < stock.LATE
        left = np.where(late, left, np.maximum(left, opened.level))
        waiting = np.flatnonzero(cycle == number)
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


class _Rates:
    """How many newcomers and visits there are, as the history has them."""

    def __init__(self, settings: FashionStoreSettings, made: World) -> None:
        others = settings.sessions_per_order - 1
        by_customers = visits.LEADING_UP + (1 - visits.LEADING_UP) * visits.BY_CUSTOMERS
        self.visits = 1 + others * by_customers  # a customer's, for each of their orders
        joined = made.people.n * (1 - customers.KNOWN_BEFORE)
        self._weekly = joined / (made.days.days / 7)
        ends = made.demand.until(made.people.pace, np.minimum(made.people.left, made.days.end))
        span = ends - made.demand.until(made.people.pace, made.people.joined)
        bought = made.people.n + (made.people.rate * np.maximum(span, 0)).sum()
        strangers = others * bought * (1 - by_customers)
        self._persons = (strangers + joined) / visits.VISITS_A_STRANGER / (made.days.days / 7)
        self.converting = (
            min(1 / self.visits, MOST_OFTEN), min(joined / (strangers + joined), MOST_OFTEN)
        )  # fmt: skip

    def newcomers(self, weeks: int) -> int:
        """People who come for the first time."""
        return max(1, round(self._persons * weeks))


def _after(days: seasons.Calendar, weeks: int) -> seasons.Calendar:
    """The weeks after a calendar, without promotions."""
    length = 7 * weeks
    dates = days.dates[-1] + 1 + np.arange(length)
    none = np.full(length, -1, dtype=np.int16)
    return seasons.Calendar(days.first + days.days, dates, (), none)


def _together(first: Customers, then: Customers) -> Customers:
    """Both, one after the other."""
    parts = {f.name: [getattr(first, f.name), getattr(then, f.name)] for f in fields(first)}
    return Customers(**{name: np.concatenate(both) for name, both in parts.items()})


def _come(
    rng: np.random.Generator, people: Customers, new: np.ndarray, often: float,
    days: seasons.Calendar, demand: seasons.Demand,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Who comes and when, by time: customers at their rate until they leave, newcomers at once."""
    until = demand.until(people.pace, np.minimum(people.left, days.end))
    total = demand.total(people.pace)
    rate = np.where(people.left < days.start, 0.0, people.rate * often * until)
    again = visits.VISITS_A_STRANGER - 1
    count = np.where(new, 1 + rng.poisson(again, people.n), rng.poisson(np.where(new, 0, rate)))
    user = np.repeat(np.arange(people.n, dtype=np.int32), count)
    reach = np.where(new, total, until)[user]
    time = demand.when(people.pace[user], rng.random(len(user)) * reach)
    time = days.at_shop_hours(rng, np.minimum(time, days.end - 1))
    by_time = np.argsort(time, kind="stable")
    return user[by_time], time[by_time]


def _outside(opened: Market, rng: np.random.Generator, rates: _Rates) -> np.ndarray:
    """What buying nothing is worth to customers, and to newcomers."""
    usual = _usual(opened)
    visit = np.sort(rng.permutation(len(opened.user))[:SAMPLE]).astype(np.int32)
    who = choice.shoppers(opened.people, opened.user[visit])
    model, noisy = _seen(opened, usual, rng, rng, visit, who)
    worth = np.where(np.isfinite(noisy), choice.utility(who, opened.catalogue, model), -np.inf)
    inside, new = np.exp(worth).sum(axis=0), opened.new[opened.user[visit]]
    levels = [_level(inside[new == kind], share) for kind, share in enumerate(rates.converting)]
    return np.where(opened.new, levels[1], levels[0])


def _usual(opened: Market) -> np.ndarray:
    """The slates of the time before: the most popular models for everybody."""
    popular = np.argsort(-opened.catalogue.popularity, kind="stable")[:USUAL]
    return np.tile(opened.catalogue.first[popular], (opened.people.n, 1))


def _levels(opened: Market, rng: np.random.Generator, sold: np.ndarray) -> np.ndarray:
    """What deliveries fill up to: the buyers know what sells, and what the usual slates sell."""
    wanted = _wanted(opened, _usual(opened), rng, rng)
    cycles = opened.days.days / stock.CYCLE
    first = np.bincount(wanted.item[0], weights=wanted.units, minlength=len(sold))
    return stock.levels(rng, np.maximum(sold, first / cycles))


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
