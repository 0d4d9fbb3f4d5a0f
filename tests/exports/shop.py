"""A small shop whose money is known: what was sold, taken off, shipped, taxed and given back.

Net sales are goods after discounts and refunds, without tax and shipping. Where prices contain
their tax, so does ``value`` (`schemas`: tax is contained in value or added to it); net
with its tax or without it are then both right, as long as every order is read in the same way.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

ZERO, CENT, RATE = Decimal("0.00"), Decimal("0.01"), Decimal("0.16")
ORDERS, CUSTOMERS, ITEMS = 60, 21, 11
FIRST_DAY = dt.datetime(2026, 1, 3, 9, 12, 40)
FIRST = ("Ana", "Luis", "Marta", "Jorge", "Elena", "Pablo", "Sara")
LAST = ("Soler", "Rey", "Vidal", "Campos", "Prieto", "Nieto", "Lozano")
GOODS = ("Taza", "Plato", "Cuenco", "Jarra", "Bandeja", "Florero", "Vela", "Manta", "Cojín",
         "Espejo", "Reloj")  # fmt: skip
COUNTRIES = ("ES", "MX", "US")


def cents(amount: Decimal) -> Decimal:
    """An amount of money, to the cent."""
    return amount.quantize(CENT)


@dataclass(frozen=True)
class Mix:
    """What occurs in an export.

    Attributes
    ----------
    tax : ``top`` of prices, ``in`` them, or ``none``
    has : ``order_discount line_discount shipping shipping_taxed refund_full refund_line
        refund_money unpaid cancelled quotation summary tip gift_card``
    """

    name: str
    tax: str = "top"
    has: frozenset[str] = field(default_factory=frozenset)

    def only(self, able: frozenset[str]) -> Mix:
        """What a platform can say of it."""
        return replace(self, has=self.has & able)


@dataclass(frozen=True)
class Person:
    """Who buys."""

    number: int

    @property
    def first(self) -> str:
        """Given name."""
        return FIRST[self.number % len(FIRST)]

    @property
    def last(self) -> str:
        """Family name."""
        return LAST[self.number // len(FIRST) % len(LAST)]

    @property
    def name(self) -> str:
        """The whole name, one for each person."""
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        """An address that reaches nobody."""
        return f"cliente{self.number:02d}@tienda-inventada.example"

    @property
    def country(self) -> str:
        """Where they live."""
        return COUNTRIES[self.number % len(COUNTRIES)]


@dataclass(frozen=True)
class Line:
    """A line of an order.

    Attributes
    ----------
    price : of a unit, before any discount
    off : what is taken off this line alone
    share : its share of what is taken off the order
    returned : units that came back for money
    """

    item: int
    quantity: int
    price: Decimal
    off: Decimal = ZERO
    share: Decimal = ZERO
    returned: int = 0

    @property
    def sku(self) -> str:
        """The item's code."""
        return f"ART-{self.item:02d}"

    @property
    def name(self) -> str:
        """The item's name."""
        return f"{GOODS[self.item % len(GOODS)]} modelo {self.item}"

    @property
    def gross(self) -> Decimal:
        """Price times quantity."""
        return self.price * self.quantity

    @property
    def net(self) -> Decimal:
        """After the line's own discount."""
        return self.gross - self.off

    @property
    def worth(self) -> Decimal:
        """After all discounts."""
        return self.net - self.share


@dataclass(frozen=True)
class Back:
    """Money given back for goods, with the tax and shipping that went with it."""

    goods: Decimal = ZERO
    tax: Decimal = ZERO
    shipping: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """All that was given back."""
        return self.goods + self.tax + self.shipping


