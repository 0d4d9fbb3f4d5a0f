"""Refunds held against all that their order was charged: goods, tax on top of them, shipping.

Net sales hold goods alone, while the money that goes back to a customer holds tax and shipping as
well. So only the part of a refund that was paid for goods lowers net; the rest lowers tax and
shipping. Which part that is, follows from the order: a refund of all that was charged gives all of
it back; a lesser one is what some of its units cost, with their tax, with the shipping or without;
where it is neither, tax is taken in proportion and the refund is asked about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from taller.data.contract.typed import Source

ZERO = Decimal(0)
CENT = Decimal("0.01")
NEAR = Decimal("0.02")  # amounts rounded one by one may differ by so much
MOST_SUMS = 4_000  # sums of units that are tried for one order
PARTS = "refund_parts"  # the table of what each refund gives back, by line
Unit = tuple[Decimal, int]  # what one costs, and how many there are


@dataclass(frozen=True)
class Charged:
    """What an order was charged, and what was given back on it.

    Attributes
    ----------
    goods : value of its lines that count
    beside : of its lines that do not count as goods, such as postage
    tax : as told, contained in the lines or on top of them
    total : what the customer paid in all; None if not told
    returned : value of goods that rows of the order give back already
    refund : money given back
    units : what one unit of each line that counts costs, and how many there are
    """

    goods: Decimal
    refund: Decimal
    tax: Decimal = ZERO
    shipping: Decimal = ZERO
    beside: Decimal = ZERO
    total: Decimal | None = None
    returned: Decimal = ZERO
    units: tuple[Unit, ...] = ()

    @property
    def untaxed(self) -> Decimal:
        """All it was charged but tax."""
        return self.goods + self.beside + self.shipping

    def on_top(self, otherwise: bool | None) -> Decimal:
        """The tax that was charged on top of the lines, as its total says."""
        if self.total is not None:
            if _near(self.total, self.untaxed + self.tax):
                return self.tax
            if _near(self.total, self.untaxed):
                return ZERO
        return self.tax if otherwise else ZERO


@dataclass(frozen=True)
class Parts:
    """What a refund gives back.

    Attributes
    ----------
    goods, tax, shipping : what is taken from each
    beyond : what is more than the order was charged; it is in ``goods``
    again : what rows of the order give back already; it is in none of them
    unclear : whether nothing tells how much of it is tax or shipping
    """

    goods: Decimal
    tax: Decimal = ZERO
    shipping: Decimal = ZERO
    beyond: Decimal = ZERO
    again: Decimal = ZERO
    unclear: bool = False


@dataclass(frozen=True)
class Refunds:
    """What a source's refunds come to.

    Attributes
    ----------
    orders : orders with a refund, of those that count
    goods, tax, shipping, beyond, again : how many of them concern it, and the money
    unclear : how many may hold tax or shipping that nothing tells of, and their money
    """

    orders: int = 0
    goods: tuple[int, Decimal] = (0, ZERO)
    tax: tuple[int, Decimal] = (0, ZERO)
    shipping: tuple[int, Decimal] = (0, ZERO)
    beyond: tuple[int, Decimal] = (0, ZERO)
    again: tuple[int, Decimal] = (0, ZERO)
    unclear: tuple[int, Decimal] = (0, ZERO)


def parts(order: Charged, *, on_top: bool | None = None, goods_alone: bool = False) -> Parts:
    """What the refund of an order gives back.

    Parameters
    ----------
    on_top : whether tax comes on top of the lines where the order's total does not say so; None
        where nothing does
    goods_alone : whether refunds of this source are told without tax and shipping

    >>> whole = Charged(Decimal(25), Decimal("33.50"), Decimal(2), Decimal("6.50"))
    >>> parts(whole, on_top=True).goods, parts(whole, on_top=True).shipping
    (Decimal('25'), Decimal('6.50'))
    """
    tax = order.on_top(on_top)
    charged = max(order.untaxed + tax, order.total or ZERO)
    beyond = max(order.refund - charged, ZERO) if order.refund - charged > NEAR else ZERO
    found = _within(replace(order, refund=order.refund - beyond), tax, charged, goods_alone)
    unsure = on_top is None and order.total is None and order.tax > NEAR
    unclear = found.unclear or (unsure and not _near(order.refund, order.goods))
    found = replace(found, goods=found.goods + beyond, beyond=beyond, unclear=unclear)
    return _less_returned(found, order, tax, charged) if order.returned else found


def _within(order: Charged, tax: Decimal, charged: Decimal, goods_alone: bool) -> Parts:
    """What a refund of no more than the order was charged gives back."""
    back, goods = order.refund, order.goods
    if charged - goods <= NEAR:
        return Parts(back)
    if _near(back, charged):
        return Parts(goods, tax, back - goods - tax)
    if goods_alone:
        return Parts(min(back, goods), ZERO, max(back - goods, ZERO))
    if found := _of_units(order, tax):
        return found
    if any(_near(back, sold, CENT / 2) for sold in (goods, *_sums(order.units))):
        return Parts(back)
    if order.shipping and any(_near(back, paid) for paid in _shipping(order, tax)):
        return Parts(ZERO, ZERO, back)
    taxed = goods + tax
    if back <= taxed:
        part = _cents(back * goods / taxed)
        return Parts(part, back - part, unclear=True)
    return Parts(goods, tax, back - taxed)


def _of_units(order: Charged, tax: Decimal) -> Parts | None:
    """A refund that is what some of the order's units cost; None where it is not."""
    alone = [Parts(sold, paid - sold) for sold, paid in _taxed(order, tax)
             if _near(paid, order.refund, CENT)]  # fmt: skip
    shipped = [
        Parts(sold, paid - sold, shipping)
        for shipping in _shipping(order, tax) if order.shipping
        for sold, paid in _taxed(order, tax)
        if _near(paid + shipping, order.refund, CENT)
    ]  # fmt: skip
    found = alone or shipped
    if not found:
        return None
    first = found[0]
    first = replace(first, tax=order.refund - first.goods - first.shipping)
    return replace(first, unclear=len({part.goods for part in (*alone, *shipped)}) > 1)


