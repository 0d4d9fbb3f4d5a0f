"""Stock: what is delivered, what runs out, and what customers take instead.

Every two weeks a delivery fills each item up to its level, now and then too late. Within that time
customers get their first choice while it lasts, then the next best of what they saw, and else do
without; an order is never lost whole: its first line is then ordered from the supplier.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from taller.data.simulators.fashion_store.output import picked, stamps
from taller.data.simulators.fashion_store.seasons import DAY, Calendar

if TYPE_CHECKING:
    import pyarrow as pa

CYCLE = 14  # days between deliveries
LATE = 0.05  # share of deliveries that do not come
COVER, SAFETY = 1.2, 1.5  # level: times the mean demand of a cycle, plus times its square root
ERROR = 0.3  # spread of the buyers' forecast (log)


@dataclass(frozen=True)
class Supply:
    """What was sold, line by line, and the times during which items were out of stock.

    Attributes
    ----------
    item, quantity, sold : (lines,) what each line came to; False where nothing was sold
    stock : (items,) units at the end
    out_item, out_from, out_until : (spells,) by item and time
    """

    item: np.ndarray
    quantity: np.ndarray
    sold: np.ndarray
    stock: np.ndarray
    out_item: np.ndarray
    out_from: np.ndarray
    out_until: np.ndarray

    def out(self, item: np.ndarray, time: np.ndarray, calendar: Calendar) -> np.ndarray:
        """Whether items were out of stock at times."""
        if not len(self.out_item):
            return np.zeros(len(item), dtype=bool)
        spells = _key(self.out_item, self.out_from, calendar)
        last = np.searchsorted(spells, _key(item, time, calendar), side="right") - 1
        spell = np.maximum(last, 0)
        return (last >= 0) & (self.out_item[spell] == item) & (time < self.out_until[spell])


def _key(item: np.ndarray, time: np.ndarray, calendar: Calendar) -> np.ndarray:
    """Numbers that order by item, then time, to the second."""
    seconds = (calendar.days + 1) * 86_400
    return item.astype(np.int64) * seconds + (time - calendar.start) // 1_000_000


def supply(
    rng: np.random.Generator, wanted: Any, times: np.ndarray, items: int, calendar: Calendar
) -> Supply:
    """Serve the lines wanted, cycle by cycle.

    Parameters
    ----------
    wanted : `orders.Lines`, by time of their order
    times : of the orders
    """
    shelf = _Shelf(rng, wanted, items, calendar)
    day = calendar.day(times)[wanted.order]
    edges = np.arange(0, calendar.days + CYCLE, CYCLE)
    bounds = np.searchsorted(day, edges)
    for cycle in range(len(edges) - 1):
        shelf.deliver()
        begins, ends = calendar.start + edges[cycle : cycle + 2] * DAY
        part = slice(bounds[cycle], bounds[cycle + 1])
        shelf.serve(part, times[wanted.order[part]], int(begins), min(int(ends), calendar.end))
    return shelf.supply()


class _Shelf:
    """Stock as it goes: deliveries fill it, lines empty it."""

    def __init__(
        self, rng: np.random.Generator, wanted: Any, items: int, calendar: Calendar
    ) -> None:
        self._rng, self._wanted = rng, wanted
        cycles = max(calendar.days / CYCLE, 1)
        mean = np.bincount(wanted.item, weights=wanted.quantity, minlength=items) / cycles
        self._level = levels(rng, mean)
        self._stock = np.zeros(items, dtype=np.int64)
        self._item = wanted.item.copy()
        self._quantity = np.zeros(len(wanted.item), dtype=np.int32)
        self._spells: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def deliver(self) -> None:
        """Fill up; the first delivery always comes."""
        late = (self._rng.random(len(self._stock)) < LATE) & (self._level > self._stock)
        late &= bool(self._spells)
        self._stock = np.where(late, self._stock, np.maximum(self._stock, self._level))

    def serve(self, part: slice, time: np.ndarray, begins: int, ends: int) -> None:
        """Sell a cycle's lines, first choices first, and note what has run out."""
        waiting = np.arange(part.start, part.stop)
        latest = np.full(len(self._stock), begins)
        for choice in self._wanted.seen:
            item, quantity = choice[waiting], self._wanted.quantity[waiting]
            served = in_turn(item, quantity, self._stock)
            got = served > 0
            np.subtract.at(self._stock, item[got], served[got])
            np.maximum.at(latest, item[got], time[waiting[got] - part.start])
            self._item[waiting[got]] = item[got]
            self._quantity[waiting[got]] = served[got]
            waiting = waiting[~got]
        empty = np.flatnonzero(self._stock == 0)
        self._spells.append((empty, latest[empty], np.full(len(empty), ends)))

    def supply(self) -> Supply:
        """What became of it all."""
        order = self._wanted.order
        sold = self._quantity > 0
        nothing = np.bincount(order, weights=sold, minlength=int(order[-1]) + 1) == 0
        first = np.concatenate([[True], order[1:] != order[:-1]])
        rescued = first & nothing[order]
        self._quantity[rescued] = self._wanted.quantity[rescued]
        item, begins, ends = (np.concatenate(parts) for parts in zip(*self._spells, strict=True))
        by_item = np.lexsort((begins, item))
        return Supply(
            self._item, self._quantity, sold | rescued, self._stock,
            item[by_item], begins[by_item], ends[by_item],
        )  # fmt: skip


def levels(rng: np.random.Generator, mean: np.ndarray) -> np.ndarray:
    """Units that deliveries fill up to, by a forecast of each item's mean demand of a cycle."""
    forecast = mean * np.exp(rng.normal(0, ERROR, len(mean)))
    return np.ceil(COVER * forecast + SAFETY * np.sqrt(mean) + 1).astype(np.int64)


def in_turn(item: np.ndarray, quantity: np.ndarray, stock: np.ndarray) -> np.ndarray:
    """Units each line gets, in turn, of what there is of its item.

    Examples
    --------
    Three units of item 0 for lines that want two each: two, one, none.

    >>> in_turn(np.array([0, 0, 0]), np.array([2, 2, 2]), np.array([3])).tolist()
    [2, 1, 0]
    """
    by_item = np.argsort(item, kind="stable")
    sorted_item, wanted = item[by_item], quantity[by_item]
    before = np.cumsum(wanted) - wanted
    begins = np.concatenate([[True], sorted_item[1:] != sorted_item[:-1]])[: len(item)]
    group = np.cumsum(begins) - 1
    before -= before[begins][group]
    served = np.empty_like(quantity)
    served[by_item] = np.clip(stock[sorted_item] - before, 0, wanted)
    return served


def truth(found: Supply, ids: pa.Array) -> pa.Table:
    """When which item was out of stock."""
    import pyarrow as pa

    return pa.table(
        {
            "item_id": picked(ids, found.out_item),
            "out_from": stamps(found.out_from),
            "out_until": stamps(found.out_until),
        }
    )
