"""Contracts of the canonical tables: what makes a row unusable, each reason with code and label.

A check is an Ibis predicate over a table read by `contract`: true where the row fails.
A row's reasons are all the checks it fails.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

    from taller.data.settings.schemas import Column, Schema
    from taller.data.settings.sources import TableSource

EARLIEST = dt.datetime(1990, 1, 1)
SLACK = dt.timedelta(days=1)  # a client's clock may be ahead of ours by a time zone
MOST_UNITS = 1_000_000_000
MOST_MONEY = 1e13  # price times quantity, within DECIMAL(18, 4)
HUGE, TINY = 1.7976931348623157e308, 5e-324  # the largest and the smallest double
NO_ID = ("nan", "null", "none", "n/a", "#n/a")  # how other programs write an empty cell


@dataclass(frozen=True)
class Check:
    """One thing that makes a row unusable."""

    code: str
    fails: ibis.BooleanValue


def of_table(
    rows: ibis.Table, schema: Schema, settings: TableSource, *, mapped: set[str], now: dt.datetime
) -> list[Check]:
    """The contract of a canonical table, over typed rows (see `taller.data.contract.typed`).

    Parameters
    ----------
    mapped : the canonical columns the source holds
    now : UTC without zone
    """
    if schema.name == "orders":
        return orders(rows, settings, mapped=mapped, now=now)
    found = []
    for column in schema.given:
        if column.given == "required" and column.type == "string":
            found.append(
                Check(f"missing_{_short(column.name)}", rows[f"{column.name}_text"].isnull())
            )
        elif column.name in mapped and column.type != "string" and column.kept:
            found += _typed(rows, column, now)
    for table, code, either in (
        ("events", "missing_user", ("user_id", "user_pseudo_id")),
        ("usage", "missing_account", ("account_id", "subscription_id")),
    ):
        if schema.name == table:
            first, second = (rows[f"{name}_text"].isnull() for name in either)
            found.append(Check(code, first & second))
    if "currency" in mapped:
        found.append(Check("no_rate", rows.rate.isnull()))
    repeated = "duplicate_key" if _is_unique(schema) else "duplicate_row"
    return [
        *_of_its_own(rows, found),
        Check("summary_row", rows.summary),
        Check("superseded_row", rows.superseded),
        Check(repeated, rows.duplicate),
    ]


def orders(
    rows: ibis.Table, settings: TableSource, *, mapped: set[str], now: dt.datetime
) -> list[Check]:
    """The contract of `orders`; see `of_table`."""
    special = _special_items(rows, settings, mapped)
    no_item = rows.item_id_text.isnull()
    for check in special if "item_name" in mapped else ():
        no_item = no_item & ~check.fails.fill_null(False)
    found = [
        Check("missing_transaction", rows.transaction_id_text.isnull()),
        *_of_head(rows),
        Check("missing_item", no_item),
        *_dates(rows, "event_timestamp", now, required=False),
        *(_quantities(rows) if "quantity" in mapped else []),
        *_prices(rows, mapped),
    ]
    for name in ("tax", "refund"):
        if name in mapped:
            text, number = rows[f"{name}_text"], rows[f"{name}_number"]
            unread = number.isnull() | number.isnan() | (number.abs() >= MOST_MONEY)
            found.append(Check(f"unreadable_{name}", text.notnull() & unread))
    found += special
    for code, column, values in (
        ("not_completed", "status", settings.ignored_statuses),
        ("test_order", "test", settings.test_values),
    ):
        if column in mapped and values:
            found.append(Check(code, _is_any_of(rows[column].strip(), values)))
    if "currency" in mapped:
        found.append(Check("no_rate", rows.rate.isnull()))
    return [
        *_of_its_own(rows, found),
        Check("summary_row", rows.summary),
        Check("superseded_row", rows.superseded),
        Check("duplicate_row", rows.duplicate),
    ]


def _of_its_own(rows: ibis.Table, found: Sequence[Check]) -> list[Check]:
    """Checks as they hold of rows that sum up no others: a total lacks what names a row."""
    return [Check(check.code, ~rows.summary & check.fails) for check in found]


def _of_head(rows: ibis.Table) -> list[Check]:
    """What every order says of itself; a line whose order is in no file of heads lacks it all."""
    lacking = [("missing_user", rows.user_id_text.isnull()),
               ("missing_date", rows.event_timestamp_text.isnull())]  # fmt: skip
    if "headless" not in rows.columns:
        return [Check(*each) for each in lacking]
    known = ~rows.headless
    return [Check("no_head", rows.headless), *(Check(code, known & no) for code, no in lacking)]


def fails_any(checks: Sequence[Check]) -> ibis.BooleanValue:
    """Whether a row is rejected, as a filter.

    Null, not true, where no check fails and one cannot be decided.
    """
    return reduce(or_, [check.fails for check in checks])


def reasons(checks: Sequence[Check]) -> ibis.ArrayValue:
    """The codes of all checks a row fails, in the contract's order."""
    import ibis

    codes = [ibis.ifelse(check.fails, check.code, ibis.null("string")) for check in checks]
    return ibis.array(codes).filter(lambda code: code.notnull())


