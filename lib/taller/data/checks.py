"""Contracts of the canonical tables: what makes a row unusable, each reason with code and label.

A check is an Ibis predicate over a table read by `taller.data.contract`: true where the row fails.
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


def orders(rows: ibis.Table, *, not_items: Sequence[str], now: dt.datetime) -> list[Check]:
    """The contract of `orders`, over typed rows (see `taller.data.contract.typed_orders`)."""
    found = [
        Check("missing_transaction", rows.transaction_id.isnull()),
        Check("missing_user", rows.user_id.isnull()),
        Check("missing_item", rows.item_id.isnull()),
        *_dates(rows, now),
        *_quantities(rows),
        *_prices(rows),
    ]
    if not_items:
        found.append(Check("not_merchandise", _is_any_of(rows.item_id, not_items)))
    return [*found, Check("duplicate_row", rows.duplicate)]


def keyed(rows: ibis.Table, key: str) -> list[Check]:
    """The contract of `customers` and `items`: a key that is there, once."""
    return [
        Check(f"missing_{key.removesuffix('_id')}", rows[key].isnull()),
        Check("duplicate_key", rows.duplicate),
    ]


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


def _dates(rows: ibis.Table, now: dt.datetime) -> list[Check]:
    text, date = rows.event_timestamp_text, rows.event_timestamp
    return [
        Check("missing_date", text.isnull()),
        Check("unreadable_date", text.notnull() & date.isnull()),
        Check("future_date", date > now + SLACK),
        Check("before_1990", date < EARLIEST),
    ]


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


def _prices(rows: ibis.Table) -> list[Check]:
    text, number, price = rows.price_text, rows.price_number, rows.price
    # The product is only looked at where one of its factors is large.
    large = (rows.quantity_number.abs() >= 10_000) | (number >= MOST_MONEY / 10_000)
    product = large & (rows.quantity_number * number).abs().between(MOST_MONEY, HUGE)
    return [
        Check("missing_price", text.isnull()),
        Check("unreadable_price", text.notnull() & number.isnull()),
        Check("nan_price", number.isnan()),
        Check("infinite_price", number.isinf()),
        Check("negative_price", number.between(-HUGE, -TINY)),
        # Below a hundredth of a cent a price is none: it is zero once money is exact.
        Check("zero_price", price == 0),
        Check("too_large_price", number.between(MOST_MONEY, HUGE) | product),
    ]


def _is_any_of(item: ibis.StringValue, codes: Sequence[str]) -> ibis.BooleanValue:
    upper = item.upper()
    plain = [code.strip().upper() for code in codes if "*" not in code]
    like = [code.strip().upper() for code in codes if "*" in code]
    found = [upper.isin(plain)] if plain else []
    return reduce(or_, [*found, *(upper.re_search(_pattern(code)) for code in like)])


def _pattern(code: str) -> str:
    import re

    return "^" + ".*".join(re.escape(part) for part in code.split("*")) + "$"


def label(code: str) -> str:
    """A reason in words, in the language in force."""
    from taller.language import _

    return {
        "missing_transaction": _("no order number"),
        "missing_user": _("no customer"),
        "missing_item": _("no item"),
        "missing_date": _("no date"),
        "unreadable_date": _("a date that cannot be read"),
        "future_date": _("a date in the future"),
        "before_1990": _("a date before 1990"),
        "missing_quantity": _("no quantity"),
        "unreadable_quantity": _("a quantity that cannot be read"),
        "infinite_quantity": _("an infinite quantity"),
        "zero_quantity": _("a quantity of zero"),
        "non_integer_quantity": _("a quantity that is not a whole number"),
        "too_large_quantity": _("a quantity beyond a thousand million"),
        "missing_price": _("no price"),
        "unreadable_price": _("a price that cannot be read"),
        "nan_price": _("a price that is not a number"),
        "infinite_price": _("an infinite price"),
        "negative_price": _("a negative price"),
        "zero_price": _("a price of zero"),
        "too_large_price": _("an amount too large to be money"),
        "not_merchandise": _("not merchandise (postage, fees, corrections)"),
        "duplicate_row": _("a repetition of an earlier row"),
        "duplicate_key": _("a second row for the same key"),
    }.get(code, code)


def treatment_label(code: str, column: str | None) -> str:
    """A treatment in words, in the language in force."""
    from taller.language import _

    return {
        "cancellations": _("Cancellations and returns"),
        "cancellations_netted": _("Cancellations and returns set against an earlier purchase"),
        "cancellations_unmatched": _("Cancellations and returns without an earlier purchase"),
        "signs_turned": _("Cancellations written with a positive quantity, made negative"),
        "float_ids": _("Numbers of column {column} written with “.0”, which was dropped"),
        "added": _("Rows added because orders name them"),
    }.get(code, code).format(column=column)
