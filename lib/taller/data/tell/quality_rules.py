"""What is asked of each cell and row when quality is measured, as Ibis predicates by code.

Unlike the contract (`checks`), these do not decide whether a row is used; they count.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.data.contract.checks import EARLIEST, MOST_UNITS, SLACK

if TYPE_CHECKING:
    import ibis

    from taller.data.settings.schemas import Column, Schema

OCCASIONAL = {
    "orders": {"refund", "shipping", "test", "status", "tax", "total", "discount",
               "delivered_timestamp"},
    "customers": {"ended_timestamp", "source", "medium", "lifecycle_stage"},
    "items": {"item_variant", "item_brand"},
    "events": {"user_id", "session_id", "item_id", "transaction_id", "value", "currency", "source",
               "medium", "campaign"},
    "sessions": {"user_id", "source", "medium", "campaign", "converted"},
    "spend": {"source", "medium", "campaign", "region", "impressions", "clicks"},
    "accounts": {"industry", "source"},
    "subscriptions": {"ended_timestamp", "subscription_id", "churned"},
    "usage": {"account_id", "subscription_id", "user_id"},
    "tickets": {"closed_timestamp", "satisfaction", "priority"},
    "campaigns": {"cost", "currency"},
    "texts": {"user_id", "text_id", "kind", "label"},
    "regions": {"cost"},
}  # fmt: skip
"""Columns whose cells are blank by nature in some rows; these are not asked to be complete."""
NOT_NEGATIVE = ("cost", "impressions", "clicks", "stock", "events", "refund", "seats", "mrr", "arr")
POSITIVE = ("price",)


@dataclass(frozen=True)
class Rule:
    """Something asked of a cell or row: whom it is asked of, and who fails it.

    Attributes
    ----------
    column : the canonical column, or None where several are compared
    """

    code: str
    column: str | None
    asked: ibis.BooleanValue
    fails: ibis.BooleanValue


def time_column(schema: Schema, mapped: set[str]) -> str | None:
    """The column that says when a row happened, if the source has one."""
    return next(
        (c.name for c in schema.given if c.type in ("timestamp", "date") and c.name in mapped),
        None,
    )


def expected(schema: Schema, mapped: set[str]) -> list[Column]:
    """The columns whose every cell should be filled."""
    blank = OCCASIONAL[schema.name]
    return [c for c in schema.given if c.name in mapped and c.name not in blank]


def filled(rows: ibis.Table, column: Column) -> ibis.BooleanValue:
    """Whether a cell holds something, readable or not."""
    return rows[f"{column.name}_text"].notnull()


def empty(rows: ibis.Table, column: Column) -> ibis.BooleanValue:
    """Whether a cell holds nothing."""
    return rows[f"{column.name}_text"].isnull()


def validity(
    rows: ibis.Table, schema: Schema, mapped: set[str], now: dt.datetime
) -> list[tuple[Column, list[Rule]]]:
    """For each column with a form or a range: who breaks it; no cell breaks two of its rules."""
    found = []
    for column in schema.given:
        if column.name not in mapped:
            continue
        rules = _of_column(rows, column, now, orders=schema.name == "orders")
        if rules:
            found.append((column, rules))
    return found


def _of_column(rows: ibis.Table, column: Column, now: dt.datetime, *, orders: bool) -> list[Rule]:
    name, cell = column.name, rows[column.name]
    asked = filled(rows, column)

    def rule(code: str, fails: ibis.BooleanValue) -> Rule:
        return Rule(code, name, asked, fails)

    if name == "currency":
        return [rule("no_currency", ~cell.re_search("^[A-Z]{3}$"))]
    if column.type == "string":
        return []
    found = [rule("unreadable", asked & cell.isnull())]
    if column.type in ("timestamp", "date") and column.kept:
        latest, earliest = now + SLACK, EARLIEST
        if column.type == "date":
            latest, earliest = latest.date(), earliest.date()
        found.append(rule("before_1990", cell < earliest))
        if not column.ahead:
            found.append(rule("future", cell > latest))
    elif orders and name == "quantity":
        found.append(rule("zero", cell == 0))
        if "quantity_number" in rows.columns:
            found.append(rule("fraction", (cell != 0) & (rows.quantity_number % 1 != 0)))
        found.append(rule("too_large", cell.abs() >= MOST_UNITS))
    elif name in POSITIVE:
        found += [rule("negative", cell < 0), rule("zero", cell == 0)]
    elif name in NOT_NEGATIVE:
        found.append(rule("negative", cell < 0))
    return found


def consistency(rows: ibis.Table, schema: Schema, mapped: set[str]) -> list[Rule]:
    """What the cells of one row must be to each other."""
    both = _Both(rows, mapped)
    if schema.name == "orders":
        amount = rows["value"].abs()
        beyond = rows.tax.abs() > amount
        return both.rule("tax_beyond_value", "tax", None, beyond, amount.notnull())
    if schema.name == "customers":
        ends_first = rows.ended_timestamp.date() < rows.created_timestamp.date()
        return both.rule("closed_before_opened", "created_timestamp", "ended_timestamp",
                         ends_first)  # fmt: skip
    if schema.name == "subscriptions":
        apart = (rows.arr - 12 * rows.mrr).abs() > 0.01 * rows.arr.abs() + 1
        return [
            *both.rule("ends_before_it_starts", "start_timestamp", "ended_timestamp",
                       rows.ended_timestamp.date() < rows.start_timestamp.date()),
            *both.rule("year_is_no_twelve_months", "mrr", "arr", apart),
            *both.rule("churned_without_end", "churned", None,
                       rows.churned & rows.ended_timestamp.isnull(), rows.churned),
        ]  # fmt: skip
    if schema.name == "tickets":
        return both.rule("closed_before_opened", "created_timestamp", "closed_timestamp",
                         rows.closed_timestamp.date() < rows.created_timestamp.date())  # fmt: skip
    if schema.name == "sessions":
        ends_first = rows.session_end < rows.session_start
        return both.rule("ends_before_it_starts", "session_start", "session_end", ends_first)
    if schema.name == "spend":
        nothing = (rows.cost > 0) & (rows.clicks == 0)
        if "impressions" in mapped:
            nothing = nothing & (rows.impressions.fill_null(0) == 0)
        return [
            *both.rule("more_clicks_than_shown", "clicks", "impressions",
                       rows.clicks > rows.impressions),
            *both.rule("cost_without_clicks", "cost", "clicks", nothing),
        ]  # fmt: skip
    if schema.name == "items":
        return both.rule("cost_beyond_price", "cost", "price", rows.cost > rows.price)
    if schema.name == "events" and "transaction_id" in mapped:
        bought = rows.event_name == "purchase"
        return [Rule("purchase_without_order", None, bought, bought & rows.transaction_id.isnull())]
    return []


@dataclass(frozen=True)
class _Both:
    """Rules asked where all columns they compare are given and filled."""

    rows: ibis.Table
    mapped: set[str]

    def rule(
        self, code: str, first: str, second: str | None, fails: ibis.BooleanValue,
        also: ibis.BooleanValue | None = None,
    ) -> list[Rule]:  # fmt: skip
        if not {first, second} - {None} <= self.mapped:
            return []
        asked = self.rows[first].notnull()
        if second is not None:
            asked = asked & self.rows[second].notnull()
        if also is not None:
            asked = asked & also
        return [Rule(code, None, asked, asked & fails)]
