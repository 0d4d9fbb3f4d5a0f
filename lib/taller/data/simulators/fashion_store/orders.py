"""Orders: when customers buy, what is in the basket, and what they send back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators.fashion_store import choice, marketing, stock
from taller.data.simulators.fashion_store.catalogue import Catalogue
from taller.data.simulators.fashion_store.customers import COUNTRIES, TAX, Customers
from taller.data.simulators.fashion_store.marketing import Advertising
from taller.data.simulators.fashion_store.output import (
    ROWS,
    codes,
    distinct,
    money,
    picked,
    repeated,
    stamps,
)
from taller.data.simulators.fashion_store.parallel import spread
from taller.data.simulators.fashion_store.seasons import Calendar, Demand

if TYPE_CHECKING:
    import pyarrow as pa

MOST_LINES = 9
TWO_OF_A_KIND = 0.06  # share of lines with two units
VISITS = 1 << 16  # orders that draw from one generator
RETURN_DAYS = (3, 30)
RETURN_FIT = 1.2  # log chance of a return, per size that an item does not fit
MOST_RETURNED = 0.9


@dataclass(frozen=True)
class Orders:
    """Orders by time: who, when, owed to what (see `marketing.causes`), by which channel."""

    user: np.ndarray
    time: np.ndarray
    cause: np.ndarray
    channel: np.ndarray


@dataclass(frozen=True)
class Lines:
    """Order lines, by order: the item bought and those seen for it, the best liked first."""

    order: np.ndarray
    item: np.ndarray
    seen: np.ndarray  # (SEEN, lines)
    quantity: np.ndarray
    cents: np.ndarray  # of one unit

    def where(self, kept: np.ndarray) -> Lines:
        """Some of the lines."""
        return Lines(self.order[kept], self.item[kept], self.seen[:, kept],
                     self.quantity[kept], self.cents[kept])  # fmt: skip


def orders(
    rng: np.random.Generator,
    people: Customers,
    demand: Demand,
    calendar: Calendar,
    ads: Advertising,
) -> Orders:
    """Draw orders: each customer's first on joining, then more at the customer's rate."""
    until = np.minimum(people.left, calendar.end)
    begun = demand.until(people.pace, people.joined)
    span = np.maximum(demand.until(people.pace, until) - begun, 0)
    more = rng.poisson(people.rate * span)
    user = np.repeat(np.arange(people.n, dtype=np.int32), more)
    at = begun[user] + rng.random(len(user)) * span[user]
    time = np.concatenate([people.joined, demand.when(people.pace[user], at)])
    user = np.concatenate([np.arange(people.n, dtype=np.int32), user])
    time = calendar.at_shop_hours(rng, np.minimum(time, calendar.end - 1))
    by_time = np.argsort(time, kind="stable")
    user, time = user[by_time], time[by_time]
    day = calendar.day(time)
    cause = marketing.causes(rng, day, calendar, ads)
    channel = marketing.purchase_channels(rng, day, cause, people.accepts[user], ads)
    return Orders(user, time, cause, channel)


def first_orders(found: Orders, people: Customers) -> np.ndarray:
    """Position of each customer's first order."""
    _, first = np.unique(found.user, return_index=True)
    assert len(first) == people.n
    return first


def lines(
    rng: np.random.Generator,
    found: Orders,
    people: Customers,
    catalogue: Catalogue,
    calendar: Calendar,
) -> tuple[Lines, stock.Supply]:
    """What is in the baskets, as far as it was in stock."""
    starts = range(0, len(found.user), VISITS)
    generators = rng.spawn(len(starts))
    basket, supplier = people.basket, rng.spawn(1)[0]

    def wanted(start: int, rng: np.random.Generator) -> Lines:
        user = found.user[start : start + VISITS]
        count = 1 + np.minimum(rng.poisson(basket[user]), MOST_LINES - 1)
        order = np.repeat(np.arange(len(user), dtype=np.int32), count)
        seen = choice.ranked(rng, choice.shoppers(people, user[order]), catalogue)
        two = rng.random(len(order)) < TWO_OF_A_KIND
        made = Lines(order + start, seen[0], seen, 1 + two.astype(np.int32), seen[0])
        return _once_an_order(made, catalogue.items)

    parts = list(spread(wanted, starts, generators))
    joined = Lines(
        *(np.concatenate([getattr(p, f) for p in parts], axis=-1) for f in
          ("order", "item", "seen", "quantity", "cents"))
    )  # fmt: skip
    supply = stock.supply(supplier, joined, found.time, catalogue.items, calendar)
    bought = replace(joined, item=supply.item, quantity=supply.quantity).where(supply.sold)
    bought = _once_an_order(bought, catalogue.items)
    full = catalogue.price[catalogue.model[bought.item]]
    share = 1 - calendar.discount[calendar.day(found.time[bought.order])]
    return replace(bought, cents=np.rint(full * share).astype(np.int64)), supply


