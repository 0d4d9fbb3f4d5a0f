"""Names of tables, dimensions and of what was understood of a file, in the language in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.language import _, number

if TYPE_CHECKING:
    from decimal import Decimal


def table_name(code: str) -> str:
    """A canonical table as a client calls it."""
    return {
        "orders": _("Orders"),
        "customers": _("Customers"),
        "items": _("Products"),
        "events": _("Events"),
        "sessions": _("Visits"),
        "spend": _("Advertising spend"),
        "flat": _("Flat table"),
    }.get(code, code)


def dimension_name(code: str) -> str:
    """A dimension of quality."""
    return {
        "completeness": _("Filled in"),
        "validity": _("Valid"),
        "uniqueness": _("Without repetitions"),
        "consistency": _("Consistent"),
        "timeliness": _("Up to date"),
    }[code]


def people(value: Decimal | int, minimum: int) -> Decimal | int | str:
    """A number of people, or that they are too few to be told.

    >>> people(12, 10), people(9, 10), people(0, 10)
    (12, 'under 10', 0)
    """
    # A handful of people could be told from one another.
    return _("under {n}").format(n=number(minimum)) if 0 < value < minimum else value


def figure_heading(code: str) -> str:
    """A control total as the head of a narrow column."""
    return {
        "orders": _("Orders"),
        "lines": _("Lines"),
        "units": _("Units"),
        "gross": _("Gross"),
        "refunds": _("Given back"),
        "net": _("Net"),
        "shipping": _("Shipping"),
        "total": _("Total"),
        "tax": _("Tax"),
        "customers": _("Customers"),
    }[code]


def detected_name(code: str) -> str:
    """Something understood of how a source is written."""
    return {
        "encoding": _("Character encoding"),
        "delimiter": _("Column separator"),
        "header_row": _("Row with the column names"),
        "sheet": _("Sheet"),
        "other_sheets": _("Sheets not read"),
        "parts": _("Number of files"),
        "format": _("Kind of file"),
        "decimal": _("Decimal mark"),
        "thousands": _("Thousands mark"),
        "currency_sign": _("Currency sign"),
        "dates": _("Dates"),
        "timezone": _("Time zone"),
        "booleans": _("Yes and no"),
        "files_read": _("Files read"),
        "files_not_read": _("Files not read"),
        "heads": _("Orders, joined to their lines"),
        "packs": _("Head rows of packs, whose money their products share"),
        "repeated_headers": _("Repeated header rows, left out"),
        "absent_in": _("Column missing in"),
        "cells_not_read": _("Cells that are no number or date, left empty"),
    }.get(code, code.replace("_", " ").capitalize())


def how(code: str) -> str:
    """Whether something was found, given or assumed."""
    return {
        "found": _("found in the file"),
        "given": _("set for this project"),
        "assumed": _("assumed: please confirm"),
    }[code]


def shown(what: str, value: str) -> str:
    """A value as a reader sees it: marks have names."""
    if what in ("delimiter", "decimal", "thousands"):
        return {
            "\t": _("tab"),
            "tab": _("tab"),
            ",": _("comma ( , )"),
            ";": _("semicolon ( ; )"),
            ".": _("point ( . )"),
            "|": _("bar ( | )"),
            " ": _("space"),
            "'": _("apostrophe ( ' )"),
        }.get(value, value)
    return _pattern(value) if what == "dates" else value


def _pattern(value: str) -> str:
    """A strptime format as people write dates.

    >>> _pattern("%d/%m/%Y %H:%M")
    'DD/MM/YYYY HH:MM'
    """
    known = {
        "epoch seconds": _("seconds since 1970"),
        "epoch milliseconds": _("milliseconds since 1970"),
        "excel": _("days as Excel counts them"),
    }
    if value in known:
        return known[value]
    # Letters of day, month and year as the language has them.
    parts = {"%d": _("DD"), "%m": "MM", "%Y": _("YYYY"), "%y": _("YY"), "%H": "HH", "%I": "HH",
             "%M": "MM", "%S": "SS", "%f": "ffffff", "%p": "AM/PM", "%z": "±HH:MM",
             "%b": _("MON")}  # fmt: skip
    value = value.replace("T%H", " %H")
    for code, letters in parts.items():
        value = value.replace(code, letters)
    return value


def done(code: str) -> str:
    """What was done with a column of personal data."""
    return {
        "hashed": _("replaced by pseudonyms"),
        "withheld": _("not carried over"),
        "not read": _("not read"),
    }[code]


def evidence(code: str, column: str | None) -> str:
    """What lowered a score."""
    known = {
        "empty": _("{column}: empty"),
        "unreadable": _("{column}: cannot be read"),
        "future": _("{column}: in the future"),
        "before_1990": _("{column}: before 1990"),
        "zero": _("{column}: zero"),
        "negative": _("{column}: below zero"),
        "fraction": _("{column}: not a whole number"),
        "too_large": _("{column}: too large to be true"),
        "no_currency": _("{column}: not a currency code"),
        "duplicate_row": _("rows that repeat an earlier one"),
        "duplicate_key": _("second rows for the same key"),
        "several_customers": _("orders with several customers"),
        "several_days": _("orders spread over several days"),
        "several_currencies": _("orders in several currencies"),
        "without_purchase": _("cancellations without an earlier purchase"),
        "unknown_to_table": _("named by orders, but missing from this file"),
        "unknown_item": _("products that the product file lacks"),
        "tax_beyond_value": _("tax greater than the amount itself"),
        "refund_beyond_value": _("more given back than was paid"),
        "purchase_without_order": _("purchases without an order number"),
        "more_clicks_than_shown": _("more clicks than times shown"),
        "cost_without_clicks": _("money spent without being shown or clicked"),
        "cost_beyond_price": _("products that cost more than their price"),
        "ends_before_it_starts": _("visits that end before they start"),
        "closed_before_opened": _("accounts closed before they were opened"),
        "unknown_customer": _("customers that the customer file lacks"),
        "before_sign_up": _("dates before the customer’s registration"),
        "after_end": _("dates after the customer’s account was closed"),
        "head_without_lines": _("orders without any line"),
        "lines_differ_from_head": _("orders whose lines do not come to their total"),
        "value_is_no_product": _("lines whose amount is not units by price"),
        "unknown_order": _("order numbers that the orders lack"),
        "back_before_ordered": _("goods or money given back before they were ordered"),
        "delivered_before_ordered": _("deliveries before the order"),
    }
    return known.get(code, code.replace("_", " ")).format(column=column_name(column))


def column_name(code: str | None) -> str:
    """A canonical column as a client calls it."""
    return {
        None: "",
        "transaction_id": _("order number"),
        "user_id": _("customer"),
        "user_pseudo_id": _("device"),
        "session_id": _("visit"),
        "item_id": _("product"),
        "item_name": _("product name"),
        "item_category": _("product category"),
        "event_name": _("event name"),
        "event_timestamp": _("date"),
        "created_timestamp": _("date of registration"),
        "ended_timestamp": _("date the account was closed"),
        "delivered_timestamp": _("date of delivery"),
        "session_start": _("start of the visit"),
        "session_end": _("end of the visit"),
        "date": _("date"),
        "quantity": _("quantity"),
        "price": _("price"),
        "value": _("amount"),
        "tax": _("tax"),
        "refund": _("money given back"),
        "shipping": _("shipping"),
        "currency": _("currency"),
        "country": _("country"),
        "region": _("region"),
        "city": _("town"),
        "cost": _("cost"),
        "impressions": _("times shown"),
        "clicks": _("clicks"),
        "stock": _("stock"),
        "campaign": _("campaign"),
        "device_category": _("kind of device"),
        "accepts_marketing": _("consent to marketing"),
    }.get(code, str(code))
