"""The canonical tables: what each column means, its type and its unit.

Names and types are those of GA4's e-commerce export, so that a column means the same whichever
system a client exports from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

MONEY = "decimal(18, 4)"

Type = Literal["string", "int64", "decimal(18, 4)", "timestamp", "date", "boolean"]


@dataclass(frozen=True)
class Column:
    """One canonical column.

    Attributes
    ----------
    given : ``required`` or ``optional`` in the client's file, or ``derived`` by Taller
    kept : whether the canonical table holds it; False where it only decides how a row is treated
    ahead : whether it may lie ahead of today, as a contract's end
    prose : whether it is what somebody wrote: kept whole, the people in it hidden
    carried_to : the table that an optional column of a file of orders or events goes to
    """

    name: str
    type: Type
    description: str
    given: Literal["required", "optional", "derived"] = "required"
    unit: str | None = None
    key: bool = False
    kept: bool = True
    carried_to: str | None = None
    ahead: bool = False
    prose: bool = False


@dataclass(frozen=True)
class Schema:
    """A canonical table: its grain and its columns."""

    name: str
    grain: str
    columns: tuple[Column, ...]

    @property
    def given(self) -> tuple[Column, ...]:
        """The columns a client's file may hold."""
        return tuple(column for column in self.columns if column.given != "derived")

    @property
    def canonical(self) -> tuple[Column, ...]:
        """The columns of the canonical table itself."""
        return tuple(c for c in self.columns if c.carried_to is None and c.kept)

    def ids(self) -> tuple[str, ...]:
        """The columns that identify something."""
        return tuple(column.name for column in self.given if column.name.endswith("_id"))

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


def _optional(name: str, type: Type, description: str, **more: Any) -> Column:
    return Column(name, type, description, "optional", **more)


_SOURCE = (
    _optional("source", "string", "where the visit or the customer came from, such as google"),
    _optional("medium", "string", "by what means, such as cpc, email or organic"),
    _optional("campaign", "string", "the campaign's name"),
)
_DEVICE = (
    _optional("device_category", "string", "desktop, mobile or tablet"),
    _optional("country", "string", "country of the visit"),
)

