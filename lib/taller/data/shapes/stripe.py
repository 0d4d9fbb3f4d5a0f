"""Stripe's dashboard exports: payments, and subscriptions.

Amounts in the dashboard's files are in whole units of the currency, whichever it is (10.50 for
EUR, 500 for JPY), unlike those of the API, which are in the smallest unit: nothing is divided.
Times are in UTC.

References
----------
Payments: header as in exports published in repositories ("id,Description,Created (UTC),Amount,
Amount Refunded,Currency,Converted Amount,…,Mode,Status,…,Customer ID,Customer Description,Customer
Email"), "Created date (UTC)" in newer ones. Its column Tax is the tax on Stripe's own fee, so it
is not read. https://docs.stripe.com/currencies#zero-decimal (the API's units)
Subscriptions: "id, Customer ID, Customer Email, Plan, Quantity, Currency, Interval, Amount, Status,
Created (UTC), Start (UTC) or Start Date (UTC), Current Period Start (UTC), Trial End (UTC),
Canceled At (UTC), Ended At (UTC)", likewise. A subscription may have been cancelled and not have
ended yet, see https://docs.stripe.com/api/subscriptions/object
"""

from __future__ import annotations

from taller.data.reading import ROW
from taller.data.shapes.inputs import Inputs
from taller.data.shapes.shape import Query, Recipe, Shape
from taller.language import _

USER = "coalesce(user_id, email)"
UNPAID = "('incomplete', 'incomplete_expired')"


def payments(inputs: Inputs) -> Query:
    """A payment is an order of one item; what was refunded of it stands beside."""
    found = {name: name for name in inputs.recipe.columns if inputs.has(name)}
    found |= {
        "user_id": USER,
        "item_id": "'payment'",
        "event_timestamp": "event_timestamp_utc",
        "quantity": "CASE WHEN transaction_id IS NOT NULL THEN '1' END",
        "status": "lower(status)",
    }
    if inputs.has("currency"):
        found["currency"] = "upper(currency)"
    if inputs.has("refund"):
        found["refund"] = "CASE WHEN refund_number IS DISTINCT FROM 0 THEN refund END"
    if inputs.has("test"):
        found["test"] = "CASE WHEN lower(test) = 'test' THEN 'test' END"
    return Query(inputs.base(), found)


def events(inputs: Inputs) -> Query:
    """A subscription starts, and may end; one never paid for is said to be incomplete."""
    ended = "event_end_utc" if inputs.has("event_end") else "NULL::VARCHAR"
    if inputs.has("cancelled_at"):
        over = "CASE WHEN lower(status) = 'canceled' THEN cancelled_at_utc END"
        ended = f"coalesce({ended}, {over})"
    start = (
        f"CASE WHEN lower(status) IN {UNPAID} THEN 'subscription_incomplete' "
        "ELSE 'subscription_start' END"
    )
    begun = "coalesce(start_date_utc, event_timestamp_utc)"
    both = (
        f"SELECT *, unnest(CASE WHEN {ended} IS NULL OR lower(status) IN {UNPAID} "
        f"THEN [{{'name': {start}, 'at': {begun}}}] "
        f"ELSE [{{'name': {start}, 'at': {begun}}}, "
        f"{{'name': 'subscription_end', 'at': {ended}}}] END) AS happened FROM ({inputs.base()})"
    )
    found = {name: name for name in inputs.recipe.columns if inputs.has(name)}
    found |= {
        "event_name": "happened.name",
        "event_timestamp": "happened.at",
        "user_id": USER,
    }
    if inputs.has("item_id", "product"):
        found["item_id"] = "coalesce(item_id, product)"
    if inputs.has("currency"):
        found["currency"] = "upper(currency)"
    return Query(both, found)


