"""GA4's export to BigQuery: an event per row, nested in JSON lines, or flattened into a CSV.

References
----------
Objects within an event arrive as dotted columns, such as ``geo.country``, and arrays as JSON.
Schema: https://support.google.com/analytics/answer/7029846 (``event_timestamp`` in microseconds
UTC, ``event_params`` as an array of key and value, ``items``, ``ecommerce``, ``geo``, ``device``,
``traffic_source`` of the user's first visit, ``collected_traffic_source`` of the event).
Items: https://developers.google.com/analytics/devguides/collection/ga4/reference/events
A CSV is flattened by its owner: names such as ``event_params.ga_session_id``,
``event_params_ga_session_id`` and ``ga_session_id`` are all met in repositories.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from taller.data.settings.schemas import SCHEMAS
from taller.data.shapes import ga4_tables
from taller.data.shapes.shape import Query, Recipe, Shape
from taller.language import _

INPUTS = {
    "event_name": "event_name",
    "event_timestamp": "event_timestamp",
    "user_id": "user_id",
    "user_pseudo_id": "user_pseudo_id",
    "session_id": "ga_session_id",
    "transaction_id": "transaction_id",
    "event_value": "event_params.value",
    "revenue": "purchase_revenue",
    "refund_value": "refund_value",
    "tax_value": "tax_value",
    "currency": "currency",
    "source": "source",
    "medium": "medium",
    "campaign": "campaign",
    "collected_source": "collected_traffic_source.manual_source",
    "collected_medium": "collected_traffic_source.manual_medium",
    "collected_campaign": "collected_traffic_source.manual_campaign_name",
    "first_source": "traffic_source.source",
    "first_medium": "traffic_source.medium",
    "first_campaign": "traffic_source.name",
    "device_category": "device.category",
    "country": "geo.country",
    "region": "geo.region",
    "city": "geo.city",
    "item_id": "item_id",
    "item_name": "item_name",
    "item_category": "item_category",
    "item_brand": "item_brand",
    "item_variant": "item_variant",
    "price": "price",
    "quantity": "quantity",
    "item_revenue": "item_revenue",
    "event_params": "event_params",
    "item_list": "items",
}
_MONEY = ("event_value", "revenue", "refund_value", "tax_value", "price", "quantity",
          "item_revenue")  # fmt: skip
# What each canonical column is made of, as far as the file has it.
_MADE_OF = {
    **dict.fromkeys(("session_start", "session_end", "created_timestamp"), ("event_timestamp",)),
    **{
        name: (name, "item_list")
        for name in ("item_id", "item_name", "item_category", "item_brand", "item_variant",
                     "price", "quantity")
    },
    **{
        name: (f"collected_{name}", name, f"first_{name}", "event_params")
        for name in ("source", "medium", "campaign")
    },
    **{name: (name, "event_params") for name in ("session_id", "transaction_id", "currency")},
    "value": ("item_list", "price", "quantity", "item_revenue", "revenue", "event_value",
              "event_params"),
    "tax": ("tax_value",),
}  # fmt: skip


def _recipe(table: str, query: Callable[[Any], Query]) -> Recipe:
    names = {column.name for column in SCHEMAS[table].given}
    made_of = {name: of for name, of in _MADE_OF.items() if name in names}
    if table in ("orders", "customers"):  # whoever is not known by name is known by device
        made_of["user_id"] = ("user_id", "user_pseudo_id")
    return Recipe(
        table,
        columns={name: column for name, column in INPUTS.items() if name in names},
        others={name: column for name, column in INPUTS.items() if name not in names},
        needed=("event_name", "event_timestamp", "user_pseudo_id"),
        money=_MONEY,
        json=("event_params", "item_list"),
        query=query,
        sources=made_of,
    )


def _where() -> str:
    return _(
        "Google Cloud > BigQuery > the dataset analytics_... > the tables events_... of the days "
        "needed > Export to Cloud Storage > JSON (newline delimited), compressed with GZIP. GA4 "
        "must be linked to BigQuery (Admin > Product links): the link does not fill in the past."
    )


EVENTS = Shape(
    name="ga4_events",
    title="Google Analytics 4 (BigQuery)",
    signatures=(
        frozenset({"event_name", "event_timestamp", "user_pseudo_id", "event_params"}),
        frozenset({"event_name", "event_timestamp", "user_pseudo_id", "ga_session_id"}),
    ),
    recipes={
        "events": _recipe("events", ga4_tables.events),
        "sessions": _recipe("sessions", ga4_tables.sessions),
        "orders": _recipe("orders", ga4_tables.orders),
        "items": _recipe("items", ga4_tables.items),
        "customers": _recipe("customers", ga4_tables.customers),
    },
    aliases={
        "event_timestamp": ("event_time", "event_timestamp_utc"),
        "ga_session_id": ("event_params.ga_session_id", "event_param.ga_session_id",
                          "param_ga_session_id", "session_id"),
        "transaction_id": ("ecommerce.transaction_id", "event_params.transaction_id",
                           "param_transaction_id"),
        "event_params.value": ("event_value", "param_value", "value"),
        "purchase_revenue": ("ecommerce.purchase_revenue", "revenue"),
        "refund_value": ("ecommerce.refund_value",),
        "tax_value": ("ecommerce.tax_value", "event_params.tax", "tax"),
        "currency": ("event_params.currency", "param_currency"),
        "source": ("event_params.source", "session_source"),
        "medium": ("event_params.medium", "session_medium"),
        "campaign": ("event_params.campaign", "session_campaign"),
        "traffic_source.name": ("traffic_source.campaign",),
        "device.category": ("device_category",),
        "geo.country": ("country",),
        "geo.region": ("region",),
        "geo.city": ("city",),
        **{name: (f"items.{name}", f"item.{name}")
           for name in ("item_id", "item_name", "item_category", "item_brand", "item_variant",
                        "item_revenue")},
        "price": ("items.price", "item_price", "item.price"),
        "quantity": ("items.quantity", "item_quantity", "item.quantity"),
    },
    said=_where,
)  # fmt: skip