def _taxed(order: Charged, tax: Decimal) -> list[tuple[Decimal, Decimal]]:
    """Sums of the order's units, each with what was paid for it, tax included.

    The order's tax may be that of its goods, or that of its shipping as well.
    """
    sums = _sums(order.units)
    bases = {order.goods, order.goods + order.shipping} - {ZERO}
    rates = {tax / base for base in bases}
    return [(sold, _cents(sold * (1 + rate))) for rate in sorted(rates, reverse=True)
            for sold in sums]  # fmt: skip


def _shipping(order: Charged, tax: Decimal) -> set[Decimal]:
    """What may have been paid for shipping: its price, with tax or without."""
    base = order.goods + order.shipping
    taxed = _cents(order.shipping * (1 + tax / base)) if base else order.shipping
    return {order.shipping, taxed}


def _sums(units: Iterable[Unit]) -> list[Decimal]:
    """What some of the units come to, but not all of them; none where there are too many sums."""
    sums = {ZERO}
    for price, count in units:
        more = {sum_ + n * price for sum_ in sums for n in range(min(count, MOST_SUMS) + 1)}
        if len(more) > MOST_SUMS:
            return []
        sums = more
    return sorted(sums - {ZERO})


def _less_returned(found: Parts, order: Charged, tax: Decimal, charged: Decimal) -> Parts:
    """A refund less what the order's own rows give back already, where it is the same money."""
    rate = tax / order.goods if order.goods else ZERO
    with_tax = _cents(order.returned * (1 + rate))
    same = (order.returned, with_tax, with_tax + order.shipping, charged)
    again = min(order.returned, found.goods) if any(_near(order.refund, s) for s in same) else ZERO
    # Goods cannot go back twice, whatever the amounts say.
    again = max(again, min(found.goods, found.goods + order.returned - order.goods))
    unclear = found.unclear or not again
    return replace(found, goods=found.goods - again, again=again, unclear=unclear)


def _are_goods_alone(orders: Sequence[Charged], on_top: bool | None) -> bool:
    """Whether refunds are told without tax and shipping: so many are just what units cost."""
    votes = Counter(_vote(order, order.on_top(on_top)) for order in orders)
    return votes["goods"] > 0 and votes["goods"] > 4 * votes["paid"]


def _vote(order: Charged, tax: Decimal) -> str:
    charged = max(order.untaxed + tax, order.total or ZERO)
    if charged - order.goods <= NEAR:
        return "none"
    if order.refund > order.goods + NEAR:
        return "paid"
    net = {order.goods, *_sums(order.units)}
    is_net = any(_near(order.refund, sold, CENT / 2) for sold in net)
    is_paid = _of_units(order, tax) is not None
    return "none" if is_net == is_paid else "goods" if is_net else "paid"


def _near(one: Decimal, other: Decimal, within: Decimal = NEAR) -> bool:
    return abs(one - other) <= within


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def split(con: Any, found: Source) -> Refunds:
    """Tell what each refund of orders gives back, and keep it in the table `PARTS`, by line.

    Parameters
    ----------
    con : a DuckDB connection with the typed rows, of which it is known which are rejected

    Returns
    -------
    What they come to
    """
    lines = _refunded(con)
    orders = _charged(con, lines) if lines else {}
    on_top = _is_on_top(con, found, list(orders.values()))
    alone = _are_goods_alone(list(orders.values()), on_top)
    told = {key: parts(order, on_top=on_top, goods_alone=alone) for key, order in orders.items()}
    _keep(con, [row for key, held in lines.items() for row in _by_line(held, told[key])])
    return _summed(orders, told)


def _keep(con: Any, rows: Sequence[tuple[int, Decimal, Decimal, Decimal]]) -> None:
    """Put what each refund gives back into the table `PARTS`."""
    import pyarrow as pa

    columns = list(zip(*rows, strict=True)) or [()] * 4
    money = pa.decimal128(18, 4)
    types = {"line": pa.int64(), "goods": money, "tax": money, "shipping": money}
    made = [pa.array(list(c), kind) for c, kind in zip(columns, types.values(), strict=True)]
    con.register(PARTS, pa.table(made, names=list(types)))


