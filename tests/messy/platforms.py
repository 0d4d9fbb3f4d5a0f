"""Exports of Stripe, Google Analytics 4 and HubSpot."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tests.messy.carts import refund, sold
from tests.messy.dialects import EPOCH, local_to_utc
from tests.messy.sheets import Row, Sheet
from tests.messy.shop import CODES, Shop

PAYMENTS = (
    "id", "Description", "Seller Message", "Created (UTC)", "Amount", "Amount Refunded", "Currency",
    "Converted Amount", "Converted Amount Refunded", "Fee", "Tax", "Converted Currency", "Mode",
    "Status", "Statement Descriptor", "Customer ID", "Customer Description", "Customer Email",
    "Captured", "Card ID", "Card Last4", "Card Brand", "Card Funding", "Card Exp Month",
    "Card Exp Year", "Card Name", "Card Address Country", "Invoice ID", "Transfer",
)  # fmt: skip
SUBSCRIPTIONS = (
    "id", "Customer ID", "Customer Email", "Plan", "Quantity", "Currency", "Interval", "Amount",
    "Status", "Created (UTC)", "Start Date (UTC)", "Current Period Start (UTC)",
    "Current Period End (UTC)", "Canceled At (UTC)", "Ended At (UTC)",
)  # fmt: skip
PAYMENTS_MEANT = {
    "id": "transaction_id", "Created (UTC)": "event_timestamp", "Amount": "value",
    "Amount Refunded": "refund", "Currency": "currency", "Mode": "test", "Status": "status",
    "Customer ID": "user_id", "Customer Email": "user_id", "Card Address Country": "country",
}  # fmt: skip
SUBSCRIPTIONS_MEANT = {
    "id": "transaction_id", "Customer ID": "user_id", "Customer Email": "user_id",
    "Plan": "item_id", "Currency": "currency", "Amount": "value", "Status": "event_name",
    "Created (UTC)": "event_timestamp", "Start Date (UTC)": "event_timestamp",
    "Canceled At (UTC)": "event_timestamp", "Ended At (UTC)": "event_timestamp",
}  # fmt: skip
STRIPE_IGNORED = ["failed", "pending", "canceled", "blocked", "uncaptured", "incomplete"]
FLAT = (
    "event_date", "event_timestamp", "event_name", "user_id", "user_pseudo_id",
    "event_params.ga_session_id", "ecommerce.transaction_id", "currency", "items.item_id",
    "items.item_name", "items.item_category", "items.price", "items.quantity", "source", "medium",
    "campaign", "device.category", "geo.country",
)  # fmt: skip
FLAT_MEANT = {
    "event_timestamp": "event_timestamp", "event_name": "event_name", "user_id": "user_id",
    "user_pseudo_id": "user_pseudo_id", "event_params.ga_session_id": "session_id",
    "ecommerce.transaction_id": "transaction_id", "currency": "currency",
    "items.item_id": "item_id", "items.price": "value", "items.quantity": "value",
    "source": "source", "medium": "medium", "campaign": "campaign",
    "device.category": "device_category", "geo.country": "country",
}  # fmt: skip
NESTED_MEANT = {
    "event_timestamp": "event_timestamp", "event_name": "event_name", "user_id": "user_id",
    "user_pseudo_id": "user_pseudo_id", "event_params": "session_id", "items": "item_id",
    "ecommerce": "transaction_id", "collected_traffic_source": "source",
    "device": "device_category", "geo": "country",
}  # fmt: skip
CONTACTS = {
    "en": ("Record ID", "First Name", "Last Name", "Email", "Phone Number", "Lead Status",
           "Create Date", "Country/Region", "State/Region", "City", "Original Source",
           "Lifecycle Stage"),
    "es": ("ID de registro", "Nombre", "Apellidos", "Correo", "Número de teléfono",
           "Estado del lead", "Fecha de creación", "País/Región", "Estado/Región", "Ciudad",
           "Fuente original", "Etapa del ciclo de vida"),
}  # fmt: skip
CONTACTS_MEANT = ("user_id", None, None, "user_id", None, None, "created_timestamp", "country",
                  "region", "city", "source", "lifecycle_stage")  # fmt: skip


def payments(shop: Shop, rng: random.Random, _language: str) -> list[Sheet]:
    """A payment per order, with what was refunded of it; times in UTC."""
    rows = []
    for number, (lines, back) in enumerate(sold(shop), start=1):
        first, person = lines[0], shop.people[lines[0]["user_id"]]
        amount = sum((line["value"] for line in lines), Decimal(0))
        failed = rng.random() < 0.05 and not back
        code = f"ch_3N{number:06d}Zq"
        cells = {
            "id": code, "Description": f"Pedido {number}", "Amount": amount,
            "Seller Message": "Payment complete.", "Created (UTC)": first["event_timestamp"],
            "Amount Refunded": back, "Currency": shop.currency.lower(), "Converted Amount": amount,
            "Converted Amount Refunded": back, "Fee": Decimal("0.25"), "Tax": Decimal("0.00"),
            "Converted Currency": shop.currency.lower(), "Mode": "Live",
            "Status": "Failed" if failed else "Refunded" if back >= amount else "Paid",
            "Customer ID": f"cus_{first['user_id']}", "Customer Email": person.email,
            "Captured": "false" if failed else "true", "Card Last4": "4242", "Card Brand": "Visa",
            "Card Name": person.name, "Card Address Country": CODES[first["country"]],
        }  # fmt: skip
        made = {
            **first, "transaction_id": code, "user_id": f"cus_{first['user_id']}", "tax": None,
            "item_id": "payment", "quantity": 1, "value": amount, "price": amount,
            "currency": shop.currency, "item_name": None, "item_category": None,
            "country": CODES[first["country"]],
        }  # fmt: skip
        kept = [("orders", made)] + ([("orders", refund(made, back))] if back else [])
        values = tuple(cells.get(column) for column in PAYMENTS)
        rejected = (("orders", ("not_completed",)),) if failed else ()
        rows.append(Row(values, () if failed else tuple(kept), rejected))
    settings = {"shape": "stripe_payments", "ignored_statuses": STRIPE_IGNORED,
                "test_values": ["test"]}  # fmt: skip
    meant = _meant(PAYMENTS, PAYMENTS_MEANT, "orders")
    return [Sheet("unified_payments", ("orders",), PAYMENTS, tuple(rows), {"orders": settings},
                  meant, shape="stripe_payments")]  # fmt: skip


def subscriptions(shop: Shop, rng: random.Random, _language: str) -> list[Sheet]:
    """A subscription per customer; each starts, and a third have ended. Times in UTC."""
    rows, last = [], shop.orders[-1]["event_timestamp"]
    for number, customer in enumerate(shop.customers, start=1):
        begun = customer["created_timestamp"]
        end = begun + dt.timedelta(days=rng.randrange(20, 200))
        ended = end if rng.random() < 0.5 and end < last else None
        user, code = f"cus_{customer['user_id']}", f"sub_1N{number:05d}"
        status = "canceled" if ended else "active"
        amount = rng.choice((Decimal("9.90"), Decimal("19.90"), Decimal("1290.00")))
        cells = (
            code, user, shop.people[customer["user_id"]].email, "plan_club", 1,
            shop.currency.lower(), "month", amount, status, begun, begun, begun,
            begun + dt.timedelta(days=30), ended, ended,
        )  # fmt: skip
        event = {
            "user_id": user, "item_id": "plan_club", "transaction_id": code, "value": amount,
            "currency": shop.currency,
        }  # fmt: skip
        made: list[tuple[str, dict[str, Any]]] = [
            ("events", {**event, "event_name": "subscription_start", "event_timestamp": begun}),
            ("customers", {"user_id": user, "created_timestamp": begun, "lifecycle_stage": status}),
        ]
        if ended:
            over = {**event, "event_name": "subscription_end", "event_timestamp": ended}
            made.insert(1, ("events", over))
        rows.append(Row(cells, tuple(made)))
    settings = {"shape": "stripe_subscriptions"}
    meant = _meant(SUBSCRIPTIONS, SUBSCRIPTIONS_MEANT, "events")
    return [Sheet("subscriptions", ("events", "customers"), SUBSCRIPTIONS, tuple(rows),
                  {"events": settings, "customers": settings}, meant,
                  shape="stripe_subscriptions")]  # fmt: skip


def _event_made(shop: Shop, event: dict[str, Any]) -> tuple[tuple[str, dict[str, Any]], ...]:
    bought = event["event_name"] == "purchase"
    session = f"{event['user_pseudo_id']}.{event['session_id']}"
    currency = shop.currency
    made = {**event, "session_id": session, "currency": currency}
    if not bought:
        return (("events", made),)
    order = {
        "transaction_id": event["transaction_id"], "user_id": event["user_id"],
        "item_id": event["item_id"], "event_timestamp": event["event_timestamp"],
        "quantity": event["quantity"], "price": event["price"], "value": event["value"],
        "tax": None, "currency": currency, "kind": "sale", "item_name": event["item_name"],
        "item_category": event["item_category"], "country": event["country"],
    }  # fmt: skip
    return (("events", made), ("orders", order))


def _micros(moment: dt.datetime) -> str:
    return f"{int((local_to_utc(moment) - EPOCH).total_seconds())}000000"


def ga4_flat(shop: Shop, rng: random.Random, _language: str) -> list[Sheet]:
    """An event and item per row, as a query over the BigQuery export gives them."""
    rows = []
    for event in shop.events:
        cells = (
            event["event_timestamp"].strftime("%Y%m%d"), _micros(event["event_timestamp"]),
            event["event_name"], event.get("user_id"), event["user_pseudo_id"],
            event["session_id"], event.get("transaction_id"),
            shop.currency if "price" in event else None, event.get("item_id"),
            event.get("item_name"), event.get("item_category"), event.get("price"),
            event.get("quantity"), event["source"], event["medium"], event["campaign"],
            event["device_category"], event["country"],
        )  # fmt: skip
        rows.append(Row(cells, _event_made(shop, event)))
    settings = {"shape": "ga4_events"}
    meant = _meant(FLAT, FLAT_MEANT, "events")
    return [Sheet("events", ("events", "orders"), FLAT, tuple(rows),
                  {"events": settings, "orders": settings}, meant, shape="ga4_events")]  # fmt: skip


def ga4_nested(shop: Shop, rng: random.Random, _language: str) -> list[Sheet]:
    """The BigQuery export itself: nested JSON lines."""
    rows = [Row((_ga4_document(shop, event),), _event_made(shop, event)) for event in shop.events]
    columns = tuple(rows[0].cells[0])
    settings = {"shape": "ga4_events"}
    meant = _meant(columns, NESTED_MEANT, "events")
    return [Sheet("events_20260630", ("events", "orders"), columns, tuple(rows),
                  {"events": settings, "orders": settings}, meant, documents=True,
                  shape="ga4_events")]  # fmt: skip


def _ga4_document(shop: Shop, event: dict[str, Any]) -> dict[str, Any]:
    params = [
        {"key": "ga_session_id", "value": {"int_value": event["session_id"]}},
        {"key": "page_location", "value": {"string_value": "https://tienda.example/"}},
    ]
    item = {key: event[key] for key in ("item_id", "item_name", "item_category") if key in event}
    if "price" in event:
        params.append({"key": "currency", "value": {"string_value": shop.currency}})
        item |= {"price": float(event["price"]), "quantity": str(event["quantity"])}
    collected = {"manual_source": event["source"], "manual_medium": event["medium"],
                 "manual_campaign_name": event["campaign"]}  # fmt: skip
    return {
        "event_date": event["event_timestamp"].strftime("%Y%m%d"),
        "event_timestamp": _micros(event["event_timestamp"]),
        "event_name": event["event_name"],
        "event_params": params,
        "user_id": event.get("user_id"),
        "user_pseudo_id": event["user_pseudo_id"],
        "device": {"category": event["device_category"]},
        "geo": {"country": event["country"]},
        "collected_traffic_source": collected if event["source"] else None,
        "ecommerce": {"transaction_id": event.get("transaction_id")},
        "items": [item] if item else [],
    }


def contacts(shop: Shop, rng: random.Random, language: str) -> list[Sheet]:
    """HubSpot's contacts; a few have no e-mail address."""
    rows = []
    for number, customer in enumerate(shop.customers, start=51):
        person = shop.people[customer["user_id"]]
        email = None if rng.random() < 0.05 else person.email
        source = {"google": "ORGANIC_SEARCH", "newsletter": "EMAIL_MARKETING"}.get(
            customer["source"] or "", "OFFLINE"
        )
        cells = (
            str(number), person.first, person.last, email, person.phone, "Nuevo",
            customer["created_timestamp"], customer["country"], customer["region"],
            customer["city"], source, customer["lifecycle_stage"],
        )  # fmt: skip
        made = {name: customer[name] for name in ("created_timestamp", "country", "region", "city",
                                                  "lifecycle_stage")}  # fmt: skip
        made |= {"user_id": email or f"record {number}", "source": source}
        rows.append(Row(cells, (("customers", made),)))
    columns = CONTACTS[language]
    meant = {
        c: f"customers.{m}" if m else None for c, m in zip(columns, CONTACTS_MEANT, strict=True)
    }
    settings = {"customers": {"shape": "hubspot_contacts"}}
    return [Sheet("hubspot-crm-exports-contacts", ("customers",), columns, tuple(rows), settings,
                  meant, shape="hubspot_contacts")]  # fmt: skip


def _meant(columns: Iterable[str], meant: dict[str, str], table: str) -> dict[str, str | None]:
    return {column: f"{table}.{meant[column]}" if column in meant else None for column in columns}
