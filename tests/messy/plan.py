"""Which exports there are: of each shape in several dialects, with each fault; a fixed 200."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.messy import carts, plain, platforms
from tests.messy.carts import Build
from tests.messy.damage import DAMAGE
from tests.messy.dialects import (
    CALENDAR,
    CONTAINERS,
    DAY_FIRST,
    Dialect,
    random_dialect,
)
from tests.messy.folders import FOLDER_FAULTS

TEXT = ("plain", "gz", "zip", "folder")
JSON = ("woocommerce_json", "ga4_nested")  # of documents, not of rows
NONE = "none"
# Faults of rows that a shape can have, besides those of whole files
_ROWS = ("ragged_rows", "short_rows", "header_row_4", "header_repeated", "overlap")
_QUOTES = ("wrong_quotes", "unclosed_quote")
_CHANGES = ("dates_half_way", "decimal_half_way", "mixed_dates")
_LINES = ("feb_29", "blank_numbers", "duplicated_rows", "missing_ids", "negative_quantity")
_MAPPED = ("dst_doubles", "float_ids", "test_orders", "shipping_lines", "currencies",
           "line_breaks", "swapped_keys", "cents_and_units", "ambiguous_dates", "day_first_told",
           "files_unlike", "columns_moved", "column_added", "column_gone")  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A shape: what builds it, and what can be done with it.

    Attributes
    ----------
    time : ``local``, ``utc`` (its times are UTC without saying so in the cell) or ``own`` (it
        writes times in a way of its own)
    faults : of its rows
    """

    build: Build
    language: str
    time: str = "local"
    containers: tuple[str, ...] = CONTAINERS
    faults: tuple[str, ...] = ()


SHAPES: dict[str, Form] = {
    "orders_en": Form(plain.orders, "en",
                      faults=(*_ROWS, *_QUOTES, *_CHANGES, *_LINES, *_MAPPED)),
    "orders_es": Form(plain.orders, "es",
                      faults=(*_ROWS, *_QUOTES, *_CHANGES, *_LINES, *_MAPPED)),
    "shop_en": Form(plain.shop, "en",
                    faults=(*_ROWS, *_LINES, "float_ids", "dates_half_way")),
    "shop_es": Form(plain.shop, "es",
                    faults=(*_ROWS, *_LINES, "float_ids", "decimal_half_way")),
    "online_retail": Form(carts.online_retail, "en",
                          faults=(*_ROWS, *_QUOTES, *_CHANGES, *_LINES)),
    "shopify_orders": Form(carts.shopify, "en", containers=(*TEXT, "xlsx"),
                           faults=(*_ROWS, *_QUOTES, *_CHANGES)),
    "woocommerce_csv": Form(carts.woocommerce, "en", containers=(*TEXT, "xlsx"),
                            faults=(*_ROWS, *_QUOTES, *_CHANGES, "feb_29", "duplicated_rows")),
    "woocommerce_json": Form(carts.woocommerce_json, "en", "own", TEXT, ("overlap",)),
    "stripe_payments": Form(platforms.payments, "en", "utc", (*TEXT, "xlsx"),
                            (*_ROWS, *_CHANGES, "duplicated_rows", "feb_29")),
    "stripe_subscriptions": Form(platforms.subscriptions, "en", "utc", (*TEXT, "xlsx"),
                                 ("ragged_rows", "header_row_4", "dates_half_way")),
    "ga4_flat": Form(platforms.ga4_flat, "en", "own", (*TEXT, "parquet"), _ROWS),
    "ga4_nested": Form(platforms.ga4_nested, "en", "own", TEXT, ("overlap",)),
    "hubspot_en": Form(platforms.contacts, "en", containers=(*TEXT, "xlsx"),
                       faults=("ragged_rows", "header_row_4", "duplicated_rows", "overlap")),
    "hubspot_es": Form(platforms.contacts, "es", containers=(*TEXT, "xlsx"),
                       faults=("short_rows", "header_row_4", "duplicated_rows", "overlap")),
}  # fmt: skip
_ONLY_TEXT = {"ragged_rows", "short_rows", "wrong_quotes", "unclosed_quote", "header_row_4",
              "header_repeated", "line_breaks"}  # fmt: skip
_ONLY_FOLDER = set(FOLDER_FAULTS)
_FROM_FIRST_DAYS = ("ambiguous_dates", "day_first_told")
_ONLY_CALENDAR = {"feb_29", "dates_half_way", "mixed_dates"}