def _is_unique(schema: Schema) -> bool:
    """Whether one given column is the key, so that a second row of it cannot be used."""
    return len([column for column in schema.given if column.key]) == 1


def _short(name: str) -> str:
    return name.removesuffix("_id")


def _typed(rows: ibis.Table, column: Column, now: dt.datetime) -> list[Check]:
    """What a cell that is not text must be."""
    name, short = column.name, column.name.removesuffix("_timestamp")
    if column.type in ("timestamp", "date"):
        found = _dates(rows, name, now, required=column.given == "required")
        return [check for check in found if not (column.ahead and check.code == "future_date")]
    text = rows[f"{name}_text"]
    if column.type == "boolean":
        return [Check(f"unreadable_{short}", text.notnull() & rows[name].isnull())]
    number = rows[f"{name}_number"]
    most = MOST_UNITS if column.type == "int64" else MOST_MONEY
    unread = number.isnull() | number.isnan() | (number.abs() >= most)
    found = [Check(f"unreadable_{short}", text.notnull() & unread)]
    if column.given == "required":
        found.insert(0, Check(f"missing_{short}", text.isnull()))
    if name in ("cost", "impressions", "clicks", "stock", "seats", "mrr", "arr"):
        found.append(Check(f"negative_{short}", number < 0))
    return found


def _dates(rows: ibis.Table, name: str, now: dt.datetime, *, required: bool = True) -> list[Check]:
    text, date = rows[f"{name}_text"], rows[name]
    found = [Check("unreadable_date", text.notnull() & date.isnull())]
    if required:
        found.insert(0, Check("missing_date", text.isnull()))
    latest, earliest = now + SLACK, EARLIEST
    if date.type().is_date():
        latest, earliest = latest.date(), earliest.date()
    return [*found, Check("future_date", date > latest), Check("before_1990", date < earliest)]


def _special_items(rows: ibis.Table, settings: TableSource, mapped: set[str]) -> list[Check]:
    """Lines that are no merchandise, told by their item's code, or its name where it has none."""
    item = rows.item_id
    if "item_name" in mapped:
        item = item.coalesce(rows.item_name)
    told = (("not_merchandise", settings.not_items), ("shipping", settings.shipping_items))
    return [Check(code, _is_any_of(item, items)) for code, items in told if items]


def _quantities(rows: ibis.Table) -> list[Check]:
    text, number = rows.quantity_text, rows.quantity_number
    rest = (number % 1).abs()  # NaN for infinity, and a NaN is above every bound
    return [
        Check("missing_quantity", text.isnull()),
        Check("unreadable_quantity", text.notnull() & (number.isnull() | number.isnan())),
        Check("infinite_quantity", number.isinf()),
        Check("zero_quantity", number == 0),
        Check("non_integer_quantity", rest.between(TINY, 1)),
        Check("too_large_quantity", number.abs().between(MOST_UNITS, HUGE)),
    ]


def _prices(rows: ibis.Table, mapped: set[str]) -> list[Check]:
    """What the money of a line must be: its price, its value, or either where both are given."""
    import ibis

    text, number = rows.price_text, rows.price_number
    by_price = "price" in mapped
    if not by_price:
        text, number = rows.value_text, rows.value_number
    # The product is only looked at where one of its factors is large.
    units = rows.quantity_number if by_price and "quantity" in mapped else ibis.literal(1.0)
    large = (units.abs() >= 10_000) | (number.abs() >= MOST_MONEY / 10_000)
    product = large & (units * number).abs().between(MOST_MONEY, HUGE)
    found = [
        Check("missing_price", text.isnull()),
        Check("unreadable_price", text.notnull() & number.isnull()),
        Check("nan_price", number.isnan()),
        Check("infinite_price", number.isinf()),
        Check("negative_price", number.between(-HUGE, -TINY)),
        # Below a hundredth of a cent a price is none: it is zero once money is exact.
        Check("zero_price", (rows.price if by_price else rows.value) == 0),
        Check("too_large_price", number.abs().between(MOST_MONEY, HUGE) | product),
    ]
    if not by_price:
        # A negative amount alone says that it is given back: a cancellation.
        return [check for check in found if check.code != "negative_price"]
    if "value" in mapped:
        text, number = rows.value_text, rows.value_number
        unread = number.isnull() | number.isnan() | (number.abs() >= MOST_MONEY)
        found.append(Check("unreadable_value", text.notnull() & unread))
    return found


def _is_any_of(item: ibis.StringValue, codes: Sequence[str]) -> ibis.BooleanValue:
    upper = item.upper()
    plain = [code.strip().upper() for code in codes if "*" not in code]
    like = [code.strip().upper() for code in codes if "*" in code]
    found = [upper.isin(plain)] if plain else []
    return reduce(or_, [*found, *(upper.re_search(_pattern(code)) for code in like)])


def _pattern(code: str) -> str:
    import re

    return "^" + ".*".join(re.escape(part) for part in code.split("*")) + "$"
