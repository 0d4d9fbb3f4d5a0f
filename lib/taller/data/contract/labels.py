"""What the reasons and treatments of rows are called, and which column each is about."""

from __future__ import annotations

from collections.abc import Mapping

from taller.language import _


def concerned(code: str, columns: Mapping[str, str]) -> str | None:
    """The client's column that a reason is about, if it is about one that the source holds.

    >>> concerned("unreadable_price", {"price": "PVP"}), concerned("duplicate_row", {})
    ('PVP', None)
    """
    names = _CONCERNED.get(code.rpartition("_")[2], (code.partition("_")[2],))
    return next((columns[name] for name in names if name in columns), None)


_DATES = ("event_timestamp", "start_timestamp", "created_timestamp", "written_at", "session_start",
          "date")  # fmt: skip
_CONCERNED = {
    "user": ("user_id", "user_pseudo_id"),
    "transaction": ("transaction_id",),
    "head": ("transaction_id",),
    "item": ("item_id",),
    "session": ("session_id",),
    "account": ("account_id", "subscription_id"),
    "ticket": ("ticket_id",),
    "text": ("text",),
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

    known = {
        "missing_transaction": _("no order number"),
        "missing_user": _("no customer"),
        "no_head": _("an order that the file of orders lacks"),
        "missing_item": _("no item"),
        "missing_session": _("no visit"),
        "missing_event_name": _("no name of the event"),
        "missing_cost": _("no cost"),
        "missing_text": _("no text"),
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