@dataclass(frozen=True)
class Spec:
    """One export: what it is, how it is written, what is wrong with it."""

    number: int
    shape: str
    dialect: Dialect
    fault: str = NONE

    @property
    def name(self) -> str:
        """Short and unique."""
        d = self.dialect
        how = f"{d.container}-{d.dates}" if d.is_text else d.container
        return f"{self.number:03d}-{self.shape}-{how}-{self.fault}"

    @property
    def seed(self) -> str:
        """What all that is random in it follows from."""
        return f"messy {self.number}"


def specs(count: int = 200) -> list[Spec]:
    """Exports that hold every shape, every fault of each shape, and every dialect.

    Seeds are fixed here: the list is the same every time.
    """
    rng = random.Random("messy exports")
    wanted = list(_pairs())
    # First each shape without a fault, in several dialects; then each fault; the rest at random.
    first = [(shape, NONE) for shape in SHAPES for _ in range(4)]
    rng.shuffle(wanted)
    each = {fault: (shape, fault) for shape, fault in reversed(wanted)}.values()
    rest = [pair for pair in wanted if pair not in each]
    chosen = [*first, *each, *rest][:count]
    return [spec(n, shape, fault) for n, (shape, fault) in enumerate(chosen)]


def few(count: int = 25) -> list[Spec]:
    """Some of `specs` that hold each shape, fault, container, encoding and way of dates."""
    left = specs()
    found: list[Spec] = []
    seen: set[str] = set()
    while len(found) < count:
        best = max(left, key=lambda s: (len(_traits(s) - seen), -s.number))
        if not _traits(best) - seen:
            break
        left.remove(best)
        found.append(best)
        seen |= _traits(best)
    return sorted(found, key=lambda s: s.number)


def _traits(spec: Spec) -> set[str]:
    d = spec.dialect
    found = {spec.shape, spec.fault, d.container}
    if d.is_text:
        found |= {d.encoding, f"delimiter {d.delimiter}", d.dates, d.decimal + d.thousands}
    return found


def _pairs() -> Iterator[tuple[str, str]]:
    for shape, form in SHAPES.items():
        for fault in form.faults:
            yield shape, fault
        for fault, damage in DAMAGE.items():
            # JSON has no header to be left alone.
            alone = fault == "header_only" and shape in JSON
            if set(damage.containers) & set(form.containers) and not alone:
                yield shape, fault


def spec(number: int, shape: str, fault: str) -> Spec:
    """An export of a shape with a fault, in a dialect that follows from its number."""
    form = SHAPES[shape]
    rng = random.Random(f"dialect {number}")
    dialect = random_dialect(rng, rng.choice(_containers(form, fault)))
    dialect = _of_shape(dialect, shape, form, rng)
    return Spec(number, shape, _of_fault(dialect, shape, fault, rng), fault)


def _containers(form: Form, fault: str) -> list[str]:
    possible = set(form.containers)
    if fault in DAMAGE:
        possible &= set(DAMAGE[fault].containers)
    if fault in _ONLY_TEXT:
        possible &= set(TEXT)
    if fault in _ONLY_FOLDER:
        possible &= {"folder"}
    return [container for container in CONTAINERS if container in possible]


def _of_shape(dialect: Dialect, shape: str, form: Form, rng: random.Random) -> Dialect:
    """What a shape says of its dialect, whoever saved it again."""
    if shape in JSON:
        return Dialect(dialect.container, dates="iso_t")
    if form.time == "own":
        return replace(dialect, dates="iso", titles=0)
    if form.time == "utc" and dialect.dates not in CALENDAR:
        return replace(dialect, dates=rng.choice(list(CALENDAR)))
    if shape == "shopify_orders" and rng.random() < 0.4:
        return replace(dialect, dates="shopify", sign="{}", decimal=".", thousands="")
    return dialect


def _of_fault(dialect: Dialect, shape: str, fault: str, rng: random.Random) -> Dialect:
    """What a fault needs of its dialect so that it can be seen."""
    if fault in _ONLY_CALENDAR:
        dates = dialect.dates if dialect.dates in CALENDAR else rng.choice(list(CALENDAR))
        dialect = replace(dialect, dates=dates, native=False)
    if fault in _FROM_FIRST_DAYS:
        dialect = replace(dialect, dates=rng.choice(DAY_FIRST), native=False)
    if fault == "dst_doubles":
        dialect = replace(dialect, dates="iso_offset", native=False)
    if fault in ("dates_half_way", "mixed_dates"):
        dialect = replace(dialect, dates="iso")
    if fault in ("decimal_half_way", "cents_and_units", "float_ids", "blank_numbers"):
        dialect = replace(dialect, native=False, sign="{}")
    if fault == "test_orders" and dialect.native:
        dialect = replace(dialect, words=("true", "false"))
    if fault == "header_only":
        dialect = replace(dialect, titles=0)
    return dialect