def _refunded(con: Any) -> dict[str, list[tuple[int, Decimal]]]:
    """The refunds of orders of which some line counts: line and money, by order."""
    rows = con.execute(
        "SELECT transaction_id, line, abs(refund) FROM typed_orders WHERE refund <> 0 "
        "AND user_id IS NOT NULL AND event_timestamp IS NOT NULL AND NOT superseded "
        "AND NOT duplicate AND transaction_id IN "
        "(SELECT transaction_id FROM typed_orders WHERE NOT rejected) ORDER BY transaction_id, line"
    ).fetchall()
    grouped = groupby(rows, key=lambda row: row[0])
    return {key: [(line, money) for _, line, money in held] for key, held in grouped}


def _charged(con: Any, lines: Mapping[str, Sequence[tuple[int, Decimal]]]) -> dict[str, Charged]:
    """What each order with a refund was charged."""
    rows = con.execute(
        f"{_BY_ORDER} SELECT o.* EXCLUDE (refunded), u.units FROM by_order AS o "
        "LEFT JOIN (SELECT transaction_id, "
        "list((price, n) ORDER BY price) AS units FROM (SELECT transaction_id, "
        "(value / quantity)::DECIMAL(18, 4) AS price, sum(quantity)::BIGINT AS n FROM told "
        "WHERE counts AND kind = 'sale' AND quantity > 0 GROUP BY ALL) GROUP BY transaction_id) "
        "AS u USING (transaction_id) WHERE refunded"
    ).fetchall()
    return {
        key: Charged(goods, sum(money for _, money in lines[key]), tax, shipping, beside, total,
                     returned, tuple(units or ()))
        for key, goods, beside, tax, shipping, total, returned, units in rows if key in lines
    }  # fmt: skip


_ONCE = "CASE WHEN min({0}) = max({0}) THEN min({0}) ELSE coalesce(sum({0}), 0) END"
_BY_ORDER = (
    "WITH told AS (SELECT *, NOT rejected AS counts FROM typed_orders WHERE NOT superseded "
    "AND NOT duplicate AND transaction_id IS NOT NULL), "
    "by_order AS (SELECT transaction_id, "
    "coalesce(sum(value) FILTER (counts AND kind = 'sale'), 0) AS goods, "
    "coalesce(sum(value) FILTER (NOT counts AND kind = 'sale'), 0) AS beside, "
    "coalesce(sum(tax) FILTER (kind = 'sale'), 0) AS tax, "
    f"coalesce({_ONCE.format('abs(shipping)')}, 0) AS shipping, max(total) AS total, "
    "coalesce(-sum(value) FILTER (counts AND kind = 'cancellation'), 0) AS returned, "
    "bool_or(refund <> 0) AS refunded FROM told GROUP BY transaction_id "
    "HAVING bool_or(counts))"
)


def _is_on_top(con: Any, found: Source, orders: Sequence[Charged]) -> bool | None:
    """Whether tax comes on top of the lines: as most orders' totals say, else whole refunds."""
    if "tax" not in found.named:
        return False
    if "total" in found.named:
        above, within = con.execute(
            f"{_BY_ORDER} SELECT "
            f"count(*) FILTER (abs(total - goods - beside - shipping - tax) <= {NEAR}), "
            f"count(*) FILTER (abs(total - goods - beside - shipping) <= {NEAR}) "
            f"FROM by_order WHERE tax > {NEAR}"
        ).fetchall()[0]
        if above + within:
            return bool(above > within)
    over = [o for o in orders if o.tax > NEAR and o.refund > o.untaxed + NEAR]
    whole = [o for o in orders if o.tax > NEAR and _near(o.refund, o.untaxed)]
    return len(over) > len(whole) if over or whole else None


def _by_line(
    held: Sequence[tuple[int, Decimal]], told: Parts
) -> Iterable[tuple[int, Decimal, Decimal, Decimal]]:
    """An order's parts shared among its refunds, in proportion and to the cent."""
    whole, so_far = sum(money for _, money in held), ZERO
    before = (ZERO, ZERO, ZERO)
    for line, money in held:
        so_far += money
        upto = tuple(
            part if so_far == whole else _cents(part * so_far / whole)
            for part in (told.goods, told.tax, told.shipping)
        )
        yield (line, *(now - then for now, then in zip(upto, before, strict=True)))
        before = upto


def _summed(orders: Mapping[str, Charged], told: Mapping[str, Parts]) -> Refunds:
    def of(name: str) -> tuple[int, Decimal]:
        held = [money for part in told.values() if (money := getattr(part, name))]
        return len(held), sum(held, ZERO)

    unclear = [orders[key].refund for key, part in told.items() if part.unclear]
    return Refunds(
        len(told), of("goods"), of("tax"), of("shipping"), of("beyond"), of("again"),
        (len(unclear), sum(unclear, ZERO)),
    )  # fmt: skip
