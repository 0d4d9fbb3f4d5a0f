"""Contracts of the canonical tables: what makes a row unusable, each reason with code and label.

A check is an Ibis predicate over a table read by `contract`: true where the row fails.
A row's reasons are all the checks it fails.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
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


def concerned(code: str, columns: Mapping[str, str]) -> str | None:
    """The client's column that a reason is about, if it is about one that the source holds.

    >>> concerned("unreadable_price", {"price": "PVP"}), concerned("duplicate_row", {})
    ('PVP', None)
    """
    names = _CONCERNED.get(code.rpartition("_")[2], (code.partition("_")[2],))
    return next((columns[name] for name in names if name in columns), None)


_DATES = ("event_timestamp", "start_timestamp", "created_timestamp", "session_start", "date")
_CONCERNED = {
    "user": ("user_id", "user_pseudo_id"),
    "transaction": ("transaction_id",),
    "head": ("transaction_id",),
    "item": ("item_id",),
    "session": ("session_id",),
    "account": ("account_id", "subscription_id"),
    "ticket": ("ticket_id",),
    "date": _DATES,
    "1990": _DATES,
    "price": ("price", "value"),
    "rate": ("currency",),
    "completed": ("status",),
    "order": ("test",),
    "merchandise": ("item_id",),
    "shipping": ("item_id",),
    "row": (),
    "key": (),
}


def label(code: str, column: str | None = None) -> str:
    """A reason in words, in the language in force.

    Parameters
    ----------
    column : the client's column it concerns, named where no word of ours says which it is
    """
    from taller.language import _

    known = {
        "missing_transaction": _("no order number"),
        "missing_user": _("no customer"),
        "no_head": _("an order that the file of orders lacks"),
        "missing_item": _("no item"),
        "missing_session": _("no visit"),
        "missing_event_name": _("no name of the event"),
        "missing_cost": _("no cost"),
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
        "unreadable_tax": _("a tax that cannot be read"),
        "unreadable_refund": _("a refund that cannot be read"),
        "unreadable_value": _("an amount that cannot be read"),
        "too_large_price": _("an amount too large to be money"),
        "not_merchandise": _("not merchandise (fees, corrections, vouchers)"),
        "shipping": _("postage or shipping"),
        "test_order": _("a test order"),
        "not_completed": _("an order that is no sale: not paid, cancelled, only quoted"),
        "no_rate": _("no exchange rate for its currency and day"),
        "summary_row": _("a summary row: the sum of others"),
        "superseded_row": _("told anew by a later file"),
        "duplicate_row": _("a repetition of an earlier row"),
        "duplicate_key": _("a second row for the same key"),
        "outside_test": _("a date outside the test's days"),
    }
    if code in known:
        return known[code]
    what, _rest, name = code.partition("_")
    general = {
        "missing": _("nothing in column {column}"),
        "unreadable": _("a cell of column {column} that cannot be read"),
        "negative": _("a number below zero in column {column}"),
    }
    return general[what].format(column=column or name) if what in general else code


def treatment_label(code: str, column: str | None) -> str:
    """A treatment in words, in the language in force."""
    from taller.language import _

    return {
        "cancellations": _("Cancellations and returns"),
        "cancellations_netted": _("Cancellations and returns set against an earlier purchase"),
        "cancellations_unmatched": _("Cancellations and returns without an earlier purchase"),
        "refunds": _("Refunds of money without goods, added as lines of their own"),
        "refunds_tax": _("Refunds with tax in them, which is taken from the tax and not from net"),
        "refunds_shipping": _(
            "Refunds with shipping in them, which is taken from the shipping and not from net"
        ),
        "refunds_again": _(
            "Refunds of goods that rows of their own give back already: counted once"
        ),
        "refunds_beyond": _("Refunds of more than their order was charged"),
        "refunds_unclear": _(
            "Refunds of a part, of which nothing tells how much of it is tax, shipping or goods"
        ),
        "signs_turned": _("Cancellations written with a positive quantity, made negative"),
        "exchanged": _("Money in {column}, exchanged at the rate of the day"),
        "float_ids": _("Numbers of column {column} written with “.0”, which was dropped"),
        "filled_down": _("Blank cells of column {column}, filled from the line above of the order"),
        "heads_repeated": _(
            "Orders told more than once in the file of orders: the last one counts"
        ),
        "heads_bare": _("Orders of the file of orders without any line, which count nowhere"),
        "heads_agreeing": _("Orders whose lines come to the total that the file of orders says"),
        "orders_are_customer_days": _(
            "Lines without an order's number: what a customer buys in a day counts as one order"
        ),
        "orders_are_customer_times": _(
            "Lines without an order's number: what a customer buys at one moment counts as one "
            "order"
        ),
        "one_item": _("Lines without an item, all counted as one"),
        "one_unit": _("Lines without a quantity, counted as one unit"),
        "alike_kept": _("Lines told alike within an order that are lines of their own, kept"),
        "alike_untold": _(
            "Orders with lines told alike, of which nothing tells whether they are repetitions: "
            "counted once"
        ),
        "shipping_unread": _("Cells of column {column} without an amount, counted as no shipping"),
        "returns_unseen": _("Lines of which it is not known whether they were sent back"),
        "hashed": _("Column {column}: people replaced by pseudonyms"),
        "withheld": _("Column {column}: personal data, not carried over"),
        "scrubbed": _("Column {column}: personal data within text, replaced"),
        "summed": _("Rows of one campaign and day, added up"),
        "added": _("Rows added because orders name them"),
        "arm_days": _("Totals of an arm and day, for which no user is told"),
        "trial_users": _("Users of the experiment, one row each"),
        "trial_row_users": _("Rows, each taken for a user: no column tells users apart"),
        "trial_rows_added": _("Users told in several rows: their numbers were added up"),
        "trial_most_rows": _("Rows of the user with the most of them"),
        "trial_once": _("Column {column} tells of the user, and was taken once"),
        "trial_crossed": _("Users who saw more than one version: they count for none"),
        "trial_left_out": _("Column {column} cannot be added up, and was left out"),
        "no_orders": _("No order was read: this export holds no purchases"),
        "no_customers": _("No customer was read: this export names none"),
        "no_items": _("No product was read: this export names none"),
        "no_events": _("No event was read: this export holds none"),
        "no_sessions": _("No visit was read: this export tells of none"),
    }.get(code, code).format(column=column)
