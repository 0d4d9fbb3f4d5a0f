"""GA4's export to BigQuery: an event per row, nested in JSON lines, or flattened into a CSV.

References
----------
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

from taller.data.schemas import SCHEMAS
from taller.data.shapes import ga4_tables
from taller.data.shapes.shape import Query, Recipe, Shape
from taller.language import _

_BOTH = {
    "event_name": "event_name",
    "event_timestamp": "event_timestamp",
    "user_id": "user_id",
    "user_pseudo_id": "user_pseudo_id",
}
FLAT = {
    **_BOTH,
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
}
NESTED = {
    **_BOTH,
    "event_params": "event_params",
    "item_list": "items",
    "ecommerce": "ecommerce",
    "geo": "geo",
    "device": "device",
    "traffic_source": "traffic_source",
    "collected": "collected_traffic_source",
}
_JSON = ("event_params", "item_list", "ecommerce", "geo", "device", "traffic_source", "collected")
_MONEY = ("event_value", "revenue", "refund_value", "tax_value", "price", "quantity",
          "item_revenue")  # fmt: skip
_CAME = ("collected", "event_params", "traffic_source")
_TIMES = dict.fromkeys(("session_start", "session_end", "created_timestamp"), ("event_timestamp",))
_ITEM = ("item_id", "item_name", "item_category", "item_brand", "item_variant", "price", "quantity")
# What each canonical column is made of, where that is not the input of the same name alone.
_OF_FLAT = {
    **_TIMES,
    "value": ("item_revenue", "price", "quantity", "revenue", "event_value"),
    "tax": ("tax_value",),
}
_OF_NESTED = {
    **_TIMES,
    **dict.fromkeys(_ITEM, ("item_list",)),
    "value": ("item_list", "ecommerce", "event_params"),
    "tax": ("ecommerce",),
    "transaction_id": ("ecommerce", "event_params"),
    "session_id": ("event_params",),
    "currency": ("event_params",),
    "source": _CAME,
    "medium": _CAME,
    "campaign": _CAME,
    "device_category": ("device",),
    "country": ("geo",),
    "region": ("geo",),
    "city": ("geo",),
}


def _recipe(table: str, query: Callable[[Any], Query]) -> Recipe:
    nested = _form(table, query, NESTED, _OF_NESTED, json=_JSON)
    return _form(table, query, FLAT, _OF_FLAT, money=_MONEY, nested=nested)


def _form(
    table: str,
    query: Callable[[Any], Query],
    inputs: dict[str, str],
    made_of: dict[str, tuple[str, ...]],
    **more: Any,
) -> Recipe:
    names = {column.name for column in SCHEMAS[table].given}
    made_of = {name: of for name, of in made_of.items() if name in names}
    if table in ("orders", "customers"):  # whoever is not known by name is known by device
        made_of["user_id"] = ("user_id", "user_pseudo_id")
    return Recipe(
        table,
        columns={name: column for name, column in inputs.items() if name in names},
        others={name: column for name, column in inputs.items() if name not in names},
        needed=("event_name", "event_timestamp", "user_pseudo_id")
        + (("event_params",) if "event_params" in inputs else ()),
        query=query,
        sources=made_of,
        **more,
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
        "source": ("collected_traffic_source.manual_source", "event_params.source",
                   "traffic_source.source", "session_source"),
        "medium": ("collected_traffic_source.manual_medium", "event_params.medium",
                   "traffic_source.medium", "session_medium"),
        "campaign": ("collected_traffic_source.manual_campaign_name", "event_params.campaign",
                     "traffic_source.name", "traffic_source.campaign", "session_campaign"),
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
