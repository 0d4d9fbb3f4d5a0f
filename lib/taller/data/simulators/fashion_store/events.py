"""What happens on each visit, step by step, as GA4 names it.

A visit with an order shows what was seen for each line, what went into the cart, the checkout and
the purchase, which is at the order's own time. On the others, items come by as they are popular,
and go into the cart as they are liked (see `choice`), unless they are out of stock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from taller.data.simulators.fashion_store import choice, orders, visits
from taller.data.simulators.fashion_store.catalogue import Catalogue
from taller.data.simulators.fashion_store.customers import Customers
from taller.data.simulators.fashion_store.orders import Lines, Orders
from taller.data.simulators.fashion_store.output import codes, money, picked, stamps
from taller.data.simulators.fashion_store.seasons import Calendar
from taller.data.simulators.fashion_store.stock import Supply
from taller.data.simulators.fashion_store.visits import NOBODY, Devices, Visits

if TYPE_CHECKING:
    import pyarrow as pa

NAMES = ("session_start", "page_view", "view_item", "add_to_cart", "begin_checkout", "purchase")
START, PAGE, VIEW, ADD, CHECKOUT, PURCHASE = range(len(NAMES))
BOUNCE = 0.4  # share of visits without purchase that see no item
VIEWS, MOST_VIEWS = 1.8, 12  # items seen on the others, beyond the first
PAGES, MOST_PAGES = 0.4, 5  # pages other than items', beyond the first
GAP, GAPS = 35.0, (2, 90)  # mean seconds between events, and their bounds
# Steps of a visit: the start, pages, a stretch of STEPS for each item, checkout, purchase.
ITEMS, STEPS, AT_CHECKOUT, AT_PURCHASE, ALL = 10, 8, 300, 400, 512


class Rows(NamedTuple):
    """Rows of events: visit and step within it, name, item and order (NOBODY without), value."""

    visit: np.ndarray
    step: np.ndarray
    name: np.ndarray
    item: np.ndarray
    cents: np.ndarray
    order: np.ndarray


@dataclass(frozen=True)
class Shop:
    """All that a chunk of visits needs to know."""

    people: Customers
    catalogue: Catalogue
    calendar: Calendar
    orders: Orders
    lines: Lines
    supply: Supply
    visits: Visits
    devices: Devices
    currency: str


def chunk(shop: Shop, part: slice, rng: np.random.Generator) -> tuple[pa.Table, pa.Table]:
    """Events (without their running number) and sessions of a slice of the visits."""
    here = shop.visits.where(part)
    rows = _in_order(
        [
            *_arrivals(rng, len(here.time)),
            *_purchases(rng, shop, here),
            *_lookings(rng, shop, here),
        ]
    )
    time = _times(rng, rows, here)
    shared = visits.described(here, shop.devices, shop.people)
    names = codes("S", np.arange(part.start + 1, part.stop + 1), 8, len(shop.visits.time))
    return (
        _events(rows, time, names, shared, shop),
        _sessions(rows, time, names, shared, here),
    )


def _arrivals(rng: np.random.Generator, n: int) -> list[Rows]:
    visit = np.arange(n, dtype=np.int32)
    more = np.minimum(rng.poisson(PAGES, n), MOST_PAGES)
    again = np.repeat(visit, more)
    step = 2 + np.arange(len(again)) - np.repeat(np.cumsum(more) - more, more)
    return [_plain(visit, 0, START), _plain(visit, 1, PAGE), _plain(again, step, PAGE)]


def _purchases(rng: np.random.Generator, shop: Shop, here: Visits) -> list[Rows]:
    """Rows of the visits that end in an order."""
    buying = np.flatnonzero(here.order != NOBODY).astype(np.int32)
    if not len(buying):
        return []
    order = here.order[buying]
    begins = np.searchsorted(shop.lines.order, order)
    count = np.searchsorted(shop.lines.order, order, side="right") - begins
    nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    line = np.repeat(begins, count) + nth
    visit, step = np.repeat(buying, count), ITEMS + nth * STEPS
    item, price = shop.lines.item[line], shop.lines.cents[line]
    value = price * shop.lines.quantity[line]
    turn = rng.integers(0, choice.SEEN, len(line))
    seen = [
        Rows(visit, step + (turn + i) % choice.SEEN, _all(visit, VIEW), shop.lines.seen[i, line],
             _price(shop, shop.lines.seen[i, line], here.time[visit]), _all(visit, NOBODY))
        for i in range(choice.SEEN)
    ]  # fmt: skip
    return [
        *seen,
        Rows(visit, step + choice.SEEN, _all(visit, ADD), item, price, _all(visit, NOBODY)),
        Rows(visit, AT_CHECKOUT + nth, _all(visit, CHECKOUT), item, value, _all(visit, NOBODY)),
        Rows(visit, AT_PURCHASE + nth, _all(visit, PURCHASE), item, value, here.order[visit]),
    ]


def _lookings(rng: np.random.Generator, shop: Shop, here: Visits) -> list[Rows]:
    """Rows of the visits that end without an order."""
    looking = np.flatnonzero((here.order == NOBODY) & (rng.random(len(here.time)) >= BOUNCE))
    count = 1 + np.minimum(rng.poisson(VIEWS, len(looking)), MOST_VIEWS - 1)
    visit = np.repeat(looking.astype(np.int32), count)
    nth = np.arange(len(visit)) - np.repeat(np.cumsum(count) - count, count)
    who = _who(rng, shop.people, here.user[looking], np.repeat(np.arange(len(looking)), count))
    model = shop.catalogue.drawn(rng, len(visit))
    item = shop.catalogue.item(model, who.size + rng.normal(0, choice.MISJUDGED, len(visit)))
    added = choice.put_in_cart(rng, choice.utility(who, shop.catalogue, model))
    added &= ~shop.supply.out(item, here.time[visit], shop.calendar)
    price = _price(shop, item, here.time[visit])
    paying = np.zeros(len(here.time), dtype=bool)
    paying[looking] = rng.random(len(looking)) < choice.CHECKOUT
    rows = Rows(visit, ITEMS + nth * STEPS, _all(visit, VIEW), item, price, _all(visit, NOBODY))
    cart = Rows(*(column[added] for column in rows))
    till = Rows(*(column[paying[cart.visit]] for column in cart))
    return [
        rows,
        cart._replace(step=cart.step + 1, name=_all(cart.visit, ADD)),
        till._replace(
            step=AT_CHECKOUT + (till.step - ITEMS) // STEPS, name=_all(till.visit, CHECKOUT)
        ),
    ]


def _who(
    rng: np.random.Generator, people: Customers, user: np.ndarray, visit: np.ndarray
) -> choice.Shoppers:
    """Who looks at each item: customers as they are, strangers drawn for the visit."""
    mine, other = choice.shoppers(people, user), choice.strangers(rng, len(user))
    stranger = user == NOBODY
    return choice.Shoppers(
        np.where(stranger[:, None], other.style, mine.style)[visit],
        np.where(stranger, other.taste, mine.taste)[visit],
        np.where(stranger, other.favourite, mine.favourite)[visit],
        np.where(stranger, other.size, mine.size)[visit],
    )


def _price(shop: Shop, item: np.ndarray, time: np.ndarray) -> np.ndarray:
    share = 1 - shop.calendar.discount[shop.calendar.day(time)]
    return np.rint(shop.catalogue.price[shop.catalogue.model[item]] * share).astype(np.int64)


def _all(like: np.ndarray, value: int) -> np.ndarray:
    return np.full(len(like), value, dtype=np.int32)


def _plain(visit: np.ndarray, step: np.ndarray | int, name: int) -> Rows:
    """Rows that concern no item."""
    none = _all(visit, NOBODY)
    steps = np.broadcast_to(np.asarray(step, dtype=np.int32), visit.shape)
    return Rows(visit, steps, _all(visit, name), none, np.zeros(len(visit), dtype=np.int64), none)


def _in_order(parts: list[Rows]) -> Rows:
    """All rows, visit by visit and step by step."""
    rows = Rows(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.argsort(rows.visit.astype(np.int64) * ALL + rows.step)  # no two rows share a step
    return Rows(*(column[order] for column in rows))


def _times(rng: np.random.Generator, rows: Rows, here: Visits) -> np.ndarray:
    """When each row was: rows of one checkout, and of one purchase, are one event."""
    gap = np.clip(rng.exponential(GAP, len(rows.visit)), *GAPS).astype(np.int64)
    first = np.concatenate([[True], rows.visit[1:] != rows.visit[:-1]])
    same = (rows.name >= CHECKOUT) & (np.roll(rows.name, 1) == rows.name)
    gap[first | same] = 0
    run = np.cumsum(gap)
    begins = np.flatnonzero(first)
    ends = np.append(begins[1:], len(gap)) - 1
    anchor = np.where(here.order == NOBODY, run[begins], run[ends])
    return here.time[rows.visit] + (run - anchor[rows.visit]) * 1_000_000


def _events(
    rows: Rows, time: np.ndarray, names: pa.Array, shared: dict[str, pa.Array], shop: Shop
) -> pa.Table:
    import pyarrow as pa

    some, bought = rows.item != NOBODY, rows.order != NOBODY
    order = rows.order[bought]
    first = int(order.min()) if len(order) else 0
    here = np.arange(first, (int(order.max()) if len(order) else 0) + 1)
    return pa.table(
        {
            "event_name": picked(np.array(NAMES), rows.name),
            "event_timestamp": stamps(time),
            "session_id": picked(names, rows.visit),
            "item_id": picked(shop.catalogue.ids, rows.item, some),
            "transaction_id": picked(
                orders.transactions(here, len(shop.orders.user)), rows.order - first, bought
            ),
            "value": money(rows.cents, some),
            "currency": picked(np.array([shop.currency]), np.zeros(len(some)), some),
            **{
                name: pa.DictionaryArray.from_arrays(
                    column.indices.take(pa.array(rows.visit)), column.dictionary
                )
                for name, column in shared.items()
            },
        }
    )


def _sessions(
    rows: Rows, time: np.ndarray, names: pa.Array, shared: dict[str, pa.Array], here: Visits
) -> pa.Table:
    import pyarrow as pa

    begins = np.flatnonzero(np.concatenate([[True], rows.visit[1:] != rows.visit[:-1]]))
    ends = np.append(begins[1:], len(time)) - 1
    return pa.table(
        {
            "session_id": names,
            "session_start": stamps(time[begins]),
            "session_end": stamps(time[ends]),
            "events": ends - begins + 1,
            "converted": here.order != NOBODY,
            **shared,
        }
    )
