"""A simulated fashion shop: who buys what, when, why, after which visits, and what comes back.

Customers buy at a rate of their own (gamma across customers) until they drop out unseen
(exponential), as in Schmittlein, Morrison and Colombo (1987), "Counting your customers". Four
kinds of customer differ in rate, loyalty, basket, price taste and returns. Everyone has a style, a
size and a taste, items have theirs, and choices follow (`choice`). Seasons, promotions and
advertising move demand (`seasons`, `marketing`), stock limits it (`stock`), and each order has the
visit it was made on (`visits`, `events`). All of this is kept as the truth that analyses can be
held against: tables ``truth_customers``, ``truth_items``, ``truth_orders``, ``truth_channels``,
``truth_effects``, ``truth_promotions``, ``truth_demand``, ``truth_stockouts``, ``truth_texts`` and
``truth_parameters``. What a trial in the weeks after would find is played by `trial`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators import written
from taller.data.simulators.fashion_store import (
    catalogue,
    customers,
    events,
    marketing,
    orders,
    stock,
    truth,
    visits,
    world,
)
from taller.data.simulators.fashion_store.output import Files, Memory, Sink, codes
from taller.data.simulators.fashion_store.parallel import spread

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.settings.sources import FashionStoreSettings
    from taller.data.simulators.fashion_store.customers import Customers
    from taller.data.simulators.fashion_store.orders import Orders

__all__ = ["simulate", "write"]
HOUR = 3_600_000_000  # microseconds


def simulate(settings: FashionStoreSettings, *, seed: int, currency: str) -> dict[str, pa.Table]:
    """Simulate a shop's history, in memory.

    Returns
    -------
    The canonical tables by name (``events`` and ``sessions`` unless the settings leave them out),
    and the tables of the truth. The same settings and seed give the same tables, on any number of
    threads.
    """
    sink = Memory()
    _run(settings, seed, currency, sink)
    return sink.tables()


def write(
    settings: FashionStoreSettings, *, seed: int, currency: str, folder: Path
) -> dict[str, int]:
    """Simulate as `simulate` does, each table to ``<name>.parquet`` of a folder that exists.

    Rows are written as they come: memory holds the orders and an outline of the visits, not the
    events.

    Returns
    -------
    Rows of each table written, those of the truth included (``truth_customers`` ...)
    """
    with Files(folder) as sink:
        _run(settings, seed, currency, sink)
    return sink.rows


def _run(settings: FashionStoreSettings, seed: int, currency: str, sink: Sink) -> None:
    """Simulate each part from a generator of its own, so that one does not disturb another."""
    *for_world, for_orders, for_lines, for_returns, for_table, for_visits, for_spend = generators(
        seed
    )
    made = world.world(settings, for_world)
    days, items, ads, demand, people = made.days, made.items, made.ads, made.demand, made.people
    found = orders.orders(for_orders, people, demand, days, ads)
    bought, supply = orders.lines(for_lines, found, people, items, days)
    back = orders.returns(for_returns, found, bought, people, items, days, settings.return_rate)
    for part in orders.table_parts(found, bought, back, people, items, currency):
        sink.add("orders", part)
    first = orders.first_orders(found, people)
    came_by = marketing.named(found.channel[first])
    del came_by["campaign"]
    sink.add("customers", customers.table(for_table, people, found.time[first], came_by))
    sink.add("items", catalogue.table(items, supply.stock))
    if settings.events:
        came = visits.visits(
            for_visits, found, people, demand, days, ads, settings.sessions_per_order
        )
        about = visits.devices(for_visits, came, people)
        shop = events.Shop(people, items, days, found, bought, supply, came, about, currency)
        _visits(shop, for_visits, sink)
        measured = visits.counted(came.time, came.channel, days)
    else:
        measured = visits.counted(found.time, found.channel, days)
    value = truth.values(found, bought)
    cost = marketing.costs(ads, value.sum())
    sink.add("spend", marketing.spend_table(for_spend, days, cost, measured, currency))
    sink.add("truth_customers", customers.truth(people, days.end))
    sink.add("truth_items", catalogue.truth(items))
    sink.add("truth_orders", truth.owed(found, days))
    sink.add("truth_channels", truth.channels(found, value, ads, cost))
    sink.add("truth_effects", truth.effects(ads, days))
    sink.add("truth_promotions", truth.promotions(found, value, days))
    sink.add("truth_demand", truth.demand(days, ads))
    sink.add("truth_stockouts", stock.truth(supply, items.ids))
    sink.add("truth_parameters", truth.parameters())
    if settings.texts:
        _texts(settings, found, people, seed, sink)


def _texts(
    settings: FashionStoreSettings, found: Orders, people: Customers, seed: int, sink: Sink
) -> None:
    """What some customers write in the days after an order, by a generator of its own."""
    import pyarrow as pa

    rng = written.generator(seed)
    n = min(settings.texts, len(found.user))
    order = np.sort(rng.choice(len(found.user), n, replace=False))
    by = written.Writer(
        codes("R", np.arange(1, n + 1), 6, n), people.ids(found.user[order]),
        np.minimum(found.time[order] + rng.integers(1, 12 * 24, n) * HOUR, found.time.max()),
        np.where(rng.random(n) < 0.6, "review", "message"),
    )  # fmt: skip
    weights = np.tile([5.0, 4, 4, 3, 2, 2], (n, 1))
    made = written.table("shop", by, rng, weights)
    sink.add("texts", made)
    sink.add("truth_texts", pa.table({"text_id": made["text_id"], "label": made["truth"]}))


def generators(seed: int) -> list[np.random.Generator]:
    """A generator for each part of a history, those of its `world` first."""
    return np.random.default_rng(seed).spawn(10)


def _visits(shop: events.Shop, rng: np.random.Generator, sink: Sink) -> None:
    """Events and sessions, chunk by chunk."""
    import pyarrow as pa

    parts, seen = visits.chunks(shop.visits, shop.calendar), 0
    for happened, came in spread(partial(events.chunk, shop), parts, rng.spawn(len(parts))):
        number = pa.array(np.arange(seen + 1, seen + happened.num_rows + 1))
        sink.add("events", happened.append_column("event", number))
        sink.add("sessions", came)
        seen += happened.num_rows