@dataclass(frozen=True)
class Order:
    """An order; ``state`` is sale, unpaid, cancelled or quotation."""

    number: int
    at: dt.datetime
    person: Person
    lines: tuple[Line, ...]
    tax_mode: str
    shipping: Decimal = ZERO
    shipping_taxed: bool = False
    state: str = "sale"
    back: Back = Back()
    tip: Decimal = ZERO
    gift_card: Decimal = ZERO

    @cached_property
    def goods(self) -> Decimal:
        """Price times quantity."""
        return sum((line.gross for line in self.lines), ZERO)

    @cached_property
    def line_discount(self) -> Decimal:
        """What is taken off single lines."""
        return sum((line.off for line in self.lines), ZERO)

    @cached_property
    def discount(self) -> Decimal:
        """What is taken off the order."""
        return sum((line.share for line in self.lines), ZERO)

    @property
    def subtotal(self) -> Decimal:
        """After the lines' own discounts, before the order's."""
        return self.goods - self.line_discount

    @property
    def worth(self) -> Decimal:
        """Goods after all discounts."""
        return self.subtotal - self.discount

    def line_tax(self, line: Line) -> Decimal:
        """Tax of a line, on top of it or in it."""
        return self.tax_of(line.worth)

    def tax_of(self, amount: Decimal) -> Decimal:
        """Tax on top of an amount, or in it."""
        if self.tax_mode == "none":
            return ZERO
        return cents(amount * RATE if self.tax_mode == "top" else amount - amount / (1 + RATE))

    @property
    def goods_tax(self) -> Decimal:
        """Tax of all lines."""
        return sum((self.line_tax(line) for line in self.lines), ZERO)

    @property
    def shipping_tax(self) -> Decimal:
        """Tax of the shipping."""
        return self.tax_of(self.shipping) if self.shipping_taxed else ZERO

    @property
    def tax(self) -> Decimal:
        """All tax."""
        return self.goods_tax + self.shipping_tax

    @property
    def on_top(self) -> Decimal:
        """Tax that is added to prices."""
        return self.tax if self.tax_mode == "top" else ZERO

    @property
    def total(self) -> Decimal:
        """What the customer owes."""
        return self.worth + self.shipping + self.on_top + self.tip

    @property
    def is_sale(self) -> bool:
        """Whether it counts."""
        return self.state == "sale"

    @property
    def is_given_back(self) -> bool:
        """Whether all of it was given back."""
        return self.is_sale and ZERO < self.back.goods == self.worth

    def nets(self) -> tuple[Decimal, ...]:
        """Net sales: with the tax that prices contain, and without."""
        if not self.is_sale:
            return (ZERO, ZERO)
        net = self.worth - self.back.goods
        within = self.goods_tax - self.tax_of(self.back.goods) if self.tax_mode == "in" else ZERO
        if self.is_given_back:
            within = ZERO
        return (net, net - within)

    def parts(self) -> dict[str, Decimal]:
        """The amounts that net sales may be off by, where they are misread."""
        found = {
            "discount": self.discount, "line_discount": self.line_discount,
            "shipping": self.shipping, "shipping_tax": self.shipping_tax, "tax": self.goods_tax,
            "refund": self.back.goods, "refund_tax": self.back.tax,
            "refund_shipping": self.back.shipping, "tip": self.tip, "gift_card": self.gift_card,
            "state": ZERO if self.is_sale else self.worth,
        }  # fmt: skip
        return {name: amount for name, amount in found.items() if amount}


