"""Names of tables, dimensions and of what was understood of a file, in the language in force."""

from __future__ import annotations

from taller.language import _


def table_name(code: str) -> str:
    """A canonical table as a client calls it."""
    return {
        "orders": _("Orders"),
        "customers": _("Customers"),
        "items": _("Products"),
        "events": _("Events"),
        "sessions": _("Visits"),
        "spend": _("Advertising spend"),
    }.get(code, code)


def dimension_name(code: str) -> str:
    """A dimension of quality."""
    return {
        "completeness": _("Complete data"),
        "validity": _("Valid"),
        "uniqueness": _("Unique"),
        "consistency": _("Consistent"),
        "timeliness": _("Up to date"),
    }.get(code, code)


def detected_name(code: str) -> str:
    """Something understood of how a source is written."""
    return {
        "encoding": _("Character encoding"),
        "delimiter": _("Column separator"),
        "header_row": _("Row with the column names"),
        "sheet": _("Sheet"),
        "parts": _("Files"),
        "format": _("Kind of file"),
        "decimal": _("Decimal mark"),
        "thousands": _("Thousands mark"),
        "currency_sign": _("Currency sign"),
        "dates": _("Dates"),
        "timezone": _("Time zone"),
        "booleans": _("Yes and no"),
        "files_not_read": _("Files not read"),
    }.get(code, code.replace("_", " "))


def how(code: str) -> str:
    """Whether something was found, given or assumed."""
    return {
        "found": _("found in the data"),
        "given": _("given by us"),
        "assumed": _("assumed: please confirm"),
    }.get(code, code)


def shown(value: str) -> str:
    """A value as a reader sees it: a tab or a blank has a name."""
    return {"\t": _("tab"), " ": _("blank")}.get(value, value)


def done(code: str) -> str:
    """What was done with a column of personal data."""
    return {
        "hashed": _("replaced by pseudonyms"),
        "withheld": _("not carried over"),
        "not read": _("not read"),
    }.get(code, code)


def evidence(code: str, column: str | None) -> str:
    """What lowered a score."""
    known = {
        "empty": _("empty cells in {column}"),
        "unreadable": _("cells of {column} that cannot be read"),
        "future": _("dates in the future in {column}"),
        "too_old": _("dates before 1990 in {column}"),
        "zero": _("zeros in {column}"),
        "negative": _("{column} below zero"),
        "fraction": _("fractions in {column}, which is in whole units"),
        "too_large": _("{column} beyond what is possible"),
        "duplicate_row": _("repeated rows"),
        "several_customers": _("orders with several customers"),
        "several_days": _("orders spread over several days"),
        "several_currencies": _("orders in several currencies"),
        "without_purchase": _("returns that match no purchase"),
        "unknown_to_table": _("named in the orders, absent from this table"),
        "unknown_item": _("products that the product table does not have"),
        "tax_beyond_value": _("tax higher than the amount"),
        "refund_beyond_value": _("refunds higher than the order"),
        "purchase_without_order": _("purchase events without an order"),
        "no_currency": _("amounts without a currency"),
        "more_clicks_than_shown": _("more clicks than times shown"),
        "ends_before_it_starts": _("visits that end before they start"),
    }
    return known.get(code, code.replace("_", " ") + " {column}").format(column=column or "").strip()