def customers(inputs: Inputs) -> Query:
    """One row per subscriber: since when, and the state of the latest subscription."""
    begun = "coalesce(start_date_utc, created_timestamp_utc)"
    known = f"SELECT *, {begun} AS begun, {USER} AS who FROM ({inputs.base()})"
    over = "OVER (PARTITION BY who)"
    one = (
        f"SELECT *, min(begun) {over} AS since, arg_max(lifecycle_stage, (begun, {ROW})) {over} "
        f"AS state, min({ROW}) {over} = {ROW} AS is_first FROM ({known}) WHERE who IS NOT NULL"
    )
    found = {"user_id": "who", "created_timestamp": "since", "lifecycle_stage": "lower(state)"}
    return Query(f"SELECT * FROM ({one}) WHERE is_first", found, ordered=False)


def _where_payments() -> str:
    return _(
        "Stripe dashboard > Payments > All payments > Export > the dates needed, all columns, time "
        "zone UTC."
    )


PAYMENTS = Shape(
    name="stripe_payments",
    title="Stripe Payments",
    signatures=(
        frozenset(
            {"id", "Created (UTC)", "Amount", "Amount Refunded", "Currency", "Status", "Captured"}
        ),
    ),
    recipes={
        "orders": Recipe(
            "orders",
            columns={
                "transaction_id": "id",
                "user_id": "Customer ID",
                "event_timestamp": "Created (UTC)",
                "value": "Amount",
                "currency": "Currency",
                "refund": "Amount Refunded",
                "status": "Status",
                "test": "Mode",
                "country": "Card Address Country",
            },
            others={"email": "Customer Email"},
            needed=("transaction_id", "event_timestamp", "value", "status"),
            money=("refund",),
            times=("event_timestamp",),
            query=payments,
            sources={"user_id": ("user_id", "email")},
        ),
    },
    aliases={"Created (UTC)": ("Created date (UTC)",), "Customer Email": ("Receipt Email",)},
    settings={
        "orders": {
            "ignored_statuses": [
                "failed",
                "pending",
                "canceled",
                "cancelled",
                "incomplete",
                "expired",
                "blocked",
                "uncaptured",
                "requires_payment_method",
                "requires_confirmation",
                "requires_action",
                "requires_capture",
            ],
            "test_values": ["test"],
        },
    },
    said=_where_payments,
)


def _where_subscriptions() -> str:
    return _(
        "Stripe dashboard > Billing > Subscriptions > All > Export > all columns, time zone UTC."
    )


SUBSCRIPTIONS = Shape(
    name="stripe_subscriptions",
    title="Stripe Billing",
    signatures=(
        frozenset({"id", "Customer ID", "Status", "Interval", "Current Period Start (UTC)"}),
    ),
    recipes={
        "events": Recipe(
            "events",
            columns={
                "event_timestamp": "Created (UTC)",
                "user_id": "Customer ID",
                "item_id": "Plan",
                "transaction_id": "id",
                "value": "Amount",
                "currency": "Currency",
            },
            others={
                "email": "Customer Email",
                "product": "Product",
                "status": "Status",
                "cancelled_at": "Canceled At (UTC)",
                "event_end": "Ended At (UTC)",
                "start_date": "Start Date (UTC)",
            },
            needed=("event_timestamp", "user_id", "transaction_id", "status"),
            times=("event_timestamp", "start_date", "cancelled_at", "event_end"),
            query=events,
            sources={
                "event_name": ("status",),
                "event_timestamp": ("event_timestamp", "start_date", "event_end", "cancelled_at"),
                "user_id": ("user_id", "email"),
                "item_id": ("item_id", "product"),
            },
        ),
        "customers": Recipe(
            "customers",
            columns={
                "user_id": "Customer ID",
                "created_timestamp": "Created (UTC)",
                "lifecycle_stage": "Status",
            },
            others={"email": "Customer Email", "start_date": "Start Date (UTC)"},
            needed=("user_id", "created_timestamp", "lifecycle_stage"),
            times=("created_timestamp", "start_date"),
            query=customers,
            sources={"user_id": ("user_id", "email")},
        ),
    },
    aliases={
        "Canceled At (UTC)": ("Cancelled At (UTC)",),
        "Plan": ("Plan Name", "Plan price ID", "Price ID"),
        "Product": ("Product Name", "Product ID"),
    },
    said=_where_subscriptions,
)  # fmt: skip