ORDERS = Schema(
    "orders",
    "one row per order line",
    (
        Column("transaction_id", "string", "the order (or cancellation) the line belongs to"),
        Column("line", "int64", "row of the source, from 1; unique", "derived", key=True),
        Column("user_id", "string", "who bought"),
        _optional("item_id", "string", "what was bought; one code for all unless given"),
        Column("event_timestamp", "timestamp", "when it was ordered or cancelled, local time"),
        _optional("quantity", "int64", "units, negative on a cancellation; 1 unless given",
                  unit="units"),
        _optional("price", MONEY, "price of one unit, after discount", unit="currency"),
        _optional("value", MONEY, "what the line comes to, where not quantity times price",
                  unit="currency"),
        _optional("tax", MONEY, "tax contained in value or added to it", unit="currency"),
        _optional("currency", "string", "ISO 4217 code of the line's money"),
        Column("kind", "string", "sale, cancellation, or refund (money back, no units)",
               "derived"),
        _optional("refund", MONEY, "money given back on the line without goods, positive",
                  unit="currency", kept=False),
        _optional("shipping", MONEY, "what the customer paid for shipping the order",
                  unit="currency", kept=False),
        _optional("discount", MONEY, "what is still to be taken off price or value",
                  unit="currency", kept=False),
        _optional("total", MONEY, "what the customer paid for the whole order, with tax and "
                  "shipping, on its first line or on each", unit="currency", kept=False),
        _optional("status", "string", "the order's state in the client's system", kept=False),
        _optional("delivered_timestamp", "timestamp", "when the order was sent or delivered",
                  kept=False),
        _optional("test", "string", "marks test orders", kept=False),
        _optional("item_name", "string", "the item's name", carried_to="items"),
        _optional("item_category", "string", "the item's category", carried_to="items"),
        _optional("country", "string", "the customer's country", carried_to="customers"),
    ),
)  # fmt: skip
CUSTOMERS = Schema(
    "customers",
    "one row per customer",
    (
        Column("user_id", "string", "who the customer is", key=True),
        _optional("created_timestamp", "timestamp", "when the customer was first known"),
        _optional(
            "ended_timestamp", "timestamp", "when the account was closed", kept=False, ahead=True
        ),
        _optional("country", "string", "the customer's country"),
        _optional("region", "string", "state, province or autonomous community"),
        _optional("city", "string", "the customer's town"),
        _optional("source", "string", "where the customer came from, such as google"),
        _optional("medium", "string", "by what means, such as cpc, email or organic"),
        _optional("lifecycle_stage", "string", "stage in the client's CRM"),
        _optional("accepts_marketing", "boolean", "whether they agreed to be written to"),
    ),
)
ITEMS = Schema(
    "items",
    "one row per item",
    (
        Column("item_id", "string", "what the item is", key=True),
        _optional("item_name", "string", "the item's name"),
        _optional("item_category", "string", "the item's category"),
        _optional("item_brand", "string", "the item's brand"),
        _optional("item_variant", "string", "size, colour or other variant"),
        _optional("price", MONEY, "full price of one unit", unit="currency"),
        _optional("cost", MONEY, "what one unit costs the client", unit="currency"),
        _optional("stock", "int64", "units in stock", unit="units"),
    ),
)
EVENTS = Schema(
    "events",
    "one row per event and item",
    (
        Column("event", "int64", "row of the source, from 1; unique", "derived", key=True),
        Column("event_name", "string", "what happened: page_view, add_to_cart, purchase ..."),
        Column("event_timestamp", "timestamp", "when, local time"),
        _optional("user_id", "string", "the customer, where known"),
        _optional("user_pseudo_id", "string", "the device or browser"),
        _optional("session_id", "string", "the visit the event belongs to"),
        _optional("item_id", "string", "the item concerned"),
        _optional("transaction_id", "string", "the order concerned"),
        _optional("value", MONEY, "money concerned", unit="currency"),
        _optional("currency", "string", "ISO 4217 code of value"),
        *_SOURCE,
        *_DEVICE,
    ),
)
SESSIONS = Schema(
    "sessions",
    "one row per visit",
    (
        Column("session_id", "string", "the visit", key=True),
        Column("session_start", "timestamp", "when it began, local time"),
        _optional("session_end", "timestamp", "when its last event was, local time"),
        _optional("user_id", "string", "the customer, where known"),
        _optional("user_pseudo_id", "string", "the device or browser"),
        _optional("events", "int64", "events of the visit"),
        *_SOURCE,
        *_DEVICE,
        _optional("converted", "boolean", "whether something was bought"),
    ),
)
_PLACE = "the region, city or shop"
SPEND = Schema(
    "spend",
    "one row per campaign and day",
    (
        Column("date", "date", "the day", key=True),
        *(Column(c.name, c.type, c.description, "optional", key=True) for c in _SOURCE),
        _optional("region", "string", _PLACE, key=True),
        Column("cost", MONEY, "what was spent", unit="currency"),
        _optional("impressions", "int64", "times shown"),
        _optional("clicks", "int64", "times clicked"),
        _optional("currency", "string", "ISO 4217 code of cost"),
    ),
)
TRIALS = Schema(
    "trials",
    "one row per user and experiment, or totals of an arm and day, with the client's own measures",
    (
        _optional("experiment", "string", "which experiment, where a file holds several"),
        _optional("user_id", "string", "whom the lot was drawn for; without it, each row is one"),
        _optional("cluster_id", "string", "the account or group that the lot was drawn for, where "
                  "its users share one"),
        Column("arm", "string", "the version that was shown; nothing for a user of several"),
        Column("arms", "string", "the versions of a user of several", "derived"),
        _optional("exposed_at", "timestamp", "when it was first shown, or the day of totals"),
        _optional("users", "int64", "users of a row, where rows are totals of an arm and day",
                  unit="users"),
        Column("rows", "int64", "rows of the source it is made of", "derived"),
    ),
)  # fmt: skip
"""Whose further columns are the client's own measures (see `taller.data.contract.trials`)."""
REGIONS = Schema(
    "regions",
    "one row per region and day",
    (
        _optional("region", "string", _PLACE, key=True),
        Column("date", "date", "the day", key=True),
        Column("value", MONEY, "what was sold there that day"),
        _optional("cost", MONEY, "what was spent there on advertising", unit="currency"),
    ),
)
_ACCOUNT = "the company or team that subscribes"
ACCOUNTS = Schema(
    "accounts",
    "one row per account",
    (
        Column("account_id", "string", _ACCOUNT, key=True),
        _optional("created_timestamp", "timestamp", "when the account was opened"),
        _optional("industry", "string", "the account's line of business"),
        _optional("country", "string", "the account's country"),
        _optional("source", "string", "where the account came from, such as google"),
        _optional("plan", "string", "the plan it is on"),
        _optional("seats", "int64", "users it pays for"),
        _optional("churned", "boolean", "whether it has left"),
        _optional("accepts_marketing", "boolean", "whether they agreed to be written to"),
    ),
)
SUBSCRIPTIONS = Schema(
    "subscriptions",
    "one row per subscription and plan: who changes plan has several",
    (
        Column("account_id", "string", _ACCOUNT),
        _optional("subscription_id", "string", "the subscription or contract"),
        Column("start_timestamp", "timestamp", "when it, or this plan of it, began"),
        _optional("ended_timestamp", "timestamp", "when it, or this plan of it, ended or will end",
                  ahead=True),
        _optional("plan", "string", "the plan"),
        _optional("billing_period", "string", "how often it is billed, such as month or year"),
        _optional("seats", "int64", "users it pays for"),
        _optional("mrr", MONEY, "recurring revenue of a month", unit="currency"),
        _optional("arr", MONEY, "recurring revenue of a year", unit="currency"),
        _optional("currency", "string", "ISO 4217 code of its money"),
        _optional("churned", "boolean", "whether it ended without another in its place"),
    ),
)  # fmt: skip
USAGE = Schema(
    "usage",
    "one row per use, or per account or user and day",
    (
        _optional("account_id", "string", "the account that uses; or name its subscription"),
        _optional("subscription_id", "string", "the subscription used, where no account is named"),
        _optional("user_id", "string", "the person who uses"),
        Column("event_timestamp", "timestamp", "when, or on which day, local time"),
        _optional("feature", "string", "what of the product is used"),
        _optional("events", "int64", "how often"),
    ),
)
TICKETS = Schema(
    "tickets",
    "one row per request to support",
    (
        Column("ticket_id", "string", "the request", key=True),
        Column("account_id", "string", "the account that asks"),
        Column("created_timestamp", "timestamp", "when it came in"),
        _optional("closed_timestamp", "timestamp", "when it was solved"),
        _optional("priority", "string", "how urgent it is"),
        _optional("satisfaction", "int64", "how content they were with the answer"),
    ),
)
CAMPAIGNS = Schema(
    "campaigns",
    "one row per campaign and account, those left out by lot among them",
    (
        Column("campaign", "string", "the campaign's name"),
        Column("account_id", "string", "the account written to, or left out by lot"),
        Column("action", "string", "what was done with it, or that it was left out"),
        Column("event_timestamp", "timestamp", "when, for those left out too"),
        _optional("cost", MONEY, "what it cost", unit="currency"),
        _optional("currency", "string", "ISO 4217 code of cost"),
    ),
)
TEXTS = Schema(
    "texts",
    "one row per text that a customer wrote",
    (
        _optional("text_id", "string", "the review, request or message"),
        _optional("user_id", "string", "who wrote it"),
        _optional("written_at", "timestamp", "when it was written"),
        _optional("kind", "string", "review, ticket or message"),
        Column("text", "string", "what they wrote, as they wrote it", prose=True),
        _optional("label", "string", "the category that a person gave it"),
    ),
)
SHOP = (ORDERS, CUSTOMERS, ITEMS, EVENTS, SESSIONS, SPEND)
SAAS = (ACCOUNTS, SUBSCRIPTIONS, USAGE, TICKETS, CAMPAIGNS)
SCHEMAS = {s.name: s for s in (*SHOP, REGIONS, *SAAS, TEXTS)}
OWN = ("flat", TRIALS.name)
"""Tables whose columns are the client's own, all or most of them."""