def _once_an_order(made: Lines, items: int) -> Lines:
    """One line per item and order: a second pick of the same item is dropped."""
    _, first = np.unique(made.order.astype(np.int64) * items + made.item, return_index=True)
    return made.where(first)


@dataclass(frozen=True)
class Returns:
    """Lines sent back whole, by position, and when."""

    line: np.ndarray
    time: np.ndarray


def returns(
    rng: np.random.Generator,
    found: Orders,
    bought: Lines,
    people: Customers,
    catalogue: Catalogue,
    calendar: Calendar,
    rate: float,
) -> Returns:
    """Lines sent back within a month, oftener where the size does not fit."""
    user = found.user[bought.order]
    odds = people.sends_back[user] * np.exp(
        RETURN_FIT * choice.mismatch(catalogue, bought.item, people.size[user])
    )
    back = np.flatnonzero(rng.random(len(odds)) < chances(odds, rate))
    seconds = (rng.uniform(*RETURN_DAYS, len(back)) * 86_400).astype(np.int64)
    time = found.time[bought.order[back]] + seconds * 1_000_000
    seen = time < calendar.end
    return Returns(back[seen], time[seen])


def chances(odds: np.ndarray, rate: float) -> np.ndarray:
    """Chances in proportion to odds, as far as they stay chances, of mean ``rate``.

    Examples
    --------
    >>> chances(np.array([1.0, 3.0]), 0.2).round(6).tolist()
    [0.1, 0.3]
    """
    most = max(MOST_RETURNED, rate)
    if rate < 1e-9:
        return np.zeros(len(odds))
    low, high = rate / odds.mean(), most / odds.min()
    for _halving in range(30):
        middle = np.sqrt(low * high)
        if np.minimum(middle * odds, most).mean() < rate:
            low = middle
        else:
            high = middle
    return np.minimum(high * odds, most)


def table_parts(
    found: Orders,
    bought: Lines,
    back: Returns,
    people: Customers,
    catalogue: Catalogue,
    currency: str,
) -> Iterator[pa.Table]:
    """The canonical orders by time, in parts."""
    sold = len(bought.order)
    when = np.concatenate([found.time[bought.order], back.time])
    by_time = np.argsort(when, kind="stable")
    for start in range(0, len(by_time), ROWS):
        row = by_time[start : start + ROWS]
        cancelled = row >= sold
        line = np.where(cancelled, 0, row)
        line[cancelled] = back.line[row[cancelled] - sold]
        yield _table(start, line, cancelled, when[row], found, bought, people, catalogue, currency)


def _table(
    start: int,
    line: np.ndarray,
    cancelled: np.ndarray,
    time: np.ndarray,
    found: Orders,
    bought: Lines,
    people: Customers,
    catalogue: Catalogue,
    currency: str,
) -> pa.Table:
    import pyarrow as pa

    order = bought.order[line]
    quantity = np.where(cancelled, -bought.quantity[line], bought.quantity[line]).astype(np.int64)
    value = bought.cents[line] * quantity
    users, user = distinct(found.user[order])
    rate = np.array([TAX[name] for name in COUNTRIES])[people.country[users]][user]
    return pa.table(
        {
            "transaction_id": transactions(order, len(found.user), cancelled),
            "line": np.arange(start + 1, start + len(line) + 1),
            "user_id": picked(people.ids(users), user),
            "item_id": picked(catalogue.ids, bought.item[line]),
            "event_timestamp": stamps(time),
            "quantity": quantity,
            "price": money(bought.cents[line]),
            "value": money(value),
            "tax": money(np.rint(value * rate / (1 + rate))),
            "currency": repeated(currency, len(line)),
            "kind": picked(np.array(["sale", "cancellation"]), cancelled),
        }
    )


def transactions(order: np.ndarray, most: int, cancelled: np.ndarray | None = None) -> pa.Array:
    """Codes of orders by position, T0000001 and on; R where sent back."""
    import pyarrow.compute as pc

    sale = codes("T", order + 1, 7, most)
    if cancelled is None or not cancelled.any():
        return sale
    return pc.if_else(cancelled, codes("R", order + 1, 7, most), sale)
