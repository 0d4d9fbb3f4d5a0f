"""Which exports are written: thirteen mixes of twelve platforms, a fixed list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.exports import books, marketplaces, shops
from tests.exports.shop import Mix, Order, orders
from tests.exports.written import Written
from tests.messy import Dialect

Writer = Callable[[list[Order], int], Written]


def _mix(name: str, tax: str, has: str) -> Mix:
    return Mix(name, tax, frozenset(has.split()))


MIXES = (
    _mix("plain", "top", "shipping"),
    _mix("order discounts", "top", "order_discount shipping"),
    _mix("line discounts", "top", "line_discount shipping"),
    _mix("both discounts, tax in prices", "in", "order_discount line_discount shipping"),
    _mix("all given back", "top", "refund_full shipping"),
    _mix("given back in part", "top", "refund_line refund_money refund_full shipping"),
    _mix("given back, tax in prices", "in", "refund_full refund_line refund_money shipping"),
    _mix("unpaid and cancelled", "top", "unpaid cancelled shipping"),
    _mix("quotations and discounts", "top", "quotation cancelled order_discount"),
    _mix("no tax, no shipping", "none", "order_discount refund_full refund_money"),
    _mix("taxed shipping", "top", "order_discount refund_full shipping shipping_taxed"),
    _mix("everything, tax on top", "top", "order_discount line_discount shipping refund_full "
         "refund_line refund_money unpaid cancelled quotation tip"),
    _mix("everything, tax in prices", "in", "order_discount line_discount shipping refund_full "
         "refund_line refund_money unpaid cancelled quotation tip"),
)  # fmt: skip
_STATES = "unpaid cancelled quotation"
_BACK = "refund_full refund_line refund_money"
_OFF = "order_discount line_discount"


@dataclass(frozen=True)
class Platform:
    """A platform: its writer, and what its export can tell.

    Attributes
    ----------
    taxes : the ways of tax that its export can have; another is written as the first of them
    """

    name: str
    writer: Writer
    able: frozenset[str]
    taxes: tuple[str, ...] = ("top", "in", "none")


def _platform(name: str, writer: Writer, able: str, *taxes: str) -> Platform:
    return Platform(name, writer, frozenset(able.split()), taxes or ("top", "in", "none"))


PLATFORMS = (
    _platform("Shopify", shops.shopify, f"{_OFF} shipping shipping_taxed {_BACK} {_STATES}"),
    _platform("WooCommerce", shops.woocommerce,
              f"order_discount shipping shipping_taxed {_BACK} {_STATES}", "top", "none"),
    _platform("PrestaShop", shops.prestashop,
              f"{_OFF} shipping shipping_taxed refund_full refund_line {_STATES}", "top", "none"),
    _platform("Magento", shops.magento,
              f"order_discount shipping shipping_taxed {_BACK} {_STATES}"),
    _platform("Tiendanube", shops.tiendanube, f"order_discount shipping refund_full {_STATES}",
              "in", "none"),
    _platform("Mercado Libre", marketplaces.mercado_libre, f"shipping refund_full {_STATES}",
              "in", "none"),
    _platform("Odoo", books.odoo, f"{_OFF} shipping {_STATES}", "top", "none"),
    _platform("Stripe", books.stripe, f"order_discount shipping {_BACK} {_STATES}"),
    _platform("Amazon", marketplaces.amazon, f"{_OFF} shipping refund_line {_STATES}"),
    _platform("Square", books.square, f"{_OFF} refund_full refund_line tip", "top", "none"),
    _platform("QuickBooks", books.quickbooks, f"order_discount line_discount {_BACK}", "top",
              "none"),
    _platform("Holded", books.holded,
              f"{_OFF} shipping shipping_taxed {_BACK} {_STATES}", "top", "none"),
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """One export of the list."""

    platform: Platform
    edition: int

    @property
    def mix(self) -> Mix:
        """What occurs in it, as far as the platform tells."""
        mix = MIXES[self.edition].only(self.platform.able)
        tax = mix.tax if mix.tax in self.platform.taxes else self.platform.taxes[0]
        return Mix(mix.name, tax, mix.has)

    @property
    def name(self) -> str:
        """Short and unique."""
        return f"{self.platform.name} {self.edition:02d}: {MIXES[self.edition].name}"

    def written(self) -> Written:
        """The export."""
        made = orders(self.mix, f"{self.platform.name} {self.edition}")
        return self.platform.writer(made, self.edition)

    def write(self, folder: Path) -> tuple[Written, Path]:
        """The export, and its file; every fourth one as a spreadsheet saved it again."""
        written = self.written()
        own = written.dialect
        if self.edition % 4 == 3 and own.container == "plain":
            own = Dialect("xlsx", native=True, sign=own.sign)
        return written, written.write(folder, own)


def plans() -> list[Plan]:
    """All of them, platform by platform."""
    return [Plan(platform, n) for platform in PLATFORMS for n in range(len(MIXES))]