def shared(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """An amount shared by weight, to the cent: the last one takes what is left."""
    whole = sum(weights, ZERO)
    found = [cents(amount * weight / whole) for weight in weights[:-1]]
    return [*found, amount - sum(found, ZERO)]


def orders(mix: Mix, seed: str, count: int = ORDERS) -> list[Order]:
    """The orders of a shop, in order of time."""
    rng = random.Random(seed)
    prices = [cents(Decimal(rng.randrange(650, 6950, 5)) / 100) for _ in range(ITEMS)]
    return [_order(number, mix, prices, rng) for number in range(1, count + 1)]


def _order(number: int, mix: Mix, prices: Sequence[Decimal], rng: random.Random) -> Order:
    at = FIRST_DAY + dt.timedelta(hours=37 * number, minutes=rng.randrange(600))
    items = rng.sample(range(ITEMS), rng.choice((1, 1, 2, 2, 3)))
    lines = [Line(item, rng.choice((1, 1, 1, 2, 3)), prices[item]) for item in items]
    lines = _discounted(lines, mix, rng)
    order = Order(
        number, at, Person(rng.randrange(CUSTOMERS)), tuple(lines), mix.tax,
        shipping=rng.choice((ZERO, Decimal("4.90"), Decimal("6.50")))
        if "shipping" in mix.has else ZERO,
        shipping_taxed="shipping_taxed" in mix.has,
        tip=cents(Decimal(rng.randrange(100, 500)) / 100)
        if "tip" in mix.has and rng.random() < 0.3 else ZERO,
    )  # fmt: skip
    if "gift_card" in mix.has and rng.random() < 0.2:
        order = replace(order, gift_card=min(Decimal("10.00"), order.total))
    return _ended(order, mix, rng)


def _discounted(lines: list[Line], mix: Mix, rng: random.Random) -> list[Line]:
    if "line_discount" in mix.has:
        lines = [
            replace(line, off=cents(line.gross / 5)) if rng.random() < 0.35 else line
            for line in lines
        ]
    if "order_discount" in mix.has and rng.random() < 0.35:
        nets = [line.net for line in lines]
        off = cents(sum(nets, ZERO) * rng.choice((Decimal("0.10"), Decimal("0.15"))))
        shares = shared(off, nets)
        lines = [replace(a, share=share) for a, share in zip(lines, shares, strict=True)]
    return lines


def _ended(order: Order, mix: Mix, rng: random.Random) -> Order:
    """What became of the order: it stands, was never one, or was given back in part or whole."""
    ends = [end for end in ("unpaid", "cancelled", "quotation") if end in mix.has]
    if ends and rng.random() < 0.25:
        return replace(order, state=rng.choice(ends), tip=ZERO, gift_card=ZERO)
    backs = [b for b in ("refund_full", "refund_line", "refund_money") if b in mix.has]
    if not backs or rng.random() >= 0.25:
        return order
    return GIVEN_BACK[rng.choice(backs)](order)


def _all_back(order: Order) -> Order:
    lines = tuple(replace(line, returned=line.quantity) for line in order.lines)
    back = Back(order.worth, order.on_top, order.shipping)
    return replace(order, lines=lines, back=back, tip=ZERO)


def _line_back(order: Order) -> Order:
    """The first line, whole, with its tax; the order's only line then is the whole order."""
    if len(order.lines) == 1:
        return _all_back(order)
    first = order.lines[0]
    tax = order.line_tax(first) if order.tax_mode == "top" else ZERO
    lines = (replace(first, returned=first.quantity), *order.lines[1:])
    return replace(order, lines=lines, back=Back(first.worth, tax))


def _money_back(order: Order) -> Order:
    """A fifth of the goods' worth with its tax, and no goods."""
    goods = cents(order.worth / 5)
    tax = order.tax_of(goods) if order.tax_mode == "top" else ZERO
    return replace(order, back=Back(goods, tax))


GIVEN_BACK = {"refund_full": _all_back, "refund_line": _line_back, "refund_money": _money_back}


def unshipped(order: Order) -> Order:
    """The order in a system that knows nothing of its shipping."""
    alone = replace(order, shipping=ZERO)
    if order.is_given_back:
        return replace(alone, back=Back(order.worth, alone.on_top))
    return replace(alone, back=replace(order.back, shipping=ZERO))


def each_line(orders: Sequence[Order]) -> Iterator[tuple[Order, int, Line]]:
    """Every line with its order and its place in it."""
    for order in orders:
        for place, line in enumerate(order.lines):
            yield order, place, line
