"""What no column of money tells, asked before it counts: discounts left out, tax in what was paid.

The columns that are there and unused are asked about by `identities`; here it is what an export
leaves unsaid, and what a rule of ours would leave out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from taller.data.propose.columns.values import Profile
from taller.data.propose.money.identities import ENOUGH, NEAR, Orders, Question, Unused
from taller.data.propose.words.words import listed, read, split

SOLD = listed("net neto netas subtotal base gross bruto bruta brutas untaxed sold vendido")
"""Words of a header that say an amount is of goods, not what was paid for all."""
USUAL = 0.2  # share of orders from which the rate that most of them have is a rate
APART = 0.01  # by how much a rate is another


def of(
    profiles: Mapping[str, Profile],
    columns: Mapping[str, str],
    unused: Sequence[Unused] = (),
    not_items: Sequence[str] = (),
) -> Iterator[Question]:
    """What is to be asked of orders, with the rows and the money it concerns.

    Parameters
    ----------
    columns : canonical column: the client's
    unused : columns of money that no canonical one takes
    not_items : codes that are left out as no merchandise
    """
    if "transaction_id" not in columns or not {"price", "value"} & columns.keys():
        return
    yield from charged(profiles, columns)
    yield from given_back(profiles, columns)
    orders = Orders(profiles, columns)
    left_out = list(_left_out(orders, not_items))
    yield from left_out
    if not left_out and "discount" not in columns:
        yield from _untold(orders, unused)


def charged(profiles: Mapping[str, Profile], columns: Mapping[str, str]) -> Iterator[Question]:
    """One amount for a whole order, with no word of what of it is tax or shipping."""
    own = columns.get("value", "")
    if {"tax", "shipping", "total", "price"} & columns.keys() or own not in profiles:
        return
    order = profiles[columns["transaction_id"]]
    of_lines = {"item_name", "quantity"} & columns.keys() or order.distinct < 1
    if of_lines or set(split(own)) & SOLD or "revenue" in read(own).concepts:
        return
    figures = [figure for figure in profiles[own].figures if figure]
    yield Question("charged", own, rows=len(figures), amount=sum(figures))


def given_back(profiles: Mapping[str, Profile], columns: Mapping[str, str]) -> Iterator[Question]:
    """What was given back, with no tax and no total beside it that could tell its parts."""
    own = columns.get("refund", "")
    if {"tax", "total"} & columns.keys() or own not in profiles:
        return
    figures = [figure for figure in profiles[own].figures if figure]
    if figures:
        yield Question("given_back", own, rows=len(figures), amount=sum(figures))


def _left_out(orders: Orders, not_items: Sequence[str]) -> Iterator[Question]:
    """Lines that are left out as no merchandise and lower their order, as a discount does."""
    own = orders.columns.get("item_id")
    if own is None:
        return
    for code in not_items:
        cells = zip(orders.profiles[own].cells, orders.worth, strict=True)
        worth = [money for cell, money in cells if cell == code and money < 0]
        if worth:
            yield Question("left_out", own, code, len(worth), sum(worth))


def _untold(orders: Orders, unused: Sequence[Unused]) -> Iterator[Question]:
    """Totals below what the goods make them in some orders: a discount that no column tells."""
    value = orders.columns.get("value") or orders.columns["price"]
    mapped = orders.columns.get("total")
    for own in [mapped] if mapped else [u.column for u in unused if u.kind == "total"]:
        once = orders.once(orders.profiles[own].figures)
        if once is None:
            continue
        sold = _without_charges(orders, once)
        rates = {key: sold[key] / goods for key, goods in orders.goods.items()
                 if goods > 0 and once[key] > 0}  # fmt: skip
        rounded = Counter(round(rate, 2) for rate in rates.values())
        usual, times = max(rounded.items(), key=lambda one: one[1], default=(0.0, 0))
        if times < USUAL * len(rates) or not 0.98 <= usual <= 1.35:
            continue
        below = [key for key, rate in rates.items() if rate < usual - APART]
        missing = sum(orders.goods[key] - sold[key] / usual for key in below)
        if len(below) >= ENOUGH and missing > NEAR:
            yield Question("untold", own, value, len(below), missing)
            return


def _without_charges(orders: Orders, total: Mapping[str, float]) -> dict[str, float]:
    """What is left of orders' totals without the shipping that is told."""
    own = orders.columns.get("shipping")
    told = orders.once(orders.profiles[own].figures) if own in orders.profiles else None
    return {key: amount - (told[key] if told else 0.0) for key, amount in total.items()}
