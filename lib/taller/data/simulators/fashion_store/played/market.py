"""Who comes to the shop in the weeks after its history, how often, and what it shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.data.simulators.fashion_store import customers, seasons, visits
from taller.data.simulators.fashion_store.catalogue import Catalogue
from taller.data.simulators.fashion_store.customers import Customers
from taller.data.simulators.fashion_store.world import World

if TYPE_CHECKING:
    from taller.data.settings.sources import FashionStoreSettings

MOST_OFTEN = 0.5  # most visits that end in an order, on average
NONE = -1


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
    usual : (places,) items that the shop has shown to everybody so far
    owned : people and models they bought, as `pair` numbers them
    level, left : (items,) units the first delivery fills up to, and units there are at first
    sends_back : chance of a return, of odds of 1 (`trial`)
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
    usual: np.ndarray
    owned: np.ndarray
    level: np.ndarray
    left: np.ndarray
    sends_back: float
    helps: bool


def slates(opened: Market, lists: pd.DataFrame | None = None) -> np.ndarray:
    """What the shop shows each person: their list, the usual items where they have none.

    Parameters
    ----------
    lists : ``user_id``, ``place`` from 1, ``item_id``; None where everybody sees the usual

    Returns
    -------
    (people, places) positions of items, NONE where a place stays empty
    """
    shown = np.tile(opened.usual, (opened.people.n, 1))
    if lists is None or lists.empty:
        return shown
    row = pd.Index(opened.ids).get_indexer(lists["user_id"])
    place, item = lists["place"].to_numpy() - 1, places(opened.catalogue, lists["item_id"])
    there = (row >= 0) & (item >= 0)
    wide = max(shown.shape[1], int(place[there].max(initial=-1)) + 1)
    shown = np.pad(shown, ((0, 0), (0, wide - shown.shape[1])), constant_values=NONE)
    shown[np.unique(row[there])] = NONE
    shown[row[there], place[there]] = item[there]
    return shown


class Rates:
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


def after(days: seasons.Calendar, weeks: int) -> seasons.Calendar:
    """The weeks after a calendar, without promotions."""
    length = 7 * weeks
    dates = days.dates[-1] + 1 + np.arange(length)
    none = np.full(length, -1, dtype=np.int16)
    return seasons.Calendar(days.first + days.days, dates, (), none)


def together(first: Customers, then: Customers) -> Customers:
    """Both, one after the other."""
    parts = {f.name: [getattr(first, f.name), getattr(then, f.name)] for f in fields(first)}
    return Customers(**{name: np.concatenate(both) for name, both in parts.items()})


def come(
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


def pair(person: np.ndarray, model: np.ndarray) -> np.ndarray:
    """A number for each person and model."""
    return person.astype(np.int64) * 2**32 + model


def has(held: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Which numbers are among those held, which are in order: by far faster than `np.isin`."""
    if not len(held):
        return np.zeros(asked.shape, dtype=bool)
    return held[np.minimum(np.searchsorted(held, asked), len(held) - 1)] == asked


def places(catalogue: Catalogue, named: Sequence[str] | pd.Series) -> np.ndarray:
    """Where items stand, NONE where there is no such item."""
    items = pd.Index(catalogue.ids.to_numpy(zero_copy_only=False))
    return items.get_indexer(pd.Index(named, dtype=object)).astype(np.int32)
